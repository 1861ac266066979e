//! File names as people send them.

/// The longest name, characters.
const MAX: usize = 200;
/// The longest ending that is kept when a name is cut, characters.
const MAX_ENDING: usize = 16;

/// A name without folders, control characters and marks that turn the direction of writing or are not seen; blanks
/// are single; at most 200 characters, of which the ending is kept; never empty.
#[must_use]
pub fn clean_name(sent: &str) -> String {
    // NUL and marks first: `..\0/` and the like must not hide a folder.
    let kept: String = sent.chars().filter(|c| !is_dropped(*c)).collect();
    let last = kept.rsplit(['/', '\\']).next().unwrap_or_default();
    let tidy = last.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = tidy.trim_matches(['.', ' ']);
    if tidy.is_empty() { "αρχείο".to_owned() } else { shorten(tidy) }
}

/// Control characters but blanks, and characters of no width: bidirectional marks, joiners, fillers, tags.
fn is_dropped(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= MAX {
        return name.to_owned();
    }
    let (stem, ending) = name
        .rsplit_once('.')
        .filter(|(stem, ending)| !stem.is_empty() && !ending.is_empty() && ending.chars().count() <= MAX_ENDING)
        .unwrap_or((name, ""));
    if ending.is_empty() {
        let cut: String = stem.chars().take(MAX).collect();
        return cut.trim_end_matches(['.', ' ']).to_owned();
    }
    let stem: String = stem.chars().take(MAX - ending.chars().count() - 1).collect();
    format!("{}.{ending}", stem.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn hostile_names() {
        for (sent, expected) in [
            ("../../etc/passwd", "passwd"),
            ("..\0/..\0/x.pdf", "x.pdf"),
            ("C:\\temp\\αίτηση.pdf", "αίτηση.pdf"),
            ("a\0b\x1b\x7f.pdf", "ab.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
            ("fdp.\u{202e}exe", "fdp.exe"),
            ("\u{200f}\u{2066}\u{61c}λογαριασμός.pdf\u{2069}", "λογαριασμός.pdf"),
            ("  δύο \u{a0}\t κενά .pdf ", "δύο κενά .pdf"),
            ("..", "αρχείο"),
            ("", "αρχείο"),
            ("φάκελος/", "αρχείο"),
            ("\u{202e}\0", "αρχείο"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(clean_name(sent), expected, "{sent:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let long = clean_name(&format!("{}.pdf", "α".repeat(300)));
        assert!(long.chars().count() == 200 && long.ends_with("α.pdf"), "{long}");
        let bare = clean_name(&"ώ".repeat(300));
        assert_eq!(bare, "ώ".repeat(200));
        let odd = clean_name(&format!("α.{}", "β".repeat(300)));
        assert_eq!(odd.chars().count(), 200);
        let dots = clean_name(&format!("a{}b", ".".repeat(400)));
        assert!(!dots.is_empty() && dots.chars().count() <= 200, "{dots}");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let parts = ["..", "/", "\\", ".", " ", "\0", "\u{202e}", "α", "x.pdf", "\u{feff}", &"ά".repeat(210)];
        for a in parts {
            for b in parts {
                for c in parts {
                    let once = clean_name(&format!("{a}{b}{c}"));
                    assert!(!once.is_empty() && !once.contains(['/', '\\', '\0']), "{once:?}");
                    assert_eq!(clean_name(&once), once);
                }
            }
        }
    }
}
