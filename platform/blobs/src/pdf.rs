//! PDF, as far as its outside tells (ISO 32000-2, 7.5).

use crate::{media::read_at, text::find};
use std::{fs::File, io};

/// How far after its beginning a trailer is looked for, bytes: a table of some 200,000 objects.
const TRAILER: usize = 4 * 1024 * 1024;
const TAIL: u64 = 64 * 1024;

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|w| w == wanted)
}

/// Whether the trailer, or the dictionary of the last cross-reference stream, names how the file is encrypted.
pub(crate) fn is_encrypted(file: &mut File, size: u64) -> io::Result<bool> {
    let tail = read_at(file, size.saturating_sub(TAIL), usize::try_from(TAIL).unwrap_or(usize::MAX))?;
    if let Some(offset) = last_table(&tail).filter(|offset| *offset < size) {
        let section = read_at(file, offset, TRAILER)?;
        let end = [&b"startxref"[..], b"stream"].iter().filter_map(|w| find(&section, w)).min();
        if names_encryption(section.get(..end.unwrap_or(section.len())).unwrap_or_default()) {
            return Ok(true);
        }
    }
    // An offset that is wrong (bytes before the header, a hand-made file): the last trailer in sight.
    let trailer = find_last(&tail, b"trailer").and_then(|at| tail.get(at..));
    Ok(trailer.is_some_and(names_encryption))
}

/// Where the last cross-reference section begins.
fn last_table(tail: &[u8]) -> Option<u64> {
    let after = tail.get(find_last(tail, b"startxref")? + 9..)?.trim_ascii_start();
    let digits: Vec<u8> = after.iter().copied().take_while(u8::is_ascii_digit).take(19).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

/// Whether there is a key `/Encrypt` with a value, not only a name that begins like it.
fn names_encryption(mut bytes: &[u8]) -> bool {
    while let Some(at) = find(bytes, b"/Encrypt") {
        bytes = bytes.get(at + 8..).unwrap_or_default();
        if matches!(bytes.trim_ascii_start().first(), Some(b'0'..=b'9' | b'<')) {
            return true;
        }
    }
    false
}
