//! File names as people send them.

const MAX: usize = 200;

/// A name without folders, control characters and marks that turn the direction of writing; at most 200 characters,
/// of which the ending is kept; never empty.
#[must_use]
pub fn clean_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control() && !is_mark(*c)).collect();
    let tidy = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = tidy.trim_matches(['.', ' ']);
    if tidy.is_empty() { "αρχείο".to_owned() } else { shorten(tidy) }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= MAX {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(_, e)| e.len() <= 10).unwrap_or((name, ""));
    let room = MAX - ending.chars().count() - 1;
    let stem: String = stem.chars().take(room).collect();
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn hostile_names() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\temp\\αίτηση.pdf"), "αίτηση.pdf");
        assert_eq!(clean_name("a\0b\r\n.pdf"), "ab.pdf");
        assert_eq!(clean_name("fdp.\u{202e}exe"), "fdp.exe");
        assert_eq!(clean_name(".."), "αρχείο");
        let long = clean_name(&format!("{}.pdf", "α".repeat(300)));
        assert!(long.chars().count() == 200 && long.ends_with(".pdf"), "{long}");
    }
}
