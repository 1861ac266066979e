//! Old registers: a table is taken in with a column mapping, tried first, and checked for continuity afterwards.

use crate::form::said;
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use futures_util::StreamExt;
use http_shell::{
    Ask, Error, Reply,
    upload::{self, Parts},
};
use kernel::{LegacyId, Permission};
use register::{
    Continuity, DryRun, LegacyField, LegacyImport, LegacyLine, LegacySource, LegacyUpload, Mapping, Refusal,
    RegisterError,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tokio::io::AsyncWriteExt;

#[derive(Serialize)]
struct ImportsPage {
    imports: Vec<LegacyImport>,
    may_import: bool,
    problem: Option<String>,
}

pub(crate) async fn imports(ask: Ask) -> Reply {
    show(&ask, None).await
}

async fn show(ask: &Ask, problem: Option<String>) -> Reply {
    let imports = register::legacy_imports(&mut ask.read().await?).await?;
    let may_import = ask.actor.may(Permission::RegisterWrite);
    ask.page("register/legacy.html", ImportsPage { imports, may_import, problem })
}

/// Takes the file in and goes on to the mapping.
pub(crate) async fn upload(ask: Ask, mut parts: Parts) -> Reply {
    let (mut csrf, mut book, mut stored, mut problem) = (String::new(), String::new(), None, None);
    while let Some(part) = parts.next().await? {
        match part.name() {
            Some("csrf") => csrf = upload::text(part).await?,
            Some("book") => book = upload::text(part).await?,
            Some("file") if ask.csrf_fits(&csrf) => match upload::receive(&ask, part, &[]).await {
                Ok(file) => stored = file,
                Err(Error::File { name, cause }) => problem = Some(upload::words(&ask, name, &cause)),
                Err(error) => return Err(error),
            },
            _ => {}
        }
    }
    if !ask.csrf_fits(&csrf) {
        return Err(Error::Forbidden);
    }
    let Some(file) = stored.filter(|_| !book.trim().is_empty()) else {
        let problem = problem.unwrap_or_else(|| ask.text("register-legacy-needs", &[]));
        return show(&ask, Some(problem)).await;
    };
    let mut cx = ask.write().await?;
    match register::legacy_uploaded(&mut cx, &book, &file.name, file.stored.sha256).await {
        Ok(id) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/legacy/map?upload={id}")).into_response())
        }
        Err(RegisterError::Invalid(problems)) => {
            drop(cx);
            show(&ask, problems.first().map(|p| said(&ask, p))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Which table, and its mapping.
#[derive(Debug, Deserialize)]
pub(crate) struct Step {
    #[serde(default)]
    csrf: String,
    upload: LegacyId,
    #[serde(default)]
    then: String,
    /// `column-number=3`: the column, from 0, of each field.
    #[serde(flatten)]
    columns: BTreeMap<String, String>,
}

impl Step {
    fn mapping(&self) -> Mapping {
        let column = |field: &LegacyField| {
            let place = self.columns.get(&format!("column-{field}"))?.parse().ok()?;
            Some((*field, place))
        };
        Mapping(LegacyField::ALL.iter().filter_map(column).collect())
    }
}

/// What this person sent, and the mapping with which its import has begun.
struct Sent {
    upload: LegacyUpload,
    begun: Option<Mapping>,
    source: LegacySource,
    /// The table in a file of its own; it goes away with this.
    path: tempfile::TempPath,
}

impl Sent {
    async fn of(ask: &Ask, step: &Step) -> Result<Self, Error> {
        let mut cx = ask.read().await?;
        let upload = register::legacy_upload(&mut cx, step.upload).await?;
        let begun = register::legacy_begun(&mut cx, &upload.book, &upload.sha256).await?.map(|import| import.mapping);
        drop(cx);
        let sha256: [u8; 32] = upload.sha256.as_slice().try_into().map_err(|_| Error::NotFound)?;
        let (_, mut stream) = ask.town.blobs.read(&sha256).await?;
        let failed = |e: std::io::Error| Error::Internal(Box::new(e));
        let path = tempfile::NamedTempFile::new().map_err(failed)?.into_temp_path();
        let mut file = tokio::fs::File::create(&path).await.map_err(failed)?;
        while let Some(chunk) = stream.next().await {
            file.write_all(&chunk.map_err(failed)?).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        let source = LegacySource {
            path: path.to_path_buf(),
            file_name: upload.file_name.clone(),
            book: upload.book.clone(),
            mapping: step.mapping(),
        };
        Ok(Self { upload, begun, source, path })
    }
}

#[derive(Serialize)]
struct FieldView {
    name: &'static str,
    column: Option<usize>,
}

#[derive(Serialize)]
struct MapPage {
    upload: String,
    name: String,
    book: String,
    heads: Vec<String>,
    sample: Vec<Vec<String>>,
    fields: Vec<FieldView>,
    run: Option<DryRun>,
    /// The import has begun already, and goes on with its own mapping.
    begun: bool,
}

async fn map_page(ask: &Ask, sent: Sent, run: Option<DryRun>) -> Reply {
    let mut rows = register::legacy_preview(&mut ask.read().await?, &sent.source.path).await?.into_iter();
    let heads = rows.next().unwrap_or_default();
    let begun = sent.begun.is_some();
    let mapping = sent.begun.unwrap_or(sent.source.mapping);
    let mapping = if mapping.0.is_empty() { Mapping::guess(&heads) } else { mapping };
    let fields = LegacyField::ALL.iter().map(|f| FieldView { name: f.as_str(), column: mapping.0.get(f).copied() });
    let page = MapPage {
        upload: sent.upload.id.to_string(),
        name: sent.upload.file_name,
        book: sent.upload.book,
        fields: fields.collect(),
        heads,
        sample: rows.collect(),
        run,
        begun,
    };
    ask.page("register/legacy-map.html", page)
}

pub(crate) async fn map(ask: Ask, Query(step): Query<Step>) -> Reply {
    let sent = Sent::of(&ask, &step).await?;
    map_page(&ask, sent, None).await
}

/// Tries it, or does it.
pub(crate) async fn run(ask: Ask, Form(step): Form<Step>) -> Reply {
    if !ask.csrf_fits(&step.csrf) {
        return Err(Error::Forbidden);
    }
    let sent = Sent::of(&ask, &step).await?;
    if sent.begun.as_ref().is_some_and(|begun| *begun != sent.source.mapping) {
        return map_page(&ask, sent, None).await;
    }
    if step.then != "import" {
        let run = register::legacy_dry_run(&mut ask.read().await?, &sent.source).await?;
        return map_page(&ask, sent, Some(run)).await;
    }
    // It goes on when the browser goes away; cut off, the same file goes on where it was.
    let (town, clock, actor) = (ask.town.clone(), ask.app.clock.clone(), ask.actor.clone());
    let (begun, heard) = tokio::sync::oneshot::channel();
    let work = tokio::spawn(async move {
        let (_path, mut begun) = (sent.path, Some(begun));
        let progress = |_: &LegacyImport| {
            let _ = begun.take().map(|begun| begun.send(()));
        };
        let done = register::import_legacy(&town.db, actor, &clock, sent.source, progress).await;
        if let Err(error) = &done {
            tracing::error!(error = error as &dyn std::error::Error, "import of an old register stopped");
        }
        done.map(drop)
    });
    // The next page shows it: its first rows are there, or it has ended already.
    tokio::select! {
        Ok(()) = heard => {}
        done = work => done.map_err(|e| Error::Internal(Box::new(e)))??,
    }
    Ok(Redirect::to("/desk/legacy").into_response())
}

#[derive(Serialize)]
struct BookPage {
    id: String,
    years: Vec<i64>,
    year: i64,
    report: Option<Continuity>,
    /// The first rows of the table that are no lines of the book, and how many there are.
    refused: Vec<Refusal>,
    missing: i64,
    lines: Vec<LegacyLine>,
    next: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Behind {
    year: Option<i64>,
    #[serde(default)]
    after: String,
}

pub(crate) async fn book(ask: Ask, Path(id): Path<LegacyId>, Query(behind): Query<Behind>) -> Reply {
    let mut cx = ask.read().await?;
    let years = register::legacy_years(&mut cx, id).await?;
    let import = register::legacy_import(&mut cx, id).await?;
    // Where every row was refused there is no year; what was refused is shown all the same.
    let today = i64::from(cx.now.year());
    let year = behind.year.or_else(|| years.first().copied()).unwrap_or(today);
    let refused = register::legacy_refused(&mut cx, id).await?;
    let missing = import.rows_done - import.imported;
    let after = behind.after.split_once('-').and_then(|(n, p)| Some((n.parse().ok()?, p.parse().ok()?)));
    let lines = register::legacy_lines(&mut cx, id, year, after.unwrap_or((0, 0))).await?;
    let report = register::continuity(&mut cx, id, year).await?;
    let next = lines.last().filter(|_| lines.len() == 50).map(|l| format!("{}-{}", l.number, l.position));
    let page = BookPage { id: id.to_string(), years, year, report, refused, missing, lines, next };
    ask.page("register/legacy-book.html", page)
}
