//! Time-based one-time codes (RFC 6238), and the recovery codes for a lost telephone.

use crate::{IdentityError, token};
use kernel::{Instant, random_bytes};
use totp_rs::{Builder, Secret, Totp};

/// How many recovery codes there are.
const RECOVERY: usize = 10;
/// Letters that nobody takes for one another.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

fn totp(secret: Secret) -> Builder {
    // One step before and after: telephones are seldom exact.
    Builder::new().with_secret(secret).with_skew(1)
}

/// The step of time whose code this is, when it comes after `last`: a code opens once.
pub(crate) fn step(secret: &[u8], code: &str, now: Instant, last: i64) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let totp = totp(Secret::from(secret)).build().ok()?;
    let step = totp.check(&code, u64::try_from(now.seconds()).ok()?)?;
    i64::try_from(step).ok().filter(|step| *step > last)
}

/// A new secret in base32, as the telephone and the form carry it.
pub(crate) fn secret() -> Result<String, IdentityError> {
    Ok(Secret::from(random_bytes::<20>()?).to_base32())
}

/// The bytes of a secret in base32, when it is long enough to be one.
pub(crate) fn bytes(secret: &str) -> Option<Vec<u8>> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Some(secret.as_bytes().to_vec()).filter(|bytes| bytes.len() >= 20)
}

/// What the QR code says to the telephone.
pub(crate) fn url(secret: &str, municipality: &str, user: &str) -> Option<String> {
    let plain = |text: &str| text.replace(':', " ");
    let totp: Totp = totp(Secret::try_from_base32(secret).ok()?)
        .with_issuer(Some(plain(municipality)))
        .with_account_name(plain(user))
        .build()
        .ok()?;
    totp.to_url().ok()
}

/// A word of `N` letters in groups of four, with almost five bits of chance in each.
pub(crate) fn word<const N: usize>() -> Result<String, IdentityError> {
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let bytes = random_bytes::<N>()?;
    let groups = bytes.chunks(4).map(|group| group.iter().map(letter).collect::<String>());
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// New recovery codes: what is shown once.
pub(crate) fn recovery() -> Result<Vec<String>, IdentityError> {
    (0..RECOVERY).map(|_| word::<12>()).collect()
}

/// What is kept of a recovery code, however it was typed.
pub(crate) fn recovery_hash(code: &str) -> Vec<u8> {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    token::hash(&code.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_codes_of_the_standard() {
        // RFC 6238, appendix B: the last six of the eight digits.
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Instant::from_micros(at * 1_000_000);
            let step = step(b"12345678901234567890", code, now, 0).unwrap();
            assert_eq!(step, at / 30);
            // The same code does not open twice.
            assert_eq!(super::step(b"12345678901234567890", code, now, step), None);
        }
    }

    #[test]
    fn the_telephone_learns_who_it_is_for() {
        let secret = secret().unwrap();
        let url = url(&secret, "Δήμος Άστεως", "maria").unwrap();
        assert!(url.starts_with("otpauth://totp/%CE%94") && url.contains(&secret), "{url}");
        assert_eq!(bytes(&secret).unwrap().len(), 20);
        assert!(bytes("AAAA").is_none());
    }
}
