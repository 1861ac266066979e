//! The daily digest of a unit, as a page; and when it is sent.

use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect},
};
use circulation::{Digest, DigestSetting, SentDigest};
use http_shell::{Ask, Error, Reply};
use identity::Membership;
use kernel::UnitId;
use serde::{Deserialize, Serialize};

/// Which unit; the first of the reader's own where none is named.
#[derive(Deserialize)]
pub(crate) struct Asked {
    of: Option<UnitId>,
    done: Option<String>,
}

#[derive(Serialize)]
struct DigestPage {
    digest: Digest,
    units: Vec<Membership>,
    setting: DigestSetting,
    sent: Vec<SentDigest>,
    leads: bool,
    done: bool,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let units = identity::memberships(&mut cx).await?;
    // Whoever works in no unit has a tray all the same.
    let Some(unit) = asked.of.or_else(|| units.first().map(|unit| unit.unit)) else {
        return Ok(Redirect::to("/desk/tray").into_response());
    };
    let digest = circulation::digest(&mut cx, unit).await?;
    let (setting, sent, leads) = circulation::digests(&mut cx, unit).await?;
    drop(cx);
    let page = DigestPage { digest, units, setting, sent, leads, done: asked.done.is_some() };
    ask.page("circulation/digest.html", page)
}

/// When it is sent.
#[derive(Deserialize)]
pub(crate) struct Typed {
    csrf: String,
    of: UnitId,
    hour: i64,
    when_empty: Option<String>,
}

pub(crate) async fn set(ask: Ask, Form(form): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let setting = DigestSetting { hour: form.hour, when_empty: form.when_empty.is_some() };
    let mut cx = ask.write().await?;
    circulation::set_digest(&mut cx, form.of, setting).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/digest?of={}&done=1", form.of)).into_response())
}
