//! The electronic proof of entry (ν. 4727/2020: issuer, subject, date and time, number).

use crate::{qr, world};
use kernel::Instant;
use serde::Serialize;

/// A file of the document, as the receipt lists it.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// Name.
    pub name: String,
    /// Size as people write it.
    pub size: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Everything that the receipt says, in words of its language.
#[derive(Debug, Clone, Serialize)]
pub struct Receipt {
    /// `el` or `en`.
    pub lang: String,
    /// The issuer.
    pub municipality: String,
    /// The title.
    pub title: String,
    /// That the entry is cancelled, in one word or two; empty where it stands.
    pub cancelled: String,
    /// What was done with the entry later.
    pub notes: Vec<String>,
    /// `Α.Π. 12345/2026`.
    pub number: String,
    /// Date and time, as people write it.
    pub time: String,
    /// Label and value of each fact, in order.
    pub facts: Vec<(String, String)>,
    /// The heading of the files.
    pub files_title: String,
    /// The files.
    pub files: Vec<FileLine>,
    /// Where to check: the address behind the QR code.
    pub verify_url: String,
    /// How to check.
    pub verify_text: String,
    /// What stands at the foot.
    pub foot: String,
}

/// A file that travels inside the receipt.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Name: `1-2026.tlog-proof`.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// What it is, in words.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

#[derive(Serialize)]
struct Embedded<'a> {
    name: &'a str,
    path: String,
    media_type: &'a str,
    description: &'a str,
}

#[derive(Serialize)]
struct Data<'a> {
    receipt: &'a Receipt,
    embedded: Vec<Embedded<'a>>,
}

const TEMPLATE: &str = include_str!("../../../typst/receipt.typ");

/// The receipt as PDF/A-3b with embedded files; the same bytes for the same input. Takes milliseconds of a thread.
///
/// # Errors
/// A mistake in the template.
pub fn receipt(receipt: &Receipt, attachments: &[Attachment], at: Instant) -> Result<Vec<u8>, world::Error> {
    let path = |place: usize| format!("/embedded/{place}");
    let embedded = attachments.iter().enumerate().map(|(place, a)| Embedded {
        name: &a.name,
        path: path(place),
        media_type: &a.media_type,
        description: &a.description,
    });
    let data = Data { receipt, embedded: embedded.collect() };
    let data = serde_json::to_string(&data).map_err(|e| world::Error(e.to_string()))?;
    let data = world::printable(&data).into_bytes();
    let code = qr::svg(&receipt.verify_url).ok_or_else(|| world::Error("the address is too long for a QR".into()))?;
    let mut files = vec![("/data.json".to_owned(), data), ("/qr.svg".to_owned(), code.into_bytes())];
    files.extend(attachments.iter().enumerate().map(|(place, a)| (path(place), a.bytes.clone())));
    let ident = format!("{} {} {}", receipt.municipality, receipt.number, at.utc());
    world::render(("/receipt.typ", TEMPLATE), files, ident, at)
}
