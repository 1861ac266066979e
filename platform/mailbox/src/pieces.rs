//! How much a mail would cost, counted before it is taken apart.

use mail_parser::ContentType;
use memchr::{memchr_iter, memmem};

/// Its lines.
pub(crate) fn lines(raw: &[u8]) -> usize {
    memchr_iter(b'\n', raw).count()
}

/// Its lines that may part one piece from the next.
pub(crate) fn boundaries(raw: &[u8]) -> usize {
    memmem::find_iter(raw, b"\n--").count()
}

/// How often it speaks of a mail within the mail.
pub(crate) fn nested(raw: &[u8]) -> usize {
    let lower = raw.to_ascii_lowercase();
    memmem::find_iter(&lower, b"rfc822").count() + memmem::find_iter(&lower, b"/global").count()
}

/// The ending of a file that came without a name.
pub(crate) fn ending(kind: Option<&ContentType<'_>>) -> &'static str {
    let Some(kind) = kind else { return "" };
    match (kind.ctype(), kind.subtype().unwrap_or_default()) {
        ("application", "pdf") => ".pdf",
        ("image", "png") => ".png",
        ("image", "jpeg" | "jpg") => ".jpg",
        ("image", "gif") => ".gif",
        ("text", "plain") => ".txt",
        ("text", "html") => ".html",
        ("text", "calendar") => ".ics",
        ("application", "zip") => ".zip",
        _ => "",
    }
}
