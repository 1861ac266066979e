//! QR codes.

/// The QR code of `text` as an SVG picture; none when it is too long for one.
pub(crate) fn svg(text: &str) -> Option<String> {
    let (size, path) = html::qr(text)?;
    Some(format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>"#))
}
