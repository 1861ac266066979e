//! The stamped copy of a file: made once, when it is asked for, and kept beside the original.

use crate::{
    api::{FileJson, StampedJson},
    entry::{back_to, whole},
};
use axum::{
    Form,
    body::Bytes,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use blobs::Stored;
use documents::File;
use futures_util::stream;
use html::Lang;
use http_shell::{Ask, Begun, Error, Once, Reply};
use kernel::FileId;
use pdf::{Stamp, StampError};
use register::{Entry, RegisterError};
use serde::Deserialize;
use std::io;
use tokio::sync::Semaphore;

/// The largest file that is stamped, bytes.
const MAX: u64 = 100_000_000;

/// One file is stamped at a time: it and its copy are held in memory.
static PRESS: Semaphore = Semaphore::const_new(1);

/// What came of the wish for a stamped copy.
enum Made {
    /// It was made before.
    Before(File),
    /// It is stored, but stands beside no original yet.
    Now(Stored),
    /// The file is encrypted, damaged, or has no page.
    Unfit,
}

async fn make(ask: &Ask, entry: Entry, id: FileId) -> Result<Made, Error> {
    let Entry { year, number, registered_at: at, .. } = entry;
    if let Some(copy) = entry.stamped.into_iter().find(|copy| copy.original == id) {
        return Ok(Made::Before(copy.file));
    }
    let pdf = |file: &&File| file.id == id && file.media_type == "application/pdf";
    let file = entry.files.iter().find(pdf).ok_or(Error::NotFound)?;
    // It goes to people outside: in the language of the municipality, whoever makes it.
    let word = |key| ask.app.pages.text(Lang::El, key, &[]);
    let stamp = Stamp {
        lang: Lang::El.to_string(),
        municipality: ask.town.name.clone(),
        number: format!("{} {number}/{year}", word("register-number")),
        time: at.greek(),
        note: word("register-stamped-note"),
        url: format!("{}/verify", ask.town.url),
    };
    let _turn = PRESS.acquire().await.map_err(|e| Error::Internal(Box::new(e)))?;
    let original = ask.town.blobs.bytes(&file.sha256.0, MAX).await?;
    let workshop = ask.app.workshop.clone();
    let made = tokio::task::spawn_blocking(move || workshop.stamp(&original, &stamp, at)).await;
    let bytes = match made.map_err(|e| Error::Internal(Box::new(e)))? {
        Ok(bytes) => bytes,
        Err(StampError::Unfit(_)) => return Ok(Made::Unfit),
        Err(error) => return Err(Error::Internal(Box::new(error))),
    };
    let bytes = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
    Ok(Made::Now(ask.town.blobs.receive(bytes, 2 * MAX).await?))
}

#[derive(Deserialize)]
pub(crate) struct Make {
    csrf: String,
}

pub(crate) async fn stamp(
    ask: Ask,
    Path((year, number, id)): Path<(i64, i64, FileId)>,
    Form(form): Form<Make>,
) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let entry = whole(&ask, year, number).await?;
    let back = back_to(year, number);
    match make(&ask, entry, id).await? {
        Made::Before(_) => {}
        Made::Unfit => return Ok(Redirect::to(&format!("{back}?unfit=1")).into_response()),
        Made::Now(stored) => {
            let mut cx = ask.write().await?;
            match register::keep_stamped(&mut cx, (year, number), id, &stored).await {
                Ok(_) => cx.commit().await?,
                // Somebody asked at the same moment.
                Err(RegisterError::Unchanged) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(Redirect::to(&back).into_response())
}

/// Makes the copy of a PDF with the number above its first page.
///
/// The original stays as it is, and a digital signature in it stays valid. A copy is made once: when there is one, it is
/// the answer.
#[utoipa::path(post, path = "/api/v1/register/entries/{year}/{number}/files/{id}/stamped", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path), ("id" = FileId, Path)),
    responses((status = 200, description = "There was a copy", body = StampedJson),
        (status = 201, description = "Made", body = StampedJson)))]
pub(crate) async fn create(ask: Ask, once: Once, Path((year, number, id)): Path<(i64, i64, FileId)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let made = make(&ask, entry, id).await?;
    let mut cx = match once.begin(&ask, &()).await? {
        Begun::Open(cx) => cx,
        Begun::Answered(answer) => return Ok(answer),
    };
    let (status, copy) = match made {
        Made::Before(copy) => (StatusCode::OK, copy),
        Made::Now(stored) => (StatusCode::CREATED, register::keep_stamped(&mut cx, (year, number), id, &stored).await?),
        Made::Unfit => {
            return Err(Error::Conflict("the file cannot be stamped: it is encrypted, damaged or has no page"));
        }
    };
    once.end(cx, status, None, &StampedJson { original: id, file: FileJson::from(copy) }).await
}
