//! What a file is, by its content and not by its name.

/// How many bytes of the beginning are looked at.
pub(crate) const HEAD: usize = 8 * 1024;

/// The media type of a file that begins with `head`. `whole` says that there is no more of it.
#[must_use]
pub fn media_type(head: &[u8], whole: bool) -> &'static str {
    // Markup first: a page may carry scripts, and must never be taken for a picture or plain text.
    let text = std::str::from_utf8(head).ok().or_else(|| cut(head, whole));
    if let Some(text) = text {
        let start = text.trim_start_matches('\u{feff}').trim_start().get(..512.min(text.trim_start().len()));
        let start = start.unwrap_or(text).to_ascii_lowercase();
        if start.contains("<svg") {
            return "image/svg+xml";
        }
        if ["<!doctype html", "<html", "<script", "<body", "<head"].iter().any(|tag| start.contains(tag)) {
            return "text/html";
        }
    }
    if let Some(kind) = infer::get(head) {
        return kind.mime_type();
    }
    match text {
        Some(text) if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) => "text/plain",
        _ => "application/octet-stream",
    }
}

/// The valid text of a head that may end in the middle of a character.
fn cut(head: &[u8], whole: bool) -> Option<&str> {
    let error = std::str::from_utf8(head).err()?;
    let clean = !whole && error.error_len().is_none();
    head.get(..error.valid_up_to()).filter(|_| clean).and_then(|h| std::str::from_utf8(h).ok())
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn by_content() {
        for (bytes, expected) in [
            (b"%PDF-1.7\n".as_slice(), "application/pdf"),
            (b"<html><script>alert(1)</script>", "text/html"),
            (b"  <?xml version='1.0'?><svg onload=x>", "image/svg+xml"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            ("Καλημέρα\n".as_bytes(), "text/plain"),
            (b"\x00\x01\x02", "application/octet-stream"),
        ] {
            assert_eq!(media_type(bytes, true), expected, "{bytes:?}");
        }
    }
}
