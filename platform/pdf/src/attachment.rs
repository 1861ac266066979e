//! Taking an embedded file out of a PDF that may be hostile.
//!
//! The PDF is not parsed: what a parser unpacks and follows (object streams, chained filters, circles of references) a
//! few kilobytes can make cost gigabytes. An embedded file is always a stream of its own (ISO 32000-2, 7.5.7), so it is
//! looked for as one, as the page in the browser does it, and unpacked with one filter and a limit.

use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// The largest PDF that is looked into, bytes.
const MAX_PDF: usize = 50_000_000;
/// The embedded files together, bytes.
const MAX_FILE: u64 = 4_000_000;
/// How many embedded files are looked at.
const MAX_FILES: usize = 100;
/// How long the dictionary of one may be, bytes.
const MAX_DICTIONARY: usize = 2_000;

/// The embedded files that begin with `head`; none when there is none, or when the PDF is not in order.
#[must_use]
pub fn attachments(pdf: &[u8], head: &[u8]) -> Vec<Vec<u8>> {
    if pdf.len() > MAX_PDF || !pdf.starts_with(b"%PDF-") {
        return Vec::new();
    }
    let mut left = MAX_FILE;
    let mut found = Vec::new();
    for place in memmem::find_iter(pdf, b"/EmbeddedFile").take(MAX_FILES) {
        if let Some(bytes) = content(pdf, place, head, left) {
            left -= bytes.len() as u64;
            found.push(bytes);
        }
    }
    found
}

/// The content of the stream whose dictionary names its type at `place`, when it begins with `head`.
fn content(pdf: &[u8], place: usize, head: &[u8], max: u64) -> Option<Vec<u8>> {
    let after = pdf.get(place..)?;
    let end = find(after.get(..MAX_DICTIONARY).unwrap_or(after), b"stream")?;
    let begin = pdf.get(place.saturating_sub(MAX_DICTIONARY)..place)?;
    let begin = begin.get(rfind(begin, b" obj").unwrap_or(0)..)?;
    let body = after.get(end + b"stream".len()..)?;
    let body = body.strip_prefix(b"\r").unwrap_or(body).strip_prefix(b"\n")?;
    let packed = [begin, after.get(..end)?].iter().any(|part| find(part, b"/FlateDecode").is_some());
    if !packed && !body.starts_with(head) {
        return None;
    }
    let body = if packed { body } else { body.get(..find(body, b"endstream")?)? };
    let mut bytes = Vec::new();
    let mut reader: Box<dyn Read> = if packed { Box::new(ZlibDecoder::new(body)) } else { Box::new(body) };
    reader.by_ref().take(head.len() as u64).read_to_end(&mut bytes).ok()?;
    if bytes != head {
        return None;
    }
    reader.take(max).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > max {
        return None;
    }
    if !packed {
        // The end of the line before `endstream` is not of the content.
        let content = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        bytes.truncate(content.strip_suffix(b"\r").unwrap_or(content).len());
    }
    Some(bytes)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memmem::find(bytes, wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, wanted)
}
