//! Numbers before documents: the label, and the scan that comes later.

use crate::entry::{back_to, whole};
use axum::{
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use html::Lang;
use http_shell::{
    Ask, Did, Error, Reply, disposition,
    upload::{self, Parts, Upload},
};
use intake::Code;
use pdf::Label;
use register::{Awaiting, RegisterError};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct ScansPage {
    lines: Vec<Awaiting>,
    count: i64,
    next: Option<String>,
}

/// Where the list begins.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after: String,
}

/// What still misses its scan.
pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let after = asked.after.split_once('-').and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?)));
    let mut cx = ask.read().await?;
    let (lines, next) = register::awaiting(&mut cx, after).await?;
    let count = register::count_awaiting(&mut cx).await?;
    drop(cx);
    let next = next.map(|(year, number)| format!("{year}-{number}"));
    ask.page("register/scans.html", ScansPage { lines, count, next })
}

/// The label of an entry, to be glued on its paper.
pub(crate) async fn label(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    // It stays on the paper: in the language of the municipality, whoever prints it. Of the document it says nothing.
    let word = |key| ask.app.pages.text(Lang::El, key, &[]);
    let label = Label {
        lang: Lang::El.to_string(),
        municipality: ask.town.name.clone(),
        number: format!("{} {number}/{year}", word("register-number")),
        time: entry.registered_at.greek(),
        note: entry.competent_name.unwrap_or_default(),
        code: Code::Entry(year, number).text(&ask.town.host),
    };
    let at = entry.registered_at;
    let made = tokio::task::spawn_blocking(move || pdf::label(&label, at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("inline", &format!("label-{number}-{year}.pdf"))),
    ];
    Ok((headers, bytes).into_response())
}

#[derive(Serialize)]
struct AttachPage {
    year: i64,
    number: i64,
    subject: String,
    /// The scan is awaited: no reason is asked for.
    awaited: bool,
    reason: String,
    problem: Option<String>,
    reason_problem: Option<String>,
}

pub(crate) async fn attach(ask: Ask, Path(place): Path<(i64, i64)>) -> Reply {
    show(&ask, place, String::new(), None, None).await
}

async fn show(
    ask: &Ask,
    (year, number): (i64, i64),
    reason: String,
    problem: Option<String>,
    reason_problem: Option<String>,
) -> Reply {
    let entry = whole(ask, year, number).await?;
    let awaited = register::awaits_scan(&mut ask.read().await?, (year, number)).await?;
    let wrong = problem.is_some() || reason_problem.is_some();
    let subject = entry.fields.subject;
    let page = AttachPage { year, number, subject, awaited, reason, problem, reason_problem };
    let mut page = ask.page("register/attach.html", page)?;
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn do_attach(ask: Ask, Path((year, number)): Path<(i64, i64)>, mut parts: Parts) -> Reply {
    let (mut csrf, mut reason, mut uploads) = (String::new(), String::new(), Vec::<Upload>::new());
    let mut problem = None;
    while let Some(part) = parts.next().await? {
        match part.name() {
            Some("csrf") => csrf = upload::text(part).await?,
            Some("reason") => reason = upload::text(part).await?,
            // The word against forged requests comes first: nothing of a stranger's form is stored.
            _ if !ask.csrf_fits(&csrf) => return Err(Error::Forbidden),
            Some("files") => match upload::receive(&ask, part, &uploads).await {
                Ok(upload) => uploads.extend(upload),
                Err(Error::File { name, cause }) => problem = Some(upload::words(&ask, name, &cause)),
                Err(error) => return Err(error),
            },
            _ => drop(upload::text(part).await?),
        }
    }
    if !ask.csrf_fits(&csrf) {
        return Err(Error::Forbidden);
    }
    let most = ask.town.limits.entry_files;
    if uploads.is_empty() && problem.is_none() {
        problem = Some(ask.text("register-problem-files-none", &[]));
    }
    if problem.is_some() {
        return show(&ask, (year, number), reason, problem, None).await;
    }
    let mut cx = ask.write().await?;
    let mut files = Vec::with_capacity(uploads.len());
    for upload in &uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    match register::attach(&mut cx, (year, number), (files, most), &reason).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to(&Did::at(&back_to(year, number), "attached", (year, number))).into_response())
        }
        Err(RegisterError::Invalid(problems)) => {
            drop(cx);
            let said = problems.first().map(|problem| crate::form::said(&ask, problem));
            show(&ask, (year, number), reason, None, said).await
        }
        Err(RegisterError::ManyFiles(most)) => {
            drop(cx);
            let said = ask.text("register-problem-files-many", &[("max", most.to_string())]);
            show(&ask, (year, number), reason, Some(said), None).await
        }
        Err(error) => Err(error.into()),
    }
}
