//! The words by which an entry is found.

use crate::{Entry, Fields};
use documents::File;
use std::collections::BTreeSet;

/// At most so many words of an entry are kept.
const MOST: usize = 64;
/// No word of a language is longer; characters.
const LONGEST: usize = 40;

/// The stems of the words of `text`.
pub(crate) fn terms(text: &str) -> BTreeSet<String> {
    let folded = greek::fold(text);
    let words = greek::parts(&folded).filter(|w| !greek::is_common(w));
    let words = words.filter(|w| w.chars().count() > 1 || w.chars().all(char::is_numeric));
    words.map(|w| greek::stem(w).chars().take(LONGEST).collect()).take(MOST).collect()
}

/// The stems of everything by which people remember a document: first what names it, then what is said besides.
pub(crate) fn terms_of(fields: &Fields, files: &[File]) -> BTreeSet<String> {
    let party = fields.correspondent.as_ref();
    let texts = [
        Some(fields.subject.as_str()),
        party.map(|p| p.name.as_str()),
        party.and_then(|p| p.tax_id.as_deref()),
        fields.their_number.as_deref(),
    ];
    // What kind of file it is finds nothing.
    let names = files.iter().map(|file| file.name.rsplit_once('.').map_or(file.name.as_str(), |(name, _)| name));
    let further = fields.further.iter().flat_map(|p| [Some(p.name.as_str()), p.tax_id.as_deref()]).flatten();
    let texts = texts.into_iter().flatten().chain(further).chain(names).chain(fields.details.as_deref());
    texts.flat_map(terms).take(MOST).collect()
}

/// The words by which an entry is found: those of the document, and its own number.
pub(crate) fn words_of(entry: &Entry) -> BTreeSet<String> {
    let mut words = terms_of(&entry.fields, &entry.files);
    words.insert(entry.number.to_string());
    words
}
