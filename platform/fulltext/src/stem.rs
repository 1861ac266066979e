//! What the forms of a Greek word share, for an index that can be made anew: bolder with short words than
//! [`greek::stem`], whose stems are kept by the register.

/// Fewer letters than these are never cut away: `έργο`, `έργα` and `έργων` share three.
const SHORTEST: usize = 3;
/// In a short word `ει` before a vowel belongs to the word: `αρχείο` is no `αρχή`.
const SHORT: usize = 5;

const VOWELS: [char; 7] = ['α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω'];

/// The part of a folded word that its cases, numbers and persons share.
pub(crate) fn stem(word: &str) -> &str {
    let cut = endings(word);
    // πράγμα, πράγματος; ποιότης, ποιότητος.
    for (ending, kept) in [("ματ", "μ"), ("οτητ", "οτ")] {
        if let Some(rest) = cut.strip_suffix(ending)
            && rest.chars().count() >= SHORTEST
        {
            return &cut[..rest.len() + kept.len()];
        }
    }
    cut
}

fn endings(word: &str) -> &str {
    let (mut rest, mut letters) = (word, word.chars().count());
    let mut vowel = false;
    while letters > SHORTEST {
        if vowel && letters <= SHORT && rest.ends_with("ει") {
            break;
        }
        let Some(last) = rest.chars().next_back() else { break };
        vowel = VOWELS.contains(&last);
        if !vowel && last != 'σ' && last != 'ν' {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
        letters -= 1;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::stem;
    use greek::fold;

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for forms in [
            &["έργο", "έργα", "έργου", "έργων", "ΕΡΓΑ"][..],
            &["πόλη", "πόλης", "πόλεως", "πόλεις", "πόλεων"],
            &["φόρος", "φόροι", "φόρων", "φόρους"],
            &["τέλος", "τέλη", "τελών"],
            &["άδεια", "άδειας", "άδειες", "αδειών"],
            &["αρχείο", "αρχεία", "αρχείου"],
            &["αίτηση", "αιτήσεις", "αιτήσεων", "αιτήσεως"],
            &["κατάστημα", "καταστήματος", "καταστήματα", "καταστημάτων"],
            &["ποιότητα", "ποιότης", "ποιότητος"],
            &["εταιρία", "εταιρεία", "εταιρειών"],
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
        assert_ne!(stem(&fold("αρχή")), stem(&fold("αρχείο")));
        for word in ["", "ν", "οσ", "4412", "abc"] {
            assert_eq!(stem(word), word);
        }
    }
}
