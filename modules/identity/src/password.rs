//! Passwords: argon2id, off the async threads; and which ones are too easy.

use crate::{IdentityError, Problem, totp};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use std::{collections::HashSet, sync::OnceLock};
use tokio::sync::Semaphore;

/// The passwords that are tried first: the list of the Django project (19,640 words, after Royce Williams).
const COMMON: &str = include_str!("../common-passwords.txt");
const SHORTEST: usize = 10;
const LONGEST: usize = 200;

/// A hash that is checked where there is none: users that are not known, or have no password yet, take as long as others.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YXN0eWFzdHlhc3R5YXN0eQ$gS0Gf0RB0rdDgSGg2pvCmr2rlQvUBCSVEQVCrEBFlBk";

/// A password's argon2id hash in PHC form.
#[derive(Debug, Clone)]
pub struct PasswordHash(pub(crate) String);

impl PasswordHash {
    /// Hashes a password; takes tens of milliseconds of a thread of its own.
    ///
    /// # Errors
    /// [`IdentityError::Hash`].
    pub async fn make(password: String) -> Result<Self, IdentityError> {
        let hash =
            gated(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())).await;
        hash.and_then(Result::ok).map(Self).ok_or(IdentityError::Hash)
    }

    /// The hash of no password: nobody is let in by it. For whoever is invited or signs in elsewhere.
    #[must_use]
    pub fn none() -> Self {
        Self(String::from("-"))
    }

    /// Whether `password` is the one.
    pub(crate) async fn fits(self, password: String) -> bool {
        let check = gated(move || {
            let nobody = phc::PasswordHash::new(NOBODY).ok()?;
            let own = phc::PasswordHash::new(&self.0);
            let hash = own.as_ref().unwrap_or(&nobody);
            let fits = Argon2::default().verify_password(password.as_bytes(), hash).is_ok();
            Some(fits && own.is_ok())
        });
        check.await.flatten().unwrap_or(false)
    }
}

/// How many hashes are made at once. Each takes 19 MiB and a core: more would not be quicker, and a flood of sign-ins
/// must not take the memory of the machine.
const AT_ONCE: usize = 4;
static GATE: Semaphore = Semaphore::const_new(AT_ONCE);

/// Does slow work on a thread of its own, when its turn comes; nothing when it stumbles.
async fn gated<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let turn = GATE.acquire().await.ok()?;
    // The turn goes with the work: whoever asked may be gone before it ends.
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.ok()
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
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

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

    #[tokio::test]
    async fn a_flood_of_passwords_waits_for_its_turn() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let flood = (0..40).map(|_| {
            tokio::spawn(gated(|| {
                MOST.fetch_max(NOW.fetch_add(1, SeqCst) + 1, SeqCst);
                Argon2::default().hash_password(b"x").unwrap();
                NOW.fetch_sub(1, SeqCst);
            }))
        });
        for one in flood.collect::<Vec<_>>() {
            assert!(one.await.unwrap().is_some());
        }
        assert!((1..=AT_ONCE).contains(&MOST.load(SeqCst)), "{MOST:?}");
    }

    #[tokio::test]
    async fn whoever_has_no_password_takes_as_long_as_others_and_is_not_let_in() {
        let made = PasswordHash::make("κάτι".into()).await.unwrap();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&made.0));
        assert!(phc::PasswordHash::new(NOBODY).is_ok());
        assert!(made.fits("κάτι".into()).await);
        for password in ["", "-", "κάτι"] {
            assert!(!PasswordHash::none().fits(password.into()).await);
        }
    }
}
