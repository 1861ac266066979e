//! Markup, e-mail and plain text.

/// Tags that make a browser run or fetch something; one of them anywhere in the beginning is enough.
const MARKUP: [&[u8]; 12] = [
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<iframe",
    b"<object",
    b"<embed",
    b"<style",
    b"<meta",
    b"<img",
    b"1999/xhtml",
];

/// Names of header lines that an e-mail has and few other texts have.
const HEADERS: [&str; 11] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "message-id",
    "return-path",
    "delivered-to",
    "mime-version",
    "content-type",
];

pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    find(bytes, wanted).is_some()
}

pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

/// Whether `head`, the beginning of a file, is UTF-8 text that people can read. `whole`: there is no more of it.
pub(crate) fn is_plain(head: &[u8], whole: bool) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The beginning may end in the middle of a character.
        Err(e) if !whole && e.error_len().is_none() => {
            head.get(..e.valid_up_to()).and_then(|h| std::str::from_utf8(h).ok()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\u{85}'))
}

/// Markup that a browser would run: it must never pass for a picture or plain text. Looked for in bytes, so that
/// another encoding (windows-1253, UTF-16) hides nothing.
pub(crate) fn markup(head: &[u8]) -> Option<&'static str> {
    let narrow: Vec<u8> = match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => head.iter().copied().filter(|b| *b != 0).collect(),
        _ => head.to_vec(),
    }
    .to_ascii_lowercase();
    let start = narrow.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&narrow).trim_ascii_start();
    let html = MARKUP.iter().any(|tag| contains(&narrow, tag));
    match find(&narrow, b"<svg") {
        Some(_) if start.starts_with(b"<svg") || !html || start.starts_with(b"<?xml") => Some("image/svg+xml"),
        Some(_) => Some("text/html"),
        None if html => Some("text/html"),
        None if start.starts_with(b"<?xml") => Some("application/xml"),
        None => None,
    }
}

/// Whether a file begins with the header lines of an e-mail (RFC 5322).
pub(crate) fn is_mail(head: &[u8]) -> bool {
    let mut found = 0_usize;
    for line in head.split(|b| *b == b'\n').take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.first() {
            None => break,
            Some(b' ' | b'\t') => continue,
            Some(_) => {}
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else { return false };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            return false;
        }
        found += usize::from(HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes())));
    }
    found >= 3
}
