//! The passage of a text in which what was asked for stands.

use crate::{Query, Word, words::words};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a text is shown; characters.
const LENGTH: usize = 240;
/// How many words before the first hit.
const LEAD: usize = 8;
/// How many words a passage looks over.
const SPAN: usize = 30;
/// How many words of a text that are wanted are looked at.
const HITS: usize = 10_000;

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it was asked for.
    pub hit: bool,
}

/// A passage, and how much of the question stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// How many different words of the question; the better of two passages has more.
    pub hits: usize,
    /// In order.
    pub pieces: Vec<Piece>,
}

/// Which words are meant by a question: those that the index found for it.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    stems: BTreeSet<String>,
    beginnings: Vec<String>,
}

impl Wanted {
    /// The words of `query`, and those that the index took for words in Latin letters.
    #[must_use]
    pub fn new(query: &Query, meant: impl IntoIterator<Item = String>) -> Self {
        let mut wanted = Self { stems: meant.into_iter().collect(), beginnings: Vec::new() };
        for (word, begins) in query.wanted() {
            if begins {
                wanted.beginnings.push(word.folded.clone());
            } else {
                wanted.stems.insert(word.text.clone());
            }
        }
        wanted
    }

    /// Whether nothing is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty() && self.beginnings.is_empty()
    }

    /// All of a text, with what is wanted in it.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<Piece> {
        let (mut pieces, mut at) = (Vec::new(), 0);
        for word in words(text).iter().filter(|word| self.takes(word)) {
            if word.from >= at {
                push(&mut pieces, &text[at..word.from], false);
                push(&mut pieces, &text[word.from..word.to], true);
                at = word.to;
            }
        }
        push(&mut pieces, &text[at..], false);
        pieces
    }

    fn takes(&self, word: &Word) -> bool {
        self.stems.contains(&word.text) || self.beginnings.iter().any(|b| word.folded.starts_with(b.as_str()))
    }
}

/// The passage of `text` with the most of what is wanted; none where nothing of it stands there.
#[must_use]
pub fn passage(text: &str, wanted: &Wanted) -> Option<Passage> {
    let words = words(text);
    let (best, hits) = densest(&words, wanted)?;
    let from = words[best.saturating_sub(LEAD)].from;
    let (mut pieces, mut at, mut length) = (Vec::new(), from, 0);
    if from > 0 {
        pieces.push(Piece { text: "… ".to_owned(), hit: false });
    }
    for word in words.iter().skip(best.saturating_sub(LEAD)) {
        if length > LENGTH {
            break;
        }
        if word.from < at || !wanted.takes(word) {
            length += word.to.saturating_sub(word.from) / 2 + 1;
            continue;
        }
        push(&mut pieces, &text[at..word.from], false);
        push(&mut pieces, &text[word.from..word.to], true);
        length += (word.to - word.from) / 2 + 1;
        at = word.to;
    }
    let tail: String = text[at..].chars().take(LENGTH.saturating_sub(written(&pieces)).max(20)).collect();
    let whole = tail.len() == text.len() - at;
    let tail = if whole { tail.as_str() } else { tail.rsplit_once(char::is_whitespace).map_or("", |(t, _)| t) };
    push(&mut pieces, tail, false);
    if !whole {
        pieces.push(Piece { text: " …".to_owned(), hit: false });
    }
    Some(Passage { hits, pieces })
}

/// The word from which on the most different words that are wanted stand together, and how many; the earliest of the
/// best. A stranger's text may have as many hits as words: each is taken into the span once and out of it once.
fn densest(words: &[Word], wanted: &Wanted) -> Option<(usize, usize)> {
    let hits: Vec<usize> = {
        let hits = words.iter().enumerate().filter(|(_, word)| wanted.takes(word)).map(|(at, _)| at);
        hits.take(HITS).collect()
    };
    let (mut span, mut end, mut best) = (BTreeMap::<&str, usize>::new(), 0, None);
    for from in &hits {
        while let Some(next) = hits.get(end).filter(|next| **next < from + SPAN) {
            *span.entry(words[*next].text.as_str()).or_default() += 1;
            end += 1;
        }
        if best.is_none_or(|(_, most)| span.len() > most) {
            best = Some((*from, span.len()));
        }
        let text = words[*from].text.as_str();
        if let Some(times) = span.get_mut(text) {
            *times -= 1;
            if *times == 0 {
                span.remove(text);
            }
        }
    }
    best
}

fn written(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.chars().count()).sum()
}

/// Blanks are one: a text layer has columns of them.
fn push(pieces: &mut Vec<Piece>, text: &str, hit: bool) {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    if !out.is_empty() {
        pieces.push(Piece { text: out, hit });
    }
}
