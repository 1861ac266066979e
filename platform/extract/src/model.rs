//! What was read.

use serde::{Deserialize, Serialize};

/// How the text of a file came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// It is in the file.
    Text,
    /// It was recognised on pictures of its pages.
    Ocr,
}

impl Means {
    /// As it is kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Means::Text => "text",
            Means::Ocr => "ocr",
        }
    }
}

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// How it came out.
    pub means: Means,
    /// Page after page; a file without pages has one. None where there is no text.
    pub pages: Vec<String>,
}

impl Reading {
    pub(crate) fn text(pages: Vec<String>) -> Self {
        Self { means: Means::Text, pages }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pages.iter().all(|page| page.trim().is_empty())
    }
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// Files of this kind are not read.
    #[error("files of this kind have no text that is read")]
    Kind,
    /// It is damaged, asks for a password, or takes too much memory or time.
    #[error("{0}")]
    Unfit(String),
    /// The process that was to read it failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The most text of a page that is kept; characters.
pub(crate) const PAGE: usize = 200_000;
/// The most text of a file that is kept; characters.
pub(crate) const WHOLE: usize = 4_000_000;

/// What is kept of pages: no more than is useful, words that were parted at the end of a line joined again.
pub(crate) fn tidy(pages: Vec<String>) -> Vec<String> {
    let mut left = WHOLE;
    let mut out = Vec::with_capacity(pages.len());
    for page in pages {
        let page: String = joined(&page).chars().take(PAGE.min(left)).collect();
        left -= page.chars().count().min(left);
        out.push(page);
    }
    while out.last().is_some_and(|page| page.trim().is_empty()) {
        out.pop();
    }
    out
}

/// `προϋπο-` at the end of a line and `λογισμός` on the next are one word.
fn joined(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("-\n") {
        let (before, after) = (&rest[..at], rest[at + 2..].trim_start_matches([' ', '\t']));
        let parted = before.chars().next_back().is_some_and(char::is_lowercase)
            && after.chars().next().is_some_and(char::is_lowercase);
        out.push_str(before);
        if !parted {
            out.push_str("-\n");
        }
        rest = if parted { after } else { &rest[at + 2..] };
    }
    out.push_str(rest);
    // A NUL cannot be kept by a database; the sign for millionths is what a machine takes for a small mu.
    out.replace('\0', "").replace('\u{b5}', "μ")
}

#[cfg(test)]
mod tests {
    use super::{joined, tidy};

    #[test]
    fn parted_words_are_whole_again() {
        assert_eq!(
            joined("του προϋπο-\n   λογισμού του 2026-\n2027 Α-\nΒ"),
            "του προϋπολογισμού του 2026-\n2027 Α-\nΒ"
        );
        assert_eq!(tidy(vec!["α\0".to_owned(), String::new(), "  ".to_owned()]), ["α"]);
    }
}
