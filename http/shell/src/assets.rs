//! Style, script and fonts: built from `ui/`, compiled in, compressed once, kept by browsers for ever.

use crate::{Error, Reply};
use aws_lc_rs::digest::{Context, SHA256};
use axum::{
    extract::Path,
    http::{HeaderMap, header},
    response::IntoResponse,
};
use flate2::{Compression, write::GzEncoder};
use std::{io::Write, sync::LazyLock};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal is $media_type:literal),+ $(,)?) => {
        &[$(Asset {
            name: $name,
            media_type: $media_type,
            bytes: include_bytes!(concat!("../../../ui/dist/", $name)),
        }),+]
    };
}

const ASSETS: &[Asset] = assets![
    "main.css" is "text/css; charset=utf-8",
    "main.js" is "text/javascript; charset=utf-8",
    "favicon.svg" is "image/svg+xml",
    "noto-sans-greek.woff2" is "font/woff2",
    "noto-sans-greek-ext.woff2" is "font/woff2",
    "noto-sans-latin.woff2" is "font/woff2",
];

/// The folder of this build's assets. It is named by their digest, so that what it holds never changes, and the style
/// sheet finds its fonts beside it.
pub(crate) static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let mut context = Context::new(&SHA256);
    ASSETS.iter().for_each(|a| context.update(a.bytes));
    format!("/assets/{}", kernel::hex(&context.finish().as_ref()[..6]))
});

/// Each asset as gzip, where that makes it smaller.
static SMALL: LazyLock<Vec<Option<Vec<u8>>>> = LazyLock::new(|| ASSETS.iter().map(compressed).collect());

fn compressed(asset: &Asset) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(asset.bytes).ok()?;
    encoder.finish().ok().filter(|small| small.len() < asset.bytes.len())
}

/// Gives one. An old page's folder is answered too, but only what belongs to the address is kept.
pub(crate) async fn asset(headers: HeaderMap, Path((folder, name)): Path<(String, String)>) -> Reply {
    let place = ASSETS.iter().position(|a| a.name == name).ok_or(Error::NotFound)?;
    let asset = &ASSETS[place];
    let current = FOLDER.strip_prefix("/assets/") == Some(folder.as_str());
    let keep = if current { "public, max-age=31536000, immutable" } else { "no-store" };
    let head =
        [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, keep), (header::VARY, "accept-encoding")];
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Ok(match &SMALL[place] {
        Some(small) if accepted.contains("gzip") => {
            (head, [(header::CONTENT_ENCODING, "gzip")], small.as_slice()).into_response()
        }
        _ => (head, asset.bytes).into_response(),
    })
}
