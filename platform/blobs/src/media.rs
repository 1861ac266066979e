//! What a file is, by its content and not by its name.

use crate::{office, pdf, text};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

/// How many bytes of the beginning are looked at.
const HEAD: usize = 64 * 1024;
/// Readers accept the header of a PDF anywhere in this many bytes.
const PDF_HEADER: usize = 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// IANA media type.
    pub media_type: &'static str,
    /// Whether it asks for a password.
    pub encrypted: bool,
}

/// At most `length` bytes from `offset`; fewer at the end of the file, none after it.
pub(crate) fn read_at(file: &mut File, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    Read::by_ref(file).take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Looks into a file of `size` bytes. Waits for the disk.
pub(crate) fn sniff(file: &mut File, size: u64) -> io::Result<Kind> {
    let head = read_at(file, 0, HEAD)?;
    let plain = |media_type| Ok(Kind { media_type, encrypted: false });
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    if start.starts_with(b"%PDF-") {
        return Ok(Kind { media_type: "application/pdf", encrypted: pdf::is_encrypted(file, size)? });
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return office::zip(file);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return office::compound(file);
    }
    // Short marks such as "BM" or "MZ" also begin words: what reads as text is text.
    if text::is_plain(&head, size == head.len() as u64) {
        return plain(words(&head));
    }
    if let Some(kind) = infer::get(&head) {
        return plain(kind.mime_type());
    }
    if text::is_mail(&head) {
        return plain("message/rfc822");
    }
    if let Some(media_type) = text::markup(&head) {
        return plain(media_type);
    }
    if text::contains(head.get(..PDF_HEADER).unwrap_or(&head), b"%PDF-") {
        return Ok(Kind { media_type: "application/pdf", encrypted: pdf::is_encrypted(file, size)? });
    }
    plain("application/octet-stream")
}

/// What a file that reads as text is.
fn words(head: &[u8]) -> &'static str {
    if head.starts_with(b"{\\rtf") {
        return "application/rtf";
    }
    if head.starts_with(b"%!PS") {
        return "application/postscript";
    }
    if text::is_mail(head) {
        return "message/rfc822";
    }
    text::markup(head).unwrap_or("text/plain")
}
