//! C2SP signed-note with Ed25519.

use crate::{Error, hash::sha256};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::fmt;

/// The signature type byte of Ed25519.
const ALGORITHM: u8 = 1;
/// No note of ours is larger; a larger one is refused unread.
const MAX_NOTE: usize = 1_000_000;
const MAX_SIGNATURES: usize = 64;

fn valid_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+' || c.is_control())
}

fn key_hash(name: &str, public: &[u8]) -> u32 {
    let digest = sha256(&[name.as_bytes(), b"\n", &[ALGORITHM], public]);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// A public key with its name: `name+hash+base64`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    hash: u32,
    public: [u8; 32],
}

impl VerifierKey {
    /// The name of the signer.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads `name+hash+base64`.
    ///
    /// # Errors
    /// [`Error::Key`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(hash), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Error::Key);
        };
        let data = STANDARD.decode(data).map_err(|_| Error::Key)?;
        let (&[algorithm], public) = data.split_first_chunk::<1>().ok_or(Error::Key)?;
        let public: [u8; 32] = public.try_into().map_err(|_| Error::Key)?;
        let hash = u32::from_str_radix(hash, 16).map_err(|_| Error::Key)?;
        if algorithm != ALGORITHM || !valid_name(name) || hash != key_hash(name, &public) {
            return Err(Error::Key);
        }
        Ok(Self { name: name.to_owned(), hash, public })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut data = vec![ALGORITHM];
        data.extend_from_slice(&self.public);
        write!(f, "{}+{:08x}+{}", self.name, self.hash, STANDARD.encode(data))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A private key with its name. Its text form is a secret.
pub struct SigningKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
    verifier: VerifierKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

impl SigningKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// [`Error::Key`] when the name has blanks or `+`, or there is no randomness.
    pub fn generate(name: &str) -> Result<Self, Error> {
        let mut seed = [0; 32];
        aws_lc_rs::rand::SecureRandom::fill(&SystemRandom::new(), &mut seed).map_err(|_| Error::Key)?;
        Self::from_seed(name, seed)
    }

    /// The key of a 32-byte seed (RFC 8032).
    ///
    /// # Errors
    /// [`Error::Key`] when the name has blanks or `+`.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, Error> {
        if !valid_name(name) {
            return Err(Error::Key);
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| Error::Key)?;
        let public: [u8; 32] = pair.public_key().as_ref().try_into().map_err(|_| Error::Key)?;
        let verifier = VerifierKey { name: name.to_owned(), hash: key_hash(name, &public), public };
        Ok(Self { seed, pair, verifier })
    }

    /// Reads `PRIVATE+KEY+name+hash+base64`.
    ///
    /// # Errors
    /// [`Error::Key`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+").ok_or(Error::Key)?;
        let mut parts = rest.splitn(3, '+');
        let (Some(name), Some(hash), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Error::Key);
        };
        let data = STANDARD.decode(data).map_err(|_| Error::Key)?;
        let (&[algorithm], seed) = data.split_first_chunk::<1>().ok_or(Error::Key)?;
        let key = Self::from_seed(name, seed.try_into().map_err(|_| Error::Key)?)?;
        let hash = u32::from_str_radix(hash, 16).map_err(|_| Error::Key)?;
        if algorithm == ALGORITHM && hash == key.verifier.hash { Ok(key) } else { Err(Error::Key) }
    }

    /// `PRIVATE+KEY+name+hash+base64`: a secret, for a file that only the program reads.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let mut data = vec![ALGORITHM];
        data.extend_from_slice(&self.seed);
        format!("PRIVATE+KEY+{}+{:08x}+{}", self.verifier.name, self.verifier.hash, STANDARD.encode(data))
    }

    /// The public key.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }
}

/// Signs `text`, which must end in a line feed.
///
/// # Errors
/// [`Error::Syntax`] when the text is no note text.
pub fn sign(text: &str, keys: &[&SigningKey]) -> Result<String, Error> {
    if !is_text(text) {
        return Err(Error::Syntax("note text"));
    }
    let mut note = format!("{text}\n");
    for key in keys {
        let mut data = key.verifier.hash.to_be_bytes().to_vec();
        data.extend_from_slice(key.pair.sign(text.as_bytes()).as_ref());
        note.push_str(&format!("— {} {}\n", key.verifier.name, STANDARD.encode(data)));
    }
    Ok(note)
}

fn is_text(text: &str) -> bool {
    text.ends_with('\n') && !text.chars().any(|c| c.is_control() && c != '\n')
}

/// The text of a note that at least one of `keys` signed. A wrong signature of a known key refuses the note.
///
/// # Errors
/// [`Error::Syntax`] or [`Error::Unsigned`].
pub fn open<'n>(note: &'n str, keys: &[VerifierKey]) -> Result<&'n str, Error> {
    let wrong = Error::Syntax("signed note");
    if note.len() > MAX_NOTE {
        return Err(wrong);
    }
    let split = note.rfind("\n\n").ok_or(wrong)?;
    let (text, signatures) = (&note[..=split], &note[split + 2..]);
    if !is_text(text) || !signatures.ends_with('\n') || signatures.lines().count() > MAX_SIGNATURES {
        return Err(wrong);
    }
    let mut signed = false;
    for line in signatures.lines() {
        let (name, data) = line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or(wrong)?;
        let data = STANDARD.decode(data).map_err(|_| wrong)?;
        let (hash, signature) = data.split_first_chunk::<4>().ok_or(wrong)?;
        let hash = u32::from_be_bytes(*hash);
        let Some(key) = keys.iter().find(|k| k.name == name && k.hash == hash) else { continue };
        let public = UnparsedPublicKey::new(&ED25519, key.public);
        public.verify(text.as_bytes(), signature).map_err(|_| Error::Unsigned)?;
        signed = true;
    }
    if signed { Ok(text) } else { Err(Error::Unsigned) }
}
