//! What the forms of a Greek word share.

/// Fewer letters than these are never cut away.
const SHORTEST: usize = 4;

/// The part of a folded word that its cases, numbers and persons share: `αδειεσ`, `αδειων` and `αδεια` give `αδει`.
///
/// It cuts boldly, because an index that finds too much is better than one that misses a form.
#[must_use]
pub fn stem(word: &str) -> &str {
    let cut = endings(word);
    // πράγμα, πράγματος: the ending of neuters in -μα.
    match cut.strip_suffix("ατ") {
        Some(rest) if rest.ends_with('μ') && rest.chars().count() >= SHORTEST => rest,
        _ => cut,
    }
}

fn endings(word: &str) -> &str {
    let mut letters = word.chars().count();
    let mut rest = word;
    while letters > SHORTEST
        && let Some(shorter) = rest.strip_suffix(['α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω', 'σ', 'ν'])
    {
        rest = shorter;
        letters -= 1;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::stem;
    use crate::fold;

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for forms in [
            &["άδεια", "άδειας", "άδειες", "αδειών", "ΑΔΕΙΑ"][..],
            &["αίτηση", "αιτήσεις", "αιτήσεων", "αίτησης"],
            &["κατάστημα", "καταστήματος", "καταστήματα", "καταστημάτων"],
            &["πράσινο", "πράσινου", "πρασίνων"],
            &["δήμος", "δήμου", "δήμο"],
            &["πεζοδρόμιο", "πεζοδρομίου", "πεζοδρόμια"],
        ] {
            let first = fold(forms[0]);
            for form in forms {
                assert_eq!(stem(&fold(form)), stem(&first), "{form}");
            }
        }
    }

    #[test]
    fn other_words_and_short_ones_stay_apart() {
        assert_ne!(stem("προσληψη"), stem("προσκληση"));
        for word in ["", "ν", "οσ", "4412", "abc"] {
            assert_eq!(stem(word), word);
        }
    }
}
