//! Keys, places and openings.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::Instant;
use serde::{Deserialize, Serialize};
use tlog::SigningKey;

/// The log's name and the key that signs its checkpoints. Kept apart from the database.
pub struct LogKey {
    /// The origin line of the checkpoints: `asty.localhost/log`.
    pub origin: String,
    /// The Ed25519 key; its name is the origin.
    pub key: SigningKey,
}

/// A place in the log, taken in this transaction.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// The index of the leaf, from 0.
    pub index: i64,
    /// The time under which it stands.
    pub at: Instant,
}

/// What opens a commitment: travels inside the receipt, never in the public log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The leaf, as it stands in the log.
    pub leaf: String,
    /// 32 random bytes, base64.
    pub salt: String,
    /// The statement, byte for byte.
    pub statement: String,
}

impl Opening {
    /// The opening of `leaf`.
    #[must_use]
    pub fn new(leaf: String, salt: &[u8], statement: String) -> Self {
        Self { leaf, salt: STANDARD.encode(salt), statement }
    }

    /// The salt, where it is one.
    #[must_use]
    pub fn salt(&self) -> Option<[u8; 32]> {
        STANDARD.decode(&self.salt).ok()?.try_into().ok()
    }
}
