//! The form of an entry: new, and corrected.

use crate::{
    entry::{back_to, fields_of, whole},
    folders::{self, FolderView},
    upload::{self, Parts, Upload},
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party, Problem, RegisterError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the form holds, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct EntryForm {
    csrf: String,
    direction: String,
    subject: String,
    correspondent_name: String,
    correspondent_tax_id: String,
    correspondent_email: String,
    their_number: String,
    their_date: String,
    kind: String,
    channel: String,
    confidentiality: String,
    folder: String,
    related: String,
    details: String,
    language: String,
    reason: String,
    then: String,
}

type Problems = BTreeMap<String, String>;

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

#[derive(Clone, Copy, Serialize)]
struct Done {
    year: i64,
    number: i64,
}

#[derive(Serialize)]
struct FormPage {
    /// The entry that is corrected, none for a new one.
    number: Option<i64>,
    year: Option<i64>,
    /// The entry that was registered just before, by "register and next".
    done: Option<Done>,
    form: EntryForm,
    problems: Problems,
    directions: Vec<Choice>,
    kinds: Vec<Choice>,
    channels: Vec<Choice>,
    confidentialities: Vec<Choice>,
    folders: Vec<FolderView>,
    languages: Vec<Choice>,
}

/// The languages that a municipality meets; programs may state any of ISO 639-1.
const LANGUAGES: [&str; 14] = ["el", "en", "fr", "de", "it", "es", "sq", "bg", "ro", "ru", "uk", "tr", "ar", "sr"];

/// The name of a language; its letters, where it is not one of ours.
pub(crate) fn language(ask: &Ask, code: &str) -> String {
    let known = LANGUAGES.contains(&code);
    if known { ask.text(&format!("register-language-{code}"), &[]) } else { code.to_owned() }
}

fn choices<T: Copy>(ask: &Ask, name: &str, all: &[T], word: fn(T) -> &'static str) -> Vec<Choice> {
    let choice = |value: &T| {
        let value = word(*value);
        Choice { value: value.to_owned(), label: ask.text(&format!("register-{name}-{value}"), &[]) }
    };
    all.iter().map(choice).collect()
}

/// The languages, with the one that is stated.
fn languages(ask: &Ask, stated: &str) -> Vec<Choice> {
    let stated = Some(stated).filter(|code| !code.is_empty() && !LANGUAGES.contains(code));
    let all = LANGUAGES.into_iter().chain(stated);
    all.map(|code| Choice { value: code.to_owned(), label: language(ask, code) }).collect()
}

async fn show(ask: &Ask, of: Option<(i64, i64)>, form: EntryForm, problems: Problems) -> Reply {
    show_after(ask, None, of, form, problems).await
}

async fn show_after(
    ask: &Ask,
    done: Option<Done>,
    of: Option<(i64, i64)>,
    form: EntryForm,
    problems: Problems,
) -> Reply {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FormPage {
        number: of.map(|(_, number)| number),
        year: of.map(|(year, _)| year),
        done,
        directions: choices(ask, "direction", Direction::ALL, Direction::as_str),
        kinds: choices(ask, "kind", Kind::ALL, Kind::as_str),
        channels: choices(ask, "channel", Channel::ALL, Channel::as_str),
        confidentialities: choices(ask, "confidentiality", Confidentiality::ALL, Confidentiality::as_str),
        folders: folders::views(&mut ask.read().await?).await?,
        languages: languages(ask, &form.language),
        form,
        problems,
    };
    let mut page = ask.page("register/new.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

impl EntryForm {
    /// Before anything is typed: papers mostly come in the language of those who register them.
    fn empty(ask: &Ask) -> Self {
        Self { language: ask.lang.to_string(), ..Self::default() }
    }

    fn from_fields(fields: Fields) -> Self {
        let party = fields.correspondent.unwrap_or_default();
        Self {
            direction: fields.direction.to_string(),
            subject: fields.subject,
            correspondent_name: party.name,
            correspondent_tax_id: party.tax_id.unwrap_or_default(),
            correspondent_email: party.email.unwrap_or_default(),
            their_number: fields.their_number.unwrap_or_default(),
            their_date: fields.their_date.map(kernel::Day::greek).unwrap_or_default(),
            kind: fields.kind.to_string(),
            channel: fields.channel.to_string(),
            confidentiality: fields.confidentiality.to_string(),
            folder: fields.folder.unwrap_or_default(),
            related: fields.related.join(", "),
            details: fields.details.unwrap_or_default(),
            language: fields.language,
            ..Self::default()
        }
    }

    fn fields(&self) -> Result<Fields, &'static str> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let their_date = some(&self.their_date).map(|d| d.parse()).transpose().map_err(|_| "their_date")?;
        let related = self.related.split(',').map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        Ok(Fields {
            direction: self.direction.parse().unwrap_or(Direction::Incoming),
            subject: self.subject.clone(),
            correspondent: Some(Party {
                name: self.correspondent_name.clone(),
                tax_id: some(&self.correspondent_tax_id),
                email: some(&self.correspondent_email),
            }),
            their_number: some(&self.their_number),
            their_date,
            kind: self.kind.parse().unwrap_or(Kind::Letter),
            channel: self.channel.parse().unwrap_or(Channel::Counter),
            confidentiality: self.confidentiality.parse().unwrap_or(Confidentiality::Open),
            related,
            folder: some(&self.folder),
            details: some(&self.details),
            language: self.language.clone(),
        })
    }

    fn set(&mut self, name: &str, value: String) {
        let place = match name {
            "csrf" => &mut self.csrf,
            "direction" => &mut self.direction,
            "subject" => &mut self.subject,
            "correspondent_name" => &mut self.correspondent_name,
            "correspondent_tax_id" => &mut self.correspondent_tax_id,
            "correspondent_email" => &mut self.correspondent_email,
            "their_number" => &mut self.their_number,
            "their_date" => &mut self.their_date,
            "kind" => &mut self.kind,
            "channel" => &mut self.channel,
            "confidentiality" => &mut self.confidentiality,
            "folder" => &mut self.folder,
            "related" => &mut self.related,
            "details" => &mut self.details,
            "language" => &mut self.language,
            "then" => &mut self.then,
            _ => return,
        };
        *place = value;
    }
}

fn words(ask: &Ask, problems: &[Problem]) -> Problems {
    problems.iter().map(|p| (p.field.to_string(), ask.text(p.key, &[]))).collect()
}

fn date_problem(ask: &Ask, field: &str) -> Problems {
    Problems::from([(field.to_owned(), ask.text("register-problem-date", &[]))])
}

/// Where a new form begins. Entries are named `2026-123`.
#[derive(Deserialize)]
pub(crate) struct Begin {
    /// With the details of that entry.
    copy: Option<String>,
    /// After that entry, with its direction, kind and channel: papers come in heaps of a kind.
    done: Option<String>,
}

fn named(entry: Option<&str>) -> Option<(i64, i64)> {
    let (year, number) = entry?.split_once('-')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

pub(crate) async fn new(ask: Ask, Query(begin): Query<Begin>) -> Reply {
    let (copy, after) = (named(begin.copy.as_deref()), named(begin.done.as_deref()));
    let Some((year, number)) = copy.or(after) else {
        let form = EntryForm { direction: Direction::Incoming.to_string(), ..EntryForm::empty(&ask) };
        return show(&ask, None, form, Problems::new()).await;
    };
    let entry = whole(&ask, year, number).await?;
    let from = EntryForm::from_fields(entry.fields);
    if copy.is_some() {
        return show(&ask, None, from, Problems::new()).await;
    }
    let EntryForm { direction, kind, channel, .. } = from;
    let form = EntryForm { direction, kind, channel, ..EntryForm::empty(&ask) };
    show_after(&ask, Some(Done { year, number }), None, form, Problems::new()).await
}

pub(crate) async fn create(ask: Ask, mut parts: Parts) -> Reply {
    let (mut form, mut uploads, mut problems) = (EntryForm::empty(&ask), Vec::<Upload>::new(), Problems::new());
    while let Some(part) = parts.next().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "files" {
            form.set(&name, upload::text(part).await?);
            continue;
        }
        // The word against forged requests comes first: nothing of a stranger's form is stored.
        if !ask.csrf_fits(&form.csrf) {
            return Err(Error::Forbidden);
        }
        match upload::receive(&ask, part, &uploads).await {
            Ok(upload) => uploads.extend(upload),
            Err(Error::File { name, cause }) => {
                problems.insert("files".into(), upload::words(&ask, name, &cause));
            }
            Err(error) => return Err(error),
        }
    }
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    store(&ask, form, &uploads, problems).await
}

async fn store(ask: &Ask, form: EntryForm, uploads: &[Upload], mut problems: Problems) -> Reply {
    let fields = match form.fields() {
        Ok(fields) => fields,
        Err(field) => return show(ask, None, form, date_problem(ask, field)).await,
    };
    if !problems.is_empty() {
        return show(ask, None, form, problems).await;
    }
    let mut cx = ask.write().await?;
    let mut files = Vec::with_capacity(uploads.len());
    for upload in uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    match register::register(&mut cx, fields, files).await {
        Ok(entry) => {
            cx.commit().await?;
            let done = match form.then.as_str() {
                "next" => format!("/desk/register/new?done={}-{}", entry.year, entry.number),
                _ => format!("{}?done=1", back_to(entry.year, entry.number)),
            };
            Ok(Redirect::to(&done).into_response())
        }
        Err(RegisterError::Invalid(list)) => {
            problems.extend(words(ask, &list));
            if !uploads.is_empty() {
                problems.insert("files".into(), ask.text("register-problem-files-again", &[]));
            }
            drop(cx);
            show(ask, None, form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn correct(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    show(&ask, Some((year, number)), EntryForm::from_fields(fields_of(entry)), Problems::new()).await
}

pub(crate) async fn do_correct(ask: Ask, Path((year, number)): Path<(i64, i64)>, Form(form): Form<EntryForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let of = Some((year, number));
    let fields = match form.fields() {
        Ok(fields) => fields,
        Err(field) => return show(&ask, of, form, date_problem(&ask, field)).await,
    };
    let mut cx = ask.write().await?;
    match register::correct(&mut cx, year, number, fields, &form.reason).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to(&back_to(year, number)).into_response())
        }
        Err(RegisterError::Invalid(list)) => {
            drop(cx);
            show(&ask, of, form, words(&ask, &list)).await
        }
        Err(RegisterError::Unchanged) => {
            let problem = ask.text("register-problem-unchanged", &[]);
            drop(cx);
            show(&ask, of, form, Problems::from([("reason".to_owned(), problem)])).await
        }
        Err(error) => Err(error.into()),
    }
}
