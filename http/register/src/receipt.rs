//! The electronic proof of entry: a PDF with the proof inside.

use crate::entry::{OfAct, name_of, note_opened, whole};
use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse, Response},
};
use db::Cx;
use html::{Lang, Pages};
use http_shell::{Ask, Error, Reply, Town, disposition};
use kernel::{Day, Instant};
use pdf::{Attachment, FileLine, Receipt};
use register::{Entry, Found, RegisterError, Revision, Statement};
use tlog::TlogProof;

/// The electronic proof of an act, first of all of the registration: a PDF/A-3 with the proof inside.
///
/// It says when the entry was corrected or cancelled later, and carries the proofs of that too.
#[utoipa::path(get, path = "/api/v1/register/entries/{year}/{number}/receipt", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path), OfAct),
    responses((status = 200, description = "The receipt", content_type = "application/pdf")))]
pub(crate) async fn receipt(
    ask: Ask,
    Path((year, number)): Path<(i64, i64)>,
    Query(OfAct { revision }): Query<OfAct>,
) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let mut cx = ask.read().await?;
    let made = make(&mut cx, &Voice::of(&ask), &entry, revision).await?;
    // The connection goes back before the slow part.
    drop(cx);
    note_opened(&ask, &entry, made.restricted && !entry.fields.confidentiality.is_restricted()).await?;
    let name = made.name.clone();
    let bytes = tokio::task::spawn_blocking(move || made.pdf()).await.map_err(|e| Error::Internal(Box::new(e)))??;
    Ok(answer(&name, bytes))
}

/// Who speaks, and in which language.
struct Voice<'a> {
    town: &'a Town,
    pages: &'a Pages,
    lang: Lang,
}

impl<'a> Voice<'a> {
    fn of(ask: &'a Ask) -> Self {
        Self { town: &ask.town, pages: &ask.app.pages, lang: ask.lang }
    }

    fn text(&self, key: &str, args: &[(&str, String)]) -> String {
        self.pages.text(self.lang, key, args)
    }
}

/// A receipt that is put together and not yet set.
pub struct Made {
    sheet: Receipt,
    inside: Vec<Attachment>,
    /// When the act was done.
    pub at: Instant,
    /// What the file is called.
    pub name: String,
    restricted: bool,
}

impl Made {
    /// The PDF. Takes milliseconds of a thread.
    ///
    /// # Errors
    /// A mistake in the template.
    pub fn pdf(&self) -> Result<Vec<u8>, pdf::Error> {
        pdf::receipt(&self.sheet, &self.inside, self.at)
    }
}

/// The receipt of a registration, for the mail to its sender: as the register stands now, in words of `lang`.
///
/// # Errors
/// When there is no such entry, the actor may not read it, or the database refuses.
pub async fn receipt_of(
    cx: &mut Cx,
    town: &Town,
    pages: &Pages,
    lang: Lang,
    (year, number): (i64, i64),
) -> Result<Made, Error> {
    let Found::Whole(entry) = register::get(cx, year, number).await? else { return Err(Error::Forbidden) };
    make(cx, &Voice { town, pages, lang }, &entry, 0).await
}

async fn make(cx: &mut Cx, voice: &Voice<'_>, entry: &Entry, revision: i64) -> Result<Made, Error> {
    let place @ (year, number) = (entry.year, entry.number);
    let (statement, proof) = register::proof_of(cx, &voice.town.log, place, revision).await?;
    let mut later = register::revisions(cx, year, number).await?;
    later.retain(|act| act.revision > revision);
    let at: Instant = statement.at.parse().map_err(|e| Error::Internal(Box::new(e)))?;
    let cancelled = statement.act == "cancelled" || later.iter().any(|act| act.act == "cancelled");
    let due = if cancelled { None } else { circulation::answer_by(cx, &statement.entry, entry.registered_at).await? };
    let mut inside = vec![embedded(voice, place, revision, &proof)];
    for act in &later {
        match register::proof_of(cx, &voice.town.log, place, act.revision).await {
            Ok((_, proof)) => inside.push(embedded(voice, place, act.revision, &proof)),
            // It stands on the page of the receipt; what it says is not for this reader.
            Err(RegisterError::Forbidden(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = sheet(voice, (&statement, &later), at, due, &inside[0].name);
    let name = format!("{}.pdf", name_of(year, number, revision));
    Ok(Made { sheet, inside, at, name, restricted: statement.is_restricted() })
}

/// A proof as it travels in the PDF.
fn embedded(voice: &Voice<'_>, (year, number): (i64, i64), revision: i64, proof: &TlogProof) -> Attachment {
    let of = [("year", year.to_string()), ("number", number.to_string())];
    Attachment {
        name: format!("{}.tlog-proof", name_of(year, number, revision)),
        media_type: "text/plain".to_owned(),
        description: voice.text("register-receipt-embedded", &of),
        bytes: proof.encode().into_bytes(),
    }
}

fn answer(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("inline", name)),
    ];
    (headers, bytes).into_response()
}

/// What was done with the entry after the act of the receipt, so that nobody takes a past state for the present one.
fn notes(voice: &Voice<'_>, later: &[Revision]) -> Vec<String> {
    let note = |act: &Revision| {
        let of = [("at", act.at.greek()), ("reason", act.reason.clone().unwrap_or_default())];
        // Of a restricted entry some read that something was done, and not why.
        let why = if act.reason.is_some() { "" } else { "-silent" };
        voice.text(&format!("register-receipt-later-{}{why}", act.act), &of)
    };
    later.iter().map(note).collect()
}

fn sheet(
    voice: &Voice<'_>,
    (statement, later): (&Statement, &[Revision]),
    at: Instant,
    due: Option<Day>,
    inside: &str,
) -> Receipt {
    let (entry, act) = (&statement.entry, statement.act.as_str());
    let word = |key: &str| voice.text(key, &[]);
    let mut facts = vec![(word("register-receipt-issuer"), voice.town.name.clone())];
    let mut fact = |key: &str, value: Option<String>| facts.extend(value.map(|v| (word(key), v)));
    fact("register-reason", statement.reason.clone());
    fact("register-direction", Some(word(&format!("register-direction-{}", entry.direction))));
    fact(&format!("register-party-{}", entry.direction), entry.correspondent.as_ref().map(|c| c.name.clone()));
    let further: Vec<_> = entry.further.iter().map(|party| party.name.clone()).collect();
    fact(&format!("register-further-{}", entry.direction), Some(further.join(" · ")).filter(|names| !names.is_empty()));
    fact("register-subject", Some(entry.subject.clone()));
    fact("register-kind", Some(word(&format!("register-kind-{}", entry.kind))));
    fact("register-their-number", entry.their_number.clone());
    fact("register-their-date", entry.their_date.map(Day::greek));
    fact("register-competent-unit", statement.competent.clone());
    fact("register-receipt-unit", statement.unit.clone());
    fact("register-receipt-deadline", due.map(Day::greek));
    fact("register-receipt-attachments", Some(statement.files.len().to_string()));
    fact(&format!("register-receipt-by-{act}"), Some(statement.by.clone()));
    let line = |f: &register::StatedFile| FileLine {
        name: f.name.clone(),
        size: html::bytes(voice.lang, f.size),
        sha256: f.sha256.clone(),
    };
    Receipt {
        lang: voice.lang.to_string(),
        municipality: voice.town.name.clone(),
        title: word(&format!("register-receipt-title-{act}")),
        cancelled: if later.iter().any(|l| l.act == "cancelled") || act == "cancelled" {
            word("register-receipt-cancelled")
        } else {
            String::new()
        },
        notes: notes(voice, later),
        number: format!("{} {}/{}", word("register-number"), statement.number, statement.year),
        time: at.greek(),
        facts,
        files_title: word("register-files"),
        files: statement.files.iter().map(line).collect(),
        verify_url: format!("{}/verify", voice.town.url),
        verify_text: voice.text("register-receipt-verify", &[("file", inside.to_owned())]),
        foot: word(&format!("register-receipt-foot-{act}")),
    }
}
