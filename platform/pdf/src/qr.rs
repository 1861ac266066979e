//! QR codes.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// So many drawings are remembered: a municipality prints one address on all its receipts.
const REMEMBERED: usize = 64;

/// The QR code of `text` as an SVG picture; none when it is too long for one.
pub(crate) fn svg(text: &str) -> Option<String> {
    static DRAWN: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    let drawn = drawn.get_or_insert_default();
    if let Some(known) = drawn.get(text) {
        return Some(known.clone());
    }
    let (size, path) = html::qr(text)?;
    let svg =
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>"#);
    if drawn.len() >= REMEMBERED {
        drawn.clear();
    }
    drawn.insert(text.to_owned(), svg.clone());
    Some(svg)
}
