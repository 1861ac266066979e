//! What a person types into the field of a search.

use crate::words::{Word, words};

/// In what is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Everything.
    All,
    /// The subject: `θέμα:`.
    Subject,
    /// Senders and recipients: `από:`, `προς:`.
    Parties,
    /// The names of files: `αρχείο:`.
    Names,
    /// Comments: `σχόλιο:`.
    Comments,
}

/// The names of fields, folded, as people put them before a word.
const FIELDS: &[(&str, Within)] = &[
    ("θεμα", Within::Subject),
    ("subject", Within::Subject),
    ("απο", Within::Parties),
    ("προσ", Within::Parties),
    ("αποστολεασ", Within::Parties),
    ("παραληπτησ", Within::Parties),
    ("from", Within::Parties),
    ("to", Within::Parties),
    ("party", Within::Parties),
    ("αρχειο", Within::Names),
    ("file", Within::Names),
    ("σχολιο", Within::Comments),
    ("comment", Within::Comments),
];
/// What stands before a word that must not be there, as keyboards and other programs write it.
const DASHES: [char; 3] = ['-', '−', '–'];
/// More parts than these make no search narrower.
const PARTS: usize = 16;
/// Longer questions are cut; characters.
const LONGEST: usize = 400;

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// In what.
    pub within: Within,
    /// Its words, which follow one another where they are several.
    pub words: Vec<Word>,
    /// That it must not be there: `-λέξη`.
    pub excluded: bool,
    /// That it is only the beginning of a word: `πεζοδρ*`.
    pub begins: bool,
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of it must be there, or not be there.
    pub parts: Vec<Part>,
}

impl Query {
    /// What `text` asks for: words in any form and in Latin letters, `"phrases"`, `-excluded`, `θέμα:word`, `begin*`.
    /// Whatever is typed asks for something: there is no wrong question.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST).map(|c| if "“”«»„".contains(c) { '"' } else { c }).collect();
        let mut parts = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() && parts.len() < PARTS {
            let mut piece = rest;
            let behind = piece.strip_prefix(DASHES).filter(|rest| !rest.is_empty());
            let excluded = behind.is_some_and(|rest| !rest.starts_with(char::is_whitespace));
            if excluded {
                piece = piece.trim_start_matches(DASHES);
            }
            let (within, after) = field(piece);
            piece = after;
            if let Some(quoted) = piece.strip_prefix('"') {
                let (phrase, after) = quoted.split_once('"').unwrap_or((quoted, ""));
                parts.extend(part(within, words(phrase), excluded, false));
                rest = after.trim_start();
                continue;
            }
            let end = stop(piece);
            let plain = &piece[..end];
            let begins = plain.ends_with('*');
            parts.extend(part(within, without_parts(words(plain)), excluded, begins));
            rest = piece[end..].trim_start();
        }
        Self { parts }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The words that must be there, as they are kept, with whether only their beginning is meant: for the passages.
    pub fn wanted(&self) -> impl Iterator<Item = (&Word, bool)> {
        self.parts.iter().filter(|p| !p.excluded).flat_map(|p| p.words.iter().map(|word| (word, p.begins)))
    }
}

fn field(piece: &str) -> (Within, &str) {
    let Some((name, rest)) = piece.split_once(':') else { return (Within::All, piece) };
    if rest.is_empty() || rest.starts_with(char::is_whitespace) || name.contains(char::is_whitespace) {
        return (Within::All, piece);
    }
    let name = greek::fold(name);
    FIELDS.iter().find(|(known, _)| *known == name).map_or((Within::All, piece), |(_, within)| (*within, rest))
}

/// Where a plain piece ends: at a blank, but an RF code goes on over its blanks.
fn stop(piece: &str) -> usize {
    let blank = piece.find(char::is_whitespace).unwrap_or(piece.len());
    let code = words(piece).into_iter().next().filter(|w| w.from == 0 && w.to > blank && w.folded.starts_with("rf"));
    code.map_or(blank, |code| code.to)
}

/// Where a code is kept whole, its parts are not asked for besides.
fn without_parts(words: Vec<Word>) -> Vec<Word> {
    match words.first() {
        Some(first) if words.iter().skip(1).any(|other| other.place == first.place) => vec![first.clone()],
        _ => words,
    }
}

fn part(within: Within, words: Vec<Word>, excluded: bool, begins: bool) -> Option<Part> {
    (!words.is_empty()).then_some(Part { within, words, excluded, begins })
}
