//! The words by which an entry is found.

use crate::Fields;
use std::collections::BTreeSet;

/// At most so many words of an entry are kept.
const MOST: usize = 64;
/// No word of a language is longer; characters.
const LONGEST: usize = 40;
/// Words that are in every subject and find nothing; folded.
const COMMON: &[&str] = &[
    "και",
    "του",
    "τησ",
    "των",
    "το",
    "τα",
    "τη",
    "την",
    "τον",
    "τουσ",
    "τισ",
    "οι",
    "για",
    "απο",
    "με",
    "σε",
    "στο",
    "στη",
    "στην",
    "στον",
    "στα",
    "στισ",
    "στουσ",
    "περι",
    "προσ",
    "κατα",
    "ωσ",
    "να",
    "θα",
    "the",
    "of",
    "and",
    "for",
];

/// The stems of the words of `text`.
pub(crate) fn terms(text: &str) -> BTreeSet<String> {
    let folded = greek::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !COMMON.contains(w));
    let words = words.filter(|w| w.chars().count() > 1 || w.chars().all(char::is_numeric));
    words.map(|w| greek::stem(w).chars().take(LONGEST).collect()).take(MOST).collect()
}

/// The stems of everything by which people remember an entry.
pub(crate) fn terms_of(fields: &Fields) -> BTreeSet<String> {
    let party = fields.correspondent.as_ref();
    let texts = [
        Some(fields.subject.as_str()),
        party.map(|p| p.name.as_str()),
        party.and_then(|p| p.tax_id.as_deref()),
        fields.their_number.as_deref(),
    ];
    texts.into_iter().flatten().flat_map(terms).take(MOST).collect()
}
