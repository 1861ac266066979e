//! Old registers: a table is taken in with a column mapping, tried first, and checked for continuity afterwards.

use crate::upload;
use axum::{
    Form,
    extract::{Multipart, Path, Query},
    response::{IntoResponse, Redirect},
};
use futures_util::StreamExt;
use http_shell::{Ask, Error, Reply};
use kernel::{LegacyId, Permission};
use register::{Continuity, DryRun, LegacyField, LegacyImport, LegacyLine, LegacySource, Mapping};
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
pub(crate) async fn upload(ask: Ask, mut parts: Multipart) -> Reply {
    let (mut csrf, mut book, mut stored, mut problem) = (String::new(), String::new(), None, None);
    while let Some(part) = parts.next_field().await.map_err(|_| Error::BadRequest("the form was cut off".into()))? {
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
    let sha: String = file.stored.sha256.iter().map(|b| format!("{b:02x}")).collect();
    let step = Step { file: sha, name: file.name, book, ..Step::default() };
    let query = serde_urlencoded::to_string(step.pairs()).unwrap_or_default();
    Ok(Redirect::to(&format!("/desk/legacy/map?{query}")).into_response())
}

/// The file and its mapping, between two pages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Step {
    csrf: String,
    file: String,
    name: String,
    book: String,
    then: String,
    /// `column-number=3`: the column, from 0, of each field.
    #[serde(flatten)]
    columns: BTreeMap<String, String>,
}

impl Step {
    fn pairs(&self) -> [(&str, &str); 3] {
        [("file", &self.file), ("name", &self.name), ("book", &self.book)]
    }

    fn mapping(&self) -> Mapping {
        let column = |field: &LegacyField| {
            let place = self.columns.get(&format!("column-{field}"))?.parse().ok()?;
            Some((*field, place))
        };
        Mapping(LegacyField::ALL.iter().filter_map(column).collect())
    }

    fn sha256(&self) -> Result<[u8; 32], Error> {
        let wrong = || Error::BadRequest("the file has no such name".into());
        let byte = |at: usize| u8::from_str_radix(self.file.get(at * 2..at * 2 + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
        bytes.and_then(|b| b.try_into().ok()).ok_or_else(wrong)
    }

    /// The table in a file of its own; it goes away with the first of the two.
    async fn source(&self, ask: &Ask) -> Result<(tempfile::TempPath, LegacySource), Error> {
        let (_, mut stream) = ask.town.blobs.read(&self.sha256()?).await?;
        let failed = |e: std::io::Error| Error::Internal(Box::new(e));
        let path = tempfile::NamedTempFile::new().map_err(failed)?.into_temp_path();
        let mut file = tokio::fs::File::create(&path).await.map_err(failed)?;
        while let Some(chunk) = stream.next().await {
            file.write_all(&chunk.map_err(failed)?).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        let source = LegacySource {
            path: path.to_path_buf(),
            file_name: self.name.clone(),
            book: self.book.clone(),
            mapping: self.mapping(),
        };
        Ok((path, source))
    }
}

#[derive(Serialize)]
struct FieldView {
    name: &'static str,
    column: Option<usize>,
}

#[derive(Serialize)]
struct MapPage {
    file: String,
    name: String,
    book: String,
    heads: Vec<String>,
    sample: Vec<Vec<String>>,
    fields: Vec<FieldView>,
    run: Option<DryRun>,
}

async fn map_page(ask: &Ask, step: Step, source: &LegacySource, mapping: Mapping, run: Option<DryRun>) -> Reply {
    let mut rows = register::legacy_preview(&source.path).await?.into_iter();
    let heads = rows.next().unwrap_or_default();
    let mapping = if mapping.0.is_empty() { Mapping::guess(&heads) } else { mapping };
    let fields = LegacyField::ALL.iter().map(|f| FieldView { name: f.as_str(), column: mapping.0.get(f).copied() });
    let page = MapPage {
        file: step.file,
        name: step.name,
        book: step.book,
        fields: fields.collect(),
        heads,
        sample: rows.collect(),
        run,
    };
    ask.page("register/legacy-map.html", page)
}

pub(crate) async fn map(ask: Ask, Query(step): Query<Step>) -> Reply {
    let (_path, source) = step.source(&ask).await?;
    map_page(&ask, step, &source, Mapping::default(), None).await
}

/// Tries it, or does it.
pub(crate) async fn run(ask: Ask, Form(step): Form<Step>) -> Reply {
    if !ask.csrf_fits(&step.csrf) {
        return Err(Error::Forbidden);
    }
    let (path, source) = step.source(&ask).await?;
    if step.then != "import" {
        let run = register::legacy_dry_run(&source).await?;
        let mapping = source.mapping.clone();
        return map_page(&ask, step, &source, mapping, Some(run)).await;
    }
    // It goes on when the browser goes away; cut off, the same file goes on where it was.
    let (town, clock, actor) = (ask.town.clone(), ask.app.clock.clone(), ask.actor.clone());
    tokio::spawn(async move {
        let _path = path;
        if let Err(error) = register::import_legacy(&town.db, actor, &clock, source, |_| {}).await {
            tracing::error!(error = &error as &dyn std::error::Error, "import of an old register stopped");
        }
    });
    Ok(Redirect::to("/desk/legacy").into_response())
}

#[derive(Serialize)]
struct BookPage {
    id: String,
    years: Vec<i64>,
    year: i64,
    report: Continuity,
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
    let year = behind.year.or_else(|| years.first().copied()).ok_or(Error::NotFound)?;
    let after = behind.after.split_once('-').and_then(|(n, p)| Some((n.parse().ok()?, p.parse().ok()?)));
    let lines = register::legacy_lines(&mut cx, id, year, after.unwrap_or((0, 0))).await?;
    let report = register::continuity(&mut cx, id, year).await?;
    let next = lines.last().filter(|_| lines.len() == 50).map(|l| format!("{}-{}", l.number, l.position));
    ask.page("register/legacy-book.html", BookPage { id: id.to_string(), years, year, report, lines, next })
}
