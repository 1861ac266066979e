//! The text of a mail as a document.

use crate::AppError;
use html::{Lang, Words};
use http_shell::Town;
use intake::NewPart;
use kernel::{Instant, hex};
use mailbox::Letter;
use pdf::{FileLine, MailSheet};
use std::sync::OnceLock;

/// What the document is called among the files of an entry.
pub(super) const NAME: &str = "Κείμενο μηνύματος.pdf";

/// The same where it has no form.
pub(super) const PLAIN: &str = "Κείμενο μηνύματος.txt";

/// The words, read once.
pub(super) fn words() -> Result<&'static Words, AppError> {
    static WORDS: OnceLock<Words> = OnceLock::new();
    match WORDS.get() {
        Some(words) => Ok(words),
        None => {
            let words = Words::load().map_err(AppError::Refused)?;
            Ok(WORDS.get_or_init(|| words))
        }
    }
}

/// What the document says. It stays in the archive: in the language of the municipality.
pub(super) fn of(town: &Town, letter: &Letter, parts: &[NewPart]) -> Result<MailSheet, AppError> {
    let words = words()?;
    let word = |key: &str| words.text(Lang::El, key, &[]);
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push((word(key), value));
        }
    };
    let from = [letter.from_name.as_str(), letter.from_address.as_str()];
    fact("intake-from", from.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    fact("intake-to", letter.to.join(", "));
    let sent = letter.sent_at.and_then(|seconds| seconds.checked_mul(1_000_000)).map(Instant::from_micros);
    fact("intake-sent", sent.map(Instant::greek).unwrap_or_default());
    fact("intake-message-id", letter.message_id.clone().unwrap_or_default());
    fact("intake-sha256", hex(&letter.sha256));
    let file = |part: &NewPart| {
        let stored = part.stored.as_ref().ok()?;
        let size = html::bytes(Lang::El, i64::try_from(stored.size).unwrap_or(i64::MAX));
        Some(FileLine { name: blobs::clean_name(&part.name), size, sha256: hex(&stored.sha256) })
    };
    let note = match (letter.text.is_empty(), letter.cut) {
        (true, _) => word("intake-no-text"),
        (_, true) => word("intake-cut"),
        _ => String::new(),
    };
    Ok(MailSheet {
        lang: Lang::El.to_string(),
        municipality: town.name.clone(),
        title: if letter.subject.is_empty() { word("intake-no-subject") } else { letter.subject.clone() },
        facts,
        paragraphs: MailSheet::paragraphs(&letter.text),
        note,
        files_title: word("register-files"),
        files: parts.iter().filter_map(file).collect(),
        foot: word("intake-sheet-foot"),
    })
}
