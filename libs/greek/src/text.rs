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

#[cfg(test)]
mod tests {
    use super::fold;

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
