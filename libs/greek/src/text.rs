//! How Greek text is compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The key under which texts are equal for people: lower case, no accents or diaeresis, `ς` as `σ`, blanks collapsed.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        out.push(if c == 'ς' { 'σ' } else { c });
    }
    out
}

/// The words of a text, without the blanks and signs between them.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{fold, parts};

    #[test]
    fn signs_belong_to_no_word() {
        let text = fold("«Εστίαση» Α.Ε. (πρώην Δ/νση), οδός:Αιόλου-12");
        let words: Vec<&str> = parts(&text).collect();
        assert_eq!(words, ["εστιαση", "α", "ε", "πρωην", "δ", "νση", "οδοσ", "αιολου", "12"]);
        assert_eq!(parts(" – ").next(), None);
    }

    #[test]
    fn what_people_take_for_the_same() {
        assert_eq!(fold("Άδεια  ΧΡΉΣΗΣ κοινόχρηστου χώρου"), "αδεια χρησησ κοινοχρηστου χωρου");
        assert_eq!(fold("ΑΔΕΙΑ ΧΡΗΣΗΣ"), fold("άδεια χρήσης"));
        assert_eq!(fold("Προϋπολογισμός"), fold("ΠΡΟΫΠΟΛΟΓΙΣΜΟΣ"));
        assert_eq!(fold(" \t a\nb "), "a b");
        // Composed and decomposed writing of the same letter.
        assert_eq!(fold("ή"), fold("η\u{301}"));
    }
}
