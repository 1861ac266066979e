//! The words of a text, as they are kept and asked for.

use crate::stem::stem;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the text, bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The how-manieth word it is. A code that is also kept whole stands at the place of its first part.
    pub place: usize,
    /// As it is kept: folded, and cut to its stem.
    pub text: String,
    /// Folded only: as it was written.
    pub folded: String,
}

/// Longer words are cut; letters.
const LONGEST: usize = 40;
/// The digits that a group of an RF code may have, written with blanks.
const RF_GROUP: usize = 4;
/// The longest RF code (ISO 11649).
const RF_LONGEST: usize = 25;

/// A run of letters or of digits.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    digits: bool,
}

/// The words of `text`, in order. Letters and digits that touch are words of their own, so that `ΧΑΝ1234`, `ΧΑΝ-1234`
/// and `ΧΑΝ 1234` are the same two; letters of both alphabets in one word, or in a code, are taken as Greek where they
/// look alike; an RF code is one word more, however it is written. Words that are in every text have a place and are
/// not given.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let runs = runs(text);
    let mut words = Vec::with_capacity(runs.len());
    for (place, run) in runs.iter().enumerate() {
        let raw = &text[run.from..run.to];
        if run.digits {
            let folded: String = raw.chars().take(LONGEST).collect();
            words.push(Word { from: run.from, to: run.to, place, text: folded.clone(), folded });
            continue;
        }
        if let Some(to) = rf(text, &runs, place) {
            let code: String = text[run.from..to].chars().filter(|c| !c.is_whitespace()).collect();
            let code = code.to_lowercase();
            words.push(Word { from: run.from, to, place, text: code.clone(), folded: code });
        }
        let touches = |other: Option<&Run>, at: fn(&Run) -> usize, end: usize| {
            other.is_some_and(|other| other.digits && at(other) == end)
        };
        let before = place.checked_sub(1).and_then(|p| runs.get(p));
        let in_code = touches(before, |run| run.to, run.from) || touches(runs.get(place + 1), |run| run.from, run.to);
        let folded: String = greek::fold(&one_alphabet(raw, in_code)).chars().take(LONGEST).collect();
        if greek::is_common(&folded) && !in_code {
            continue;
        }
        let text = stem(&folded).to_owned();
        words.push(Word { from: run.from, to: run.to, place, text, folded });
    }
    words
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(text.len() / 8);
    let mut open = false;
    for (at, c) in text.char_indices() {
        let (digit, to) = (c.is_numeric(), at + c.len_utf8());
        // A combining accent belongs to its letter.
        let accent = open && ('\u{300}'..='\u{36f}').contains(&c);
        if !(digit || accent || c.is_alphabetic()) {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some(run) if open && run.digits == digit => run.to = to,
            _ => runs.push(Run { from: at, to, digits: digit }),
        }
        open = true;
    }
    runs
}

/// Where the RF code ends whose letters stand at `place`.
fn rf(text: &str, runs: &[Run], place: usize) -> Option<usize> {
    let run = runs[place];
    let first = runs.get(place + 1)?;
    if !text[run.from..run.to].eq_ignore_ascii_case("rf") || !first.digits || first.from != run.to {
        return None;
    }
    let mut end = first.to;
    for next in &runs[place + 2..] {
        let apart = &text[end..next.from];
        if apart != " " || !next.digits || next.to - next.from > RF_GROUP || next.to - run.from > 2 * RF_LONGEST {
            break;
        }
        end = next.to;
    }
    // Shorter ones are no codes: two letters, two digits, a reference.
    (end - run.from > RF_GROUP).then_some(end)
}

/// A word in one alphabet: Latin letters that look like Greek ones are Greek beside Greek letters and in codes, and so
/// are short words of capitals (`AE` for `ΑΕ`).
fn one_alphabet(word: &str, in_code: bool) -> String {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    if !latin {
        return word.to_owned();
    }
    let mixed = !word.is_ascii();
    let short = in_code || word.chars().count() <= 3;
    if mixed || (short && word.chars().all(|c| looks_greek(c).is_some())) {
        return word.chars().map(|c| looks_greek(c).unwrap_or(c)).collect();
    }
    word.to_owned()
}

/// The Greek letter that looks like this Latin one. Of small letters only those that nobody tells apart.
fn looks_greek(c: char) -> Option<char> {
    const PAIRS: [(char, char); 16] = [
        ('A', 'Α'),
        ('B', 'Β'),
        ('E', 'Ε'),
        ('Z', 'Ζ'),
        ('H', 'Η'),
        ('I', 'Ι'),
        ('K', 'Κ'),
        ('M', 'Μ'),
        ('N', 'Ν'),
        ('O', 'Ο'),
        ('P', 'Ρ'),
        ('T', 'Τ'),
        ('Y', 'Υ'),
        ('X', 'Χ'),
        ('o', 'ο'),
        ('v', 'ν'),
    ];
    PAIRS.iter().find(|(latin, _)| *latin == c).map(|(_, greek)| *greek)
}
