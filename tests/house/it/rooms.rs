//! A file is one room.

use super::sources;

const MAX_LINES: usize = 400;

#[test]
fn no_file_is_longer_than_a_room() {
    let mut wrong = Vec::new();
    for ending in [".rs", ".ts", ".scss", ".css", ".html", ".mjs", ".typ"] {
        for (path, text) in sources("", ending) {
            let built = path.starts_with("ui/dist");
            if text.lines().count() > MAX_LINES && !built {
                wrong.push(format!("{} has {} lines", path.display(), text.lines().count()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
