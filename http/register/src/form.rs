//! The form of an entry: new, and corrected.

use crate::{
    double::{DoubleView, double_view, labels},
    entry::{back_to, fields_of, whole},
    folders::{self, FolderView},
    proposal::{self, Taken},
    typed::EntryForm,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use db::Cx;
use documents::Sha256;
use http_shell::{
    Ask, Error, Reply,
    upload::{self, Parts, Upload},
};
use identity::{IdentityError, Node};
use kernel::ProposalId;
use register::{Channel, Confidentiality, Direction, Kind, Problem, RegisterError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is wrong, by the name of the field.
pub(crate) type Problems = BTreeMap<String, String>;

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
    units: Vec<Choice>,
    /// The fields from top to bottom: problems are listed in this order.
    order: [&'static str; 18],
    doubles: Vec<DoubleView>,
    /// What confirms that all of these are known.
    despite: String,
    files_again: bool,
    /// The files of the mail or scan that it is made of.
    taken: Vec<Taken>,
}

/// The fields that may be wrong, as the form shows them.
const ORDER: [&str; 18] = [
    "direction",
    "kind",
    "channel",
    "subject",
    "correspondent_name",
    "correspondent_tax_id",
    "correspondent_email",
    "their_number",
    "their_date",
    "competent_unit",
    "files",
    "further",
    "language",
    "confidentiality",
    "folder",
    "related",
    "details",
    "reason",
];

/// More parts than the form has fields.
const PARTS_MAX: usize = 64;

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

/// The units of today in the order of the tree, each as deep as it stands, with the one that is stated.
async fn units(cx: &mut Cx, stated: &str) -> Result<Vec<Choice>, Error> {
    let mut choices = vec![Choice { value: String::new(), label: String::new() }];
    let choice = |node: Node| Choice { value: node.unit.id.to_string(), label: node.label() };
    choices.extend(identity::tree(identity::units(cx).await?).into_iter().map(choice));
    if let Some(closed) = stated.parse().ok().filter(|_| choices.iter().all(|choice| choice.value != stated)) {
        match identity::unit_terms(cx, closed).await {
            Ok(terms) => {
                let label = terms.into_iter().next_back().map(|term| term.name).unwrap_or_default();
                choices.push(Choice { value: stated.to_owned(), label });
            }
            // What is no unit at all is said, and not offered again.
            Err(IdentityError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(choices)
}

/// A form, and what it is about.
#[derive(Default)]
struct Shown {
    form: EntryForm,
    /// The entry that is corrected.
    of: Option<(i64, i64)>,
    done: Option<Done>,
    problems: Problems,
    doubles: Vec<DoubleView>,
    /// Files were sent, and are not kept.
    files_again: bool,
}

async fn show(ask: &Ask, shown: Shown) -> Reply {
    let Shown { form, of, done, problems, doubles, files_again } = shown;
    let status = match (problems.is_empty(), doubles.is_empty()) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::CONFLICT,
        (true, true) => StatusCode::OK,
    };
    let mut cx = ask.read().await?;
    let taken = proposal::taken(&mut cx, &form.proposal).await?;
    let page = FormPage {
        taken,
        number: of.map(|(_, number)| number),
        year: of.map(|(year, _)| year),
        done,
        directions: choices(ask, "direction", Direction::ALL, Direction::as_str),
        kinds: choices(ask, "kind", Kind::ALL, Kind::as_str),
        channels: choices(ask, "channel", Channel::ALL, Channel::as_str),
        confidentialities: choices(ask, "confidentiality", Confidentiality::ALL, Confidentiality::as_str),
        folders: folders::views(&mut cx).await?,
        units: units(&mut cx, &form.competent_unit).await?,
        languages: languages(ask, &form.language),
        form,
        problems,
        order: ORDER,
        despite: labels(&doubles),
        doubles,
        files_again,
    };
    drop(cx);
    let mut page = ask.page("register/new.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

/// What is wrong, in words for people.
pub(crate) fn said(ask: &Ask, problem: &Problem) -> String {
    let grouped = |value: &String| value.parse().map_or(value.clone(), |number| html::number(ask.lang, number));
    let says: Vec<_> = problem.says.iter().map(|(name, value)| (*name, grouped(value))).collect();
    ask.text(problem.key, &says)
}

/// The same of all fields.
pub(crate) fn words(ask: &Ask, problems: &[Problem]) -> Problems {
    problems.iter().rev().map(|p| (p.field.to_string(), said(ask, p))).collect()
}

/// Where a new form begins. Entries are named `2026-123`.
#[derive(Deserialize)]
pub(crate) struct Begin {
    /// With the details of that entry.
    copy: Option<String>,
    /// As the answer to that entry.
    reply: Option<String>,
    /// After that entry, with its direction, kind and channel: papers come in heaps of a kind.
    done: Option<String>,
    direction: Option<String>,
    /// Of that mail or scan.
    proposal: Option<ProposalId>,
}

fn named(entry: Option<&str>) -> Option<(i64, i64)> {
    let (year, number) = entry?.split_once('-')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

pub(crate) async fn new(ask: Ask, Query(begin): Query<Begin>) -> Reply {
    let empty = EntryForm::empty(&ask);
    if let Some(id) = begin.proposal {
        let form = proposal::form(&mut ask.read().await?, id).await?;
        return show(&ask, Shown { form, ..Shown::default() }).await;
    }
    let (copy, reply) = (named(begin.copy.as_deref()), named(begin.reply.as_deref()));
    let after = named(begin.done.as_deref());
    let Some((year, number)) = copy.or(reply).or(after) else {
        let wanted: Option<Direction> = begin.direction.and_then(|d| d.parse().ok());
        let direction = wanted.map_or(empty.direction.clone(), |d| d.to_string());
        return show(&ask, Shown { form: EntryForm { direction, ..empty }, ..Shown::default() }).await;
    };
    let entry = whole(&ask, year, number).await?;
    let form = if copy.is_some() {
        EntryForm::copy(entry.fields)
    } else if reply.is_some() {
        EntryForm::reply(&ask, (year, number), entry.fields)
    } else {
        let EntryForm { direction, kind, channel, .. } = EntryForm::from_fields(entry.fields);
        EntryForm { direction, kind, channel, ..empty }
    };
    let done = (copy.or(reply).is_none()).then_some(Done { year, number });
    show(&ask, Shown { form, done, ..Shown::default() }).await
}

pub(crate) async fn create(ask: Ask, mut parts: Parts) -> Reply {
    let (mut typed, mut uploads, mut problems) = (BTreeMap::new(), Vec::<Upload>::new(), Problems::new());
    let genuine =
        |typed: &BTreeMap<String, String>| ask.csrf_fits(typed.get("csrf").map(String::as_str).unwrap_or_default());
    while let Some(part) = parts.next().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "files" {
            let text = upload::text(part).await?;
            if typed.len() < PARTS_MAX {
                typed.insert(name, text);
            }
            continue;
        }
        // The word against forged requests comes first: nothing of a stranger's form is stored.
        if !genuine(&typed) {
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
    if !genuine(&typed) {
        return Err(Error::Forbidden);
    }
    store(&ask, EntryForm::of_parts(&ask, typed), &uploads, problems).await
}

/// What is shown after an entry was registered.
fn next(form: &EntryForm, entry: &register::Entry) -> String {
    let (year, number) = (entry.year, entry.number);
    match (form.then.as_str(), form.proposal.is_empty()) {
        ("next", true) => format!("/desk/register/new?done={year}-{number}"),
        ("next", false) => format!("/desk/intake?done={year}-{number}"),
        _ => format!("{}?done=1", back_to(year, number)),
    }
}

async fn store(ask: &Ask, form: EntryForm, uploads: &[Upload], mut problems: Problems) -> Reply {
    let mut cx = ask.read().await?;
    let (fields, unread) = form.fields(cx.now.day());
    problems.extend(words(ask, &register::problems(&mut cx, fields.clone()).await?));
    problems.extend(words(ask, &unread));
    let proposal: Option<ProposalId> = form.proposal.parse().ok();
    let mut hashes: Vec<_> = uploads.iter().map(|u| Sha256(u.stored.sha256)).collect();
    if let Some(id) = proposal {
        match proposal::waiting(&mut cx, id).await? {
            Some(files) => hashes.extend(files),
            None => return Ok(proposal::late(id)),
        }
    }
    let found = if problems.is_empty() { register::doubles(&mut cx, &fields, &hashes).await? } else { Vec::new() };
    drop(cx);
    let doubles: Vec<_> = found.iter().map(|double| double_view(ask, double, uploads)).collect();
    let files_again = !uploads.is_empty();
    if !problems.is_empty() || labels(&doubles) != form.despite {
        return show(ask, Shown { form, problems, doubles, files_again, ..Shown::default() }).await;
    }
    let mut cx = ask.write().await?;
    let mut files = Vec::with_capacity(uploads.len());
    for upload in uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    let made = match proposal {
        Some(id) => match proposal::register(&mut cx, id, &form, (fields, files)).await? {
            Some(made) => made,
            None => return Ok(proposal::late(id)),
        },
        None => register::register(&mut cx, fields, files).await,
    };
    match made {
        Ok(entry) => {
            if !form.awaits.is_empty() {
                register::await_scan(&mut cx, (entry.year, entry.number)).await?;
            }
            cx.commit().await?;
            let done = next(&form, &entry);
            Ok(Redirect::to(&done).into_response())
        }
        Err(RegisterError::Invalid(list)) => {
            drop(cx);
            show(ask, Shown { form, problems: words(ask, &list), files_again, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn correct(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let revision = entry.revision.to_string();
    let form = EntryForm { revision, ..EntryForm::from_fields(fields_of(entry)) };
    show(&ask, Shown { form, of: Some((year, number)), ..Shown::default() }).await
}

pub(crate) async fn do_correct(ask: Ask, Path((year, number)): Path<(i64, i64)>, Form(form): Form<EntryForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let (fields, unread) = form.fields(cx.now.day());
    let mut problems = words(&ask, &unread);
    match register::correct(&mut cx, (year, number), form.revision.parse().ok(), fields, &form.reason).await {
        Ok(_) if problems.is_empty() => {
            cx.commit().await?;
            return Ok(Redirect::to(&back_to(year, number)).into_response());
        }
        // What could not be read is said; nothing is kept.
        Ok(_) => {}
        Err(RegisterError::Unchanged) if problems.is_empty() => {
            problems.insert("reason".to_owned(), ask.text("register-problem-unchanged", &[]));
        }
        Err(RegisterError::Unchanged) => {}
        Err(RegisterError::Stale) => {
            problems.insert("reason".to_owned(), ask.text("register-problem-stale", &[]));
        }
        Err(RegisterError::Invalid(list)) => {
            let more = words(&ask, &list);
            more.into_iter().for_each(|(field, text)| {
                problems.entry(field).or_insert(text);
            });
        }
        Err(error) => return Err(error.into()),
    }
    drop(cx);
    show(&ask, Shown { form, of: Some((year, number)), problems, ..Shown::default() }).await
}
