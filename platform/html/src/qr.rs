//! QR codes.

use qrcodegen::{QrCode, QrCodeEcc};

/// The QR code of `text`: how many squares a side has, and the dark ones as an SVG path; none when it is too long for one.
#[must_use]
pub fn qr(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    Some((size, dark.map(|(x, y)| format!("M{x},{y}h1v1h-1z")).collect()))
}
