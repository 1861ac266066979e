//! What is read from the person at the terminal.

use crate::AppError;
use std::io::{IsTerminal, Read, stdin};

/// A new password for `user`: asked for twice at a terminal, which does not show it; otherwise the standard input.
pub(super) fn password(user: &str) -> Result<String, AppError> {
    let text = if stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Password for {user}: "))?;
        if first != rpassword::prompt_password("Again: ")? {
            return Err(AppError::Refused("the two passwords differ".to_owned()));
        }
        first
    } else {
        let mut text = String::new();
        stdin().read_to_string(&mut text)?;
        text.trim_end_matches(['\r', '\n']).to_owned()
    };
    let words = match identity::password_problem(&text, user).map(|p| p.key) {
        None => return Ok(text),
        Some("identity-problem-password-short") => "the password has fewer than 10 characters",
        Some("identity-problem-password-long") => "the password has more than 200 characters",
        Some("identity-problem-password-user") => "the password has the user name in it",
        Some(_) => "many people use this password, so it is tried first: choose another",
    };
    Err(AppError::Refused(words.to_owned()))
}

/// Whether the person at the terminal means it; where nobody can be asked, nobody has said so.
pub(super) fn yes(question: &str) -> Result<bool, AppError> {
    if !stdin().is_terminal() {
        return Err(AppError::Refused(format!("{question} Nobody is there to answer: say --yes")));
    }
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "ν" | "ναι"))
}
