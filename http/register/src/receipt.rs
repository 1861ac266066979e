//! The electronic proof of entry: a PDF with the proof inside.

use crate::entry::{disposition, whole};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use http_shell::{Ask, Error, Reply};
use kernel::{Day, Instant};
use pdf::{Attachment, FileLine, Receipt};
use register::{Direction, Statement};

/// The electronic proof of entry for the submitter: a PDF/A-3 with the proof inside.
#[utoipa::path(get, path = "/api/v1/register/entries/{year}/{number}/receipt", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path)),
    responses((status = 200, description = "The receipt", content_type = "application/pdf")))]
pub(crate) async fn receipt(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    whole(&ask, year, number).await?;
    let mut cx = ask.read().await?;
    let (statement, proof) = register::proof_of(&mut cx, &ask.town.log, year, number).await?;
    let at: Instant = statement.at.parse().map_err(|e| Error::Internal(Box::new(e)))?;
    let due = match statement.entry.direction {
        Direction::Incoming => Some(law::last_day(&mut cx, law::Key::AnswerDays, at.day()).await?),
        Direction::Outgoing | Direction::Internal => None,
    };
    // The connection goes back before the slow part.
    drop(cx);
    let of = [("year", year.to_string()), ("number", number.to_string())];
    let inside = Attachment {
        name: format!("{number}-{year}.tlog-proof"),
        media_type: "text/plain".to_owned(),
        description: ask.text("register-receipt-embedded", &of),
        bytes: proof.encode().into_bytes(),
    };
    let sheet = sheet(&ask, &statement, at, due, &inside.name);
    let made = tokio::task::spawn_blocking(move || pdf::receipt(&sheet, &[inside], at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    Ok(answer(year, number, bytes))
}

fn answer(year: i64, number: i64, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("inline", &format!("{number}-{year}.pdf"))),
    ];
    (headers, bytes).into_response()
}

fn sheet(ask: &Ask, statement: &Statement, at: Instant, due: Option<Day>, inside: &str) -> Receipt {
    let entry = &statement.entry;
    let word = |key: &str| ask.text(key, &[]);
    let mut facts = vec![(word("register-receipt-issuer"), ask.town.name.clone())];
    let mut fact = |key: &str, value: Option<String>| facts.extend(value.map(|v| (word(key), v)));
    fact("register-direction", Some(word(&format!("register-direction-{}", entry.direction))));
    fact("register-correspondent", entry.correspondent.as_ref().map(|c| c.name.clone()));
    fact("register-subject", Some(entry.subject.clone()));
    fact("register-kind", Some(word(&format!("register-kind-{}", entry.kind))));
    fact("register-their-number", entry.their_number.clone());
    fact("register-their-date", entry.their_date.map(Day::greek));
    fact("register-receipt-unit", statement.unit.clone());
    fact("register-receipt-deadline", due.map(Day::greek));
    fact("register-receipt-attachments", Some(statement.files.len().to_string()));
    fact("register-receipt-acts-by", Some(statement.by.clone()));
    let line = |f: &register::StatedFile| FileLine {
        name: f.name.clone(),
        size: html::bytes(f.size),
        sha256: f.sha256.clone(),
    };
    Receipt {
        lang: ask.lang.to_string(),
        municipality: ask.town.name.clone(),
        title: word("register-receipt"),
        number: format!("{} {}/{}", word("register-number"), statement.number, statement.year),
        time: at.greek(),
        facts,
        files_title: word("register-files"),
        files: statement.files.iter().map(line).collect(),
        verify_url: format!("{}/verify", ask.town.url),
        verify_text: ask.text("register-receipt-verify", &[("file", inside.to_owned())]),
        foot: word("register-receipt-foot"),
    }
}
