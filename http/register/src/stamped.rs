//! The stamped copy of a file: made once, when it is asked for, and kept beside the original.

use crate::entry::{back_to, whole};
use axum::{
    Form,
    body::Bytes,
    extract::Path,
    response::{IntoResponse, Redirect},
};
use futures_util::stream;
use html::Lang;
use http_shell::{Ask, Error, Reply};
use kernel::FileId;
use pdf::{Stamp, StampError};
use register::RegisterError;
use serde::Deserialize;
use std::io;

/// The largest file that is stamped, bytes.
const MAX: u64 = 100_000_000;

#[derive(Deserialize)]
pub(crate) struct Make {
    csrf: String,
}

pub(crate) async fn make(
    ask: Ask,
    Path((year, number, id)): Path<(i64, i64, FileId)>,
    Form(form): Form<Make>,
) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let entry = whole(&ask, year, number).await?;
    let file = entry.files.iter().find(|f| f.id == id && f.media_type == "application/pdf").ok_or(Error::NotFound)?;
    let back = back_to(year, number);
    if entry.stamped.iter().any(|copy| copy.original == id) {
        return Ok(Redirect::to(&back).into_response());
    }
    let original = ask.town.blobs.bytes(&file.sha256.0, MAX).await?;
    // It goes to people outside: in the language of the municipality, whoever makes it.
    let word = |key| ask.app.pages.text(Lang::El, key, &[]);
    let stamp = Stamp {
        lang: Lang::El.to_string(),
        municipality: ask.town.name.clone(),
        number: format!("{} {number}/{year}", word("register-number")),
        time: entry.registered_at.greek(),
        note: word("register-stamped-note"),
        url: format!("{}/verify", ask.town.url),
    };
    let at = entry.registered_at;
    let made = tokio::task::spawn_blocking(move || pdf::stamp(&original, &stamp, at)).await;
    let bytes = match made.map_err(|e| Error::Internal(Box::new(e)))? {
        Ok(bytes) => bytes,
        Err(StampError::Unfit(_)) => return Ok(Redirect::to(&format!("{back}?unfit=1")).into_response()),
        Err(StampError::Template(e)) => return Err(Error::Internal(Box::new(e))),
    };
    let bytes = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
    let stored = ask.town.blobs.receive(bytes, 2 * MAX).await?;
    let mut cx = ask.write().await?;
    match register::keep_stamped(&mut cx, (year, number), id, &stored).await {
        Ok(_) => cx.commit().await?,
        // Somebody asked at the same moment.
        Err(RegisterError::Unchanged) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(Redirect::to(&back).into_response())
}
