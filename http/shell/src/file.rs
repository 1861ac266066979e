//! A stranger's file as an answer.

use crate::Reply;
use axum::{body::Body, http::header, response::IntoResponse};
use blobs::Blobs;
use documents::File;

/// A name for the header `Content-Disposition` (RFC 6266, RFC 8187).
#[must_use]
pub fn disposition(kind: &str, name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{kind}; filename*=UTF-8''{encoded}")
}

/// A stored file, byte for byte as it came. Whoever calls this has asked whether the reader may see it.
///
/// # Errors
/// What the store refuses.
pub async fn served(blobs: &Blobs, file: &File) -> Reply {
    let (size, stream) = blobs.read(&file.sha256.0).await?;
    let kind = if file.viewable() { "inline" } else { "attachment" };
    let media = match file.media_type.as_str() {
        // Without it a browser takes Greek text for Western.
        "text/plain" => "text/plain; charset=utf-8",
        known if file.viewable() => known,
        _ => "application/octet-stream",
    };
    // A stranger's file is shown without scripts, forms or an origin of its own; the browser's own PDF viewer needs
    // to be left out of the sandbox.
    let policy = if media == "application/pdf" {
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    } else {
        "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'self'"
    };
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(kind, &file.name)),
        (header::CONTENT_SECURITY_POLICY, policy.to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}
