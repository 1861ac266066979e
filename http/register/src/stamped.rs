//! The stamped copy of a file: made anew from the original whenever it is asked for.

use crate::entry::{disposition, whole};
use axum::{extract::Path, http::header, response::IntoResponse};
use http_shell::{Ask, Error, Reply};
use kernel::FileId;
use pdf::{Stamp, StampError};

/// The largest file that is stamped, bytes.
const MAX: u64 = 100_000_000;

pub(crate) async fn stamped(ask: Ask, Path((year, number, id)): Path<(i64, i64, FileId)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let file = entry.files.iter().find(|f| f.id == id && f.media_type == "application/pdf").ok_or(Error::NotFound)?;
    let original = ask.town.blobs.bytes(&file.sha256.0, MAX).await?;
    let stamp = Stamp {
        lang: ask.lang.to_string(),
        municipality: ask.town.name.clone(),
        number: format!("{} {number}/{year}", ask.text("register-number", &[])),
        time: entry.registered_at.greek(),
        note: ask.text("register-stamped-note", &[]),
        url: format!("{}/verify", ask.town.url),
    };
    let at = entry.registered_at;
    let made = tokio::task::spawn_blocking(move || pdf::stamp(&original, &stamp, at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))?.map_err(|error| match error {
        StampError::Unfit(_) => Error::Conflict("the file cannot be stamped: it is encrypted or damaged"),
        StampError::Template(e) => Error::Internal(Box::new(e)),
    })?;
    let name = format!("{number}-{year} {}", file.name);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("attachment", &name)),
    ];
    Ok((headers, bytes).into_response())
}
