//! Passwords: argon2id, off the async threads; and which ones are too easy.

use crate::{IdentityError, Problem, totp};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use std::{collections::HashSet, sync::OnceLock};

/// The passwords that are tried first: the list of the Django project (19,640 words, after Royce Williams).
const COMMON: &str = include_str!("../common-passwords.txt");
const SHORTEST: usize = 10;
const LONGEST: usize = 200;

/// A password's argon2id hash in PHC form.
#[derive(Debug, Clone)]
pub struct PasswordHash(pub(crate) String);

impl PasswordHash {
    /// Hashes a password; takes tens of milliseconds of a thread of its own.
    ///
    /// # Errors
    /// [`IdentityError::Hash`].
    pub async fn make(password: String) -> Result<Self, IdentityError> {
        let hash = tokio::task::spawn_blocking(move || {
            Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
        });
        hash.await.ok().and_then(Result::ok).map(Self).ok_or(IdentityError::Hash)
    }

    /// The hash of no password: the account opens only after an invitation or a reset.
    pub(crate) fn none() -> Self {
        Self(String::from("-"))
    }

    /// Whether `password` is the one.
    pub(crate) async fn fits(self, password: String) -> bool {
        let check = tokio::task::spawn_blocking(move || {
            let hash = phc::PasswordHash::new(&self.0).ok()?;
            Argon2::default().verify_password(password.as_bytes(), &hash).ok()
        });
        check.await.ok().flatten().is_some()
    }
}

fn common() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| COMMON.lines().collect())
}

/// What is wrong with a new password for `user`.
#[must_use]
pub fn password_problem(password: &str, user: &str) -> Option<Problem> {
    let problem = |key| Some(Problem { field: "password", key });
    let length = password.chars().count();
    if length < SHORTEST {
        return problem("identity-problem-password-short");
    }
    if length > LONGEST {
        return problem("identity-problem-password-long");
    }
    let lower = password.to_lowercase();
    // `Password2026!` is the common word with what everybody adds to it.
    let bare = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    if common().contains(lower.as_str()) || common().contains(bare) || bare.chars().count() < 3 {
        return problem("identity-problem-password-common");
    }
    let user = greek::fold(user);
    if user.chars().count() > 3 && greek::fold(&lower).contains(&user) {
        return problem("identity-problem-password-user");
    }
    None
}

/// A password for the first or next sign-in, to be told to somebody: about 59 bits of chance.
///
/// # Errors
/// When the system gives no random bytes.
pub fn temporary_password() -> Result<String, IdentityError> {
    totp::word::<12>()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn easy_passwords_are_refused() {
        let key = |password: &str| password_problem(password, "m.pappa").map(|p| p.key);
        assert_eq!(key("σύντομος"), Some("identity-problem-password-short"));
        for easy in ["1234567890", "qwertyuiop", "Password2026!", "PASSWORD1234", "2026-11-24"] {
            assert_eq!(key(easy), Some("identity-problem-password-common"), "{easy}");
        }
        assert_eq!(key("xx-M.Pappa-xx"), Some("identity-problem-password-user"));
        assert_eq!(key("τρία γαλάζια παράθυρα"), None);
        assert_eq!(key(&temporary_password().unwrap()), None);
        assert!(common().len() > 10_000);
    }
}
