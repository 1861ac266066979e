//! A mail as it came in.

use crate::{FileLine, world};
use kernel::Instant;
use serde::Serialize;

/// A word longer than that is broken, so that it stays on the page: letters.
const WORD: usize = 80;

/// What a mail says, in words of the municipality's language around it.
#[derive(Debug, Clone, Serialize)]
pub struct MailSheet {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// The title: the subject, or that there is none.
    pub title: String,
    /// Label and value of each line of its head.
    pub facts: Vec<(String, String)>,
    /// Its text: the lines of each paragraph.
    pub paragraphs: Vec<Vec<String>>,
    /// What is said behind the text; empty for nothing.
    pub note: String,
    /// The heading of what came with it.
    pub files_title: String,
    /// What came with it.
    pub files: Vec<FileLine>,
    /// What stands at the foot.
    pub foot: String,
}

impl MailSheet {
    /// A text as its paragraphs; what has no blank for too long is broken.
    #[must_use]
    pub fn paragraphs(text: &str) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = vec![Vec::new()];
        for line in text.lines() {
            if line.trim().is_empty() {
                all.push(Vec::new());
            } else if let Some(last) = all.last_mut() {
                last.push(line.split(' ').map(broken).collect::<Vec<_>>().join(" "));
            }
        }
        all.retain(|paragraph| !paragraph.is_empty());
        all
    }
}

fn broken(word: &str) -> String {
    if word.chars().nth(WORD).is_none() {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(WORD).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The mail as PDF/A-3b; the same bytes for the same input. Takes tens of milliseconds of a thread, more for a long one.
///
/// # Errors
/// A mistake in the template.
pub fn mail_sheet(sheet: &MailSheet, at: Instant) -> Result<Vec<u8>, world::Error> {
    let data = serde_json::to_string(sheet).map_err(|e| world::Error(e.to_string()))?;
    let data = world::printable(&data).into_bytes();
    let ident = format!("{} {} {}", sheet.municipality, sheet.title, at.utc());
    world::render(
        ("/mail.typ", include_str!("../../../typst/mail.typ")),
        vec![("/data.json".to_owned(), data)],
        ident,
        at,
    )
}

#[cfg(test)]
mod tests {
    use super::MailSheet;

    #[test]
    fn paragraphs_keep_their_lines_and_long_words_stay_on_the_page() {
        let text = format!("Κύριοι,\n\nσας στέλνω\nτην αίτηση\n\n\n{}", "α".repeat(200));
        let all = MailSheet::paragraphs(&text);
        assert_eq!((all.len(), all[1].len()), (3, 2));
        assert_eq!(all[2][0].split(' ').map(|word| word.chars().count()).collect::<Vec<_>>(), [80, 80, 40]);
    }
}
