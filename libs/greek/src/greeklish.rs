//! Greek as people type it with Latin letters.

/// What a Latin group of letters may stand for: longer groups first, since `th` is not `t` and `h`.
const GROUPS: &[(&str, &str)] = &[
    ("ps", "ψ|πσ"),
    ("th", "θ|τη"),
    ("ch", "χ|τσ"),
    ("ph", "φ"),
    ("ks", "ξ|κσ"),
    ("ou", "ου|(ο|ω)(υ|ου)"),
    ("mp", "μπ"),
    ("nt", "ντ"),
    ("gk", "γκ|γγ"),
    ("gg", "γγ|γκ"),
    ("ng", "γγ|γκ"),
    ("ai", "α(ι|η|υ|ει|οι)|ε"),
    ("ei", "ε(ι|η|υ|ει|οι)|ι|η"),
    ("oi", "(ο|ω)(ι|η|υ|ει|οι)|ι|υ"),
    ("eu", "ε(υ|ου)"),
    ("ef", "ευ|εφ"),
    ("ev", "ευ|εβ"),
    ("af", "αυ|αφ"),
    ("av", "αυ|αβ"),
    ("a", "α"),
    ("b", "β|μπ"),
    ("c", "κ|σ"),
    ("d", "δ|ντ"),
    ("e", "ε|αι"),
    ("f", "φ|υ"),
    ("g", "γ|γκ"),
    ("h", "η|χ"),
    ("i", "ι|η|υ|ει|οι"),
    ("j", "ξ|τζ"),
    ("k", "κ"),
    ("l", "λ|λλ"),
    ("m", "μ|μμ"),
    ("n", "ν|νν"),
    ("o", "ο|ω"),
    ("p", "π|ππ"),
    ("q", "θ"),
    ("r", "ρ|ρρ"),
    ("s", "σ|σσ"),
    ("t", "τ|ττ"),
    ("u", "υ|ου"),
    ("v", "β|υ"),
    ("w", "ω"),
    ("x", "χ|ξ"),
    ("y", "υ|ι|η|γ"),
    ("z", "ζ"),
    ("8", "θ"),
    ("3", "ξ"),
    ("4", "ψ"),
    ("9", "θ"),
];
/// Fewer Latin letters than these are never cut away; a stem keeps four Greek ones.
const SHORTEST: usize = 3;
/// Longer words are not typed; letters.
const LONGEST: usize = 40;

/// A regular expression of the stems ([`crate::stem`]) that a word typed with Latin letters may mean: `adeia` means
/// `αδει`. None where the word has other letters, or too few.
#[must_use]
pub fn greeklish(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let latin = word.chars().all(|c| c.is_ascii_alphanumeric()) && word.chars().any(|c| c.is_ascii_alphabetic());
    if !latin || !(SHORTEST..=LONGEST).contains(&word.len()) {
        return None;
    }
    // The ending is cut as that of a Greek word is; what is left may keep a part of it.
    let core = ending(&word);
    let mut pattern = String::from("(");
    let mut rest = core;
    while !rest.is_empty() {
        let (group, meant) = GROUPS.iter().find(|(group, _)| rest.starts_with(group))?;
        // Twice the same consonant is one or two.
        rest = &rest[group.len()..];
        if group.len() == 1 && rest.starts_with(group) && !"aeiouyw".contains(group) {
            rest = &rest[1..];
        }
        pattern.push('(');
        pattern.push_str(meant);
        pattern.push(')');
    }
    pattern.push_str(")[αεηιουωσν]{0,3}");
    Some(pattern)
}

fn ending(word: &str) -> &str {
    let mut rest = word;
    while rest.len() > SHORTEST
        // The h of th, ch and ph is no η, the s of ks and ps no ending.
        && !["th", "ch", "ph", "ks", "ps"].iter().any(|group| rest.ends_with(group))
        && let Some(shorter) = rest.strip_suffix(['a', 'e', 'h', 'i', 'o', 'u', 'w', 'y', 's', 'n'])
    {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::greeklish;
    use crate::{fold, stem};

    fn means(latin: &str, greek: &str) -> bool {
        let pattern = greeklish(latin).expect("Latin letters");
        let pattern = regex_lite::Regex::new(&format!("^({pattern})$")).expect("a pattern");
        pattern.is_match(stem(&fold(greek)))
    }

    #[test]
    fn words_are_found_as_they_are_typed() {
        for (latin, greek) in [
            ("adeia", "άδεια"),
            ("adeies", "άδεια"),
            ("dimos", "δήμος"),
            ("dhmos", "δήμος"),
            ("metakinisi", "μετακίνηση"),
            ("metakinhsh", "μετακινήσεις"),
            ("ypallilou", "υπάλληλος"),
            ("ipalilos", "υπάλληλος"),
            ("thessaloniki", "Θεσσαλονίκη"),
            ("8essaloniki", "Θεσσαλονίκη"),
            ("apofasi", "αποφάσεως"),
            ("promitheia", "προμήθεια"),
            ("ekseliksi", "εξέλιξη"),
            ("psifisma", "ψήφισμα"),
            ("eyxaristo", "ευχαριστώ"),
            ("katastima", "καταστήματος"),
            ("euro", "ευρώ"),
        ] {
            assert!(means(latin, greek), "{latin} {greek} {:?}", greeklish(latin));
        }
    }

    #[test]
    fn other_words_stay_apart() {
        assert!(!means("adeia", "αίτηση") && !means("dimos", "δρόμος"));
        for word in ["", "ab", "άδεια", "1234", "a-b", &"a".repeat(41)] {
            assert_eq!(greeklish(word), None, "{word}");
        }
    }
}
