//! `Idempotency-Key`: a program that got no answer may ask again.

use crate::{App, Ask, Error, Reply};
use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use db::Cx;
use once::{Answer, Turn};
use serde::Serialize;

pub(crate) const HEADER: &str = "Idempotency-Key";

/// What a request says about being asked once.
pub struct Once {
    key: Option<String>,
}

/// How a request begins.
pub enum Begun {
    /// The work is to be done in this context, and [`Once::end`] to be called.
    Open(Cx),
    /// It was done before; this was the answer.
    Answered(Response),
}

impl FromRequestParts<App> for Once {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        let sent = parts.headers.get(HEADER).map(|value| value.to_str().map(str::to_owned));
        let key = sent.transpose().map_err(|_| once::OnceError::Key)?;
        Ok(Self { key })
    }
}

impl Once {
    /// Begins the work, unless the same `request` came before with the same key.
    ///
    /// # Errors
    /// A key that is none or that came with another request; what the database refuses.
    pub async fn begin(&self, ask: &Ask, request: &impl Serialize) -> Result<Begun, Error> {
        let mut cx = ask.write().await?;
        let Some(key) = &self.key else { return Ok(Begun::Open(cx)) };
        let mut hash = [0; 32];
        let text = serde_json::to_vec(&(&ask.path, request)).map_err(|e| Error::Internal(Box::new(e)))?;
        hash.copy_from_slice(digest(&SHA256, &text).as_ref());
        Ok(match once::claim(&mut cx, key, hash).await? {
            Turn::First => Begun::Open(cx),
            // It was begun and no answer was kept: to say that it went well would be a guess.
            Turn::Again(kept) if kept.status == 0 => {
                return Err(Error::Internal("no answer was kept with this Idempotency-Key".into()));
            }
            Turn::Again(kept) => {
                // The first call may share its commit with this one: its answer is given again only when it is on disk.
                cx.commit().await?;
                Begun::Answered(answer(kept))
            }
        })
    }

    /// Ends the work: keeps the answer, commits and gives it.
    ///
    /// # Errors
    /// What the database refuses; nothing was done then.
    pub async fn end(&self, mut cx: Cx, status: StatusCode, location: Option<String>, body: &impl Serialize) -> Reply {
        let body = serde_json::to_string(body).map_err(|e| Error::Internal(Box::new(e)))?;
        let given = Answer { status: i64::from(status.as_u16()), location, body };
        if let Some(key) = &self.key {
            once::keep(&mut cx, key, &given).await?;
        }
        cx.commit().await?;
        Ok(answer(given))
    }
}

fn answer(given: Answer) -> Response {
    let status = u16::try_from(given.status).ok().and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or_default();
    let location = given.location.map(|to| [(header::LOCATION, to)]);
    (status, location, [(header::CONTENT_TYPE, "application/json")], given.body).into_response()
}
