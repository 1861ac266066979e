//! Words that are in every text and find nothing.

/// The most frequent ones, folded, in the order of their letters.
const COMMON: &[&str] = &[
    "and",
    "for",
    "of",
    "the",
    "αν",
    "απο",
    "για",
    "δια",
    "εισ",
    "εκ",
    "εν",
    "επι",
    "η",
    "θα",
    "και",
    "κατα",
    "με",
    "να",
    "ο",
    "οι",
    "οτι",
    "που",
    "περι",
    "προσ",
    "σε",
    "στα",
    "στη",
    "στην",
    "στισ",
    "στο",
    "στον",
    "στουσ",
    "τα",
    "τη",
    "την",
    "τησ",
    "τισ",
    "το",
    "τον",
    "του",
    "τουσ",
    "των",
    "ωσ",
];

/// Whether a folded word is in every text: articles, prepositions, `και`.
#[must_use]
pub fn is_common(word: &str) -> bool {
    COMMON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{COMMON, is_common};
    use crate::fold;

    #[test]
    fn they_are_folded_as_texts_are() {
        for word in COMMON {
            assert_eq!(fold(word), *word);
        }
        assert!(is_common(&fold("Της")) && is_common(&fold("ΚΑΙ")) && !is_common(&fold("άδεια")));
    }
}
