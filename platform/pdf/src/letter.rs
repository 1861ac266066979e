//! A letter.

use crate::world;
use kernel::Instant;
use serde::Serialize;

/// What a letter says.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// Who writes: the name, then further lines.
    pub sender: Vec<String>,
    /// Place and date: `Άστυ, 23/11/2026`.
    pub place: String,
    /// The number that the sender gave it, as printed.
    pub number: Option<String>,
    /// To whom.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// The text.
    pub paragraphs: Vec<String>,
    /// The lines under the text.
    pub signature: Vec<String>,
}

/// The letter as PDF/A-3b; the same bytes for the same input. Takes milliseconds of a thread.
///
/// # Errors
/// A mistake in the template.
pub fn letter(letter: &Letter, at: Instant) -> Result<Vec<u8>, world::Error> {
    if letter.sender.is_empty() {
        return Err(world::Error("a letter needs a sender".into()));
    }
    let data = serde_json::to_vec(letter).map_err(|e| world::Error(e.to_string()))?;
    let ident = format!("{} {} {}", letter.sender.join(" "), letter.subject, at.utc());
    let template = ("/letter.typ", include_str!("../../../typst/letter.typ"));
    world::render(template, vec![("/data.json".to_owned(), data)], ident, at)
}
