//! Taking an embedded file out of a PDF that may be hostile.

use lopdf::{Dictionary, Document, Object};

/// The largest PDF that is opened, bytes.
const MAX_PDF: usize = 50_000_000;
/// The largest embedded file, bytes; what would unpack to more is refused.
const MAX_FILE: usize = 4_000_000;
const MAX_OBJECTS: usize = 20_000;

/// The first embedded file whose name ends in `ending`; none when there is none, or when the PDF is not in order.
#[must_use]
pub fn attachment(pdf: &[u8], ending: &str) -> Option<Vec<u8>> {
    if pdf.len() > MAX_PDF || !pdf.starts_with(b"%PDF-") {
        return None;
    }
    let document = Document::load_mem(pdf).ok()?;
    let specs = document.objects.values().take(MAX_OBJECTS).filter_map(|o| o.as_dict().ok());
    let spec = specs.filter(|d| d.has(b"EF")).find(|d| name(d).is_some_and(|n| n.ends_with(ending)))?;
    let files = resolve(&document, spec.get(b"EF").ok()?).as_dict().ok()?;
    let stream = resolve(&document, files.get(b"F").ok()?).as_stream().ok()?;
    if stream.content.len() > MAX_FILE {
        return None;
    }
    let bytes = if stream.dict.has(b"Filter") {
        // A flood of zeros packs a thousand to one: the declared and the packed size bound it.
        if stream.content.len() > MAX_FILE / 100 {
            return None;
        }
        stream.decompressed_content().ok()?
    } else {
        stream.content.clone()
    };
    (bytes.len() <= MAX_FILE).then_some(bytes)
}

fn resolve<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    match object {
        Object::Reference(id) => document.get_object(*id).unwrap_or(&Object::Null),
        direct => direct,
    }
}

fn name(spec: &Dictionary) -> Option<String> {
    let bytes = spec.get(b"UF").or_else(|_| spec.get(b"F")).ok()?.as_str().ok()?;
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
            String::from_utf16(&units).ok()
        }
        None => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}
