//! What is printed for units that have not joined, and carried there.

use ::pdf::{Sheet, SheetPart};
use axum::{
    Form,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::{Day, DeliveryId, Instant, UnitId};
use rollout::{Delivery, DeliveryFile, DeliveryLine, Given, Pending, RolloutError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    before: String,
    done: Option<String>,
}

#[derive(Serialize)]
struct ListPage {
    waiting: Vec<Pending>,
    deliveries: Vec<Delivery>,
    next: Option<DeliveryId>,
    nothing: bool,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let waiting = rollout::waiting(&mut cx).await?;
    let (deliveries, more) = rollout::deliveries(&mut cx, asked.before.parse().ok()).await?;
    drop(cx);
    let next = deliveries.last().filter(|_| more).map(|last| last.id);
    let nothing = asked.done.as_deref() == Some("nothing");
    ask.page("rollout/deliveries.html", ListPage { waiting, deliveries, next, nothing })
}

#[derive(Deserialize)]
pub(crate) struct Make {
    csrf: String,
    unit: UnitId,
}

pub(crate) async fn make(ask: Ask, Form(form): Form<Make>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    match rollout::make_delivery(&mut cx, form.unit).await {
        Ok(id) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/deliveries/{id}")).into_response())
        }
        Err(RolloutError::Done) => Ok(Redirect::to("/desk/deliveries?done=nothing").into_response()),
        Err(error) => Err(error.into()),
    }
}

/// What the clerk types of the handing over.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    csrf: String,
    day: String,
    time: String,
    by: String,
    to: String,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    line: DeliveryLine,
    files: Vec<DeliveryFile>,
}

#[derive(Serialize)]
struct DeliveryPage {
    delivery: Delivery,
    lines: Vec<Line>,
    typed: Typed,
    problems: BTreeMap<&'static str, String>,
    done: bool,
}

/// The page; what was typed where something is wrong with it.
async fn page(
    ask: &Ask,
    id: DeliveryId,
    typed: Option<Typed>,
    problems: BTreeMap<&'static str, String>,
    done: bool,
) -> Reply {
    let mut cx = ask.read().await?;
    let (delivery, lines, mut files) = rollout::delivery(&mut cx, id).await?;
    let now = cx.now.greek();
    drop(cx);
    let usual = || {
        let by = ask.actor.name().to_owned();
        Typed { day: now[..10].to_owned(), time: now[11..16].to_owned(), by, ..Typed::default() }
    };
    let typed = Typed { csrf: String::new(), ..typed.unwrap_or_else(usual) };
    let line = |line: DeliveryLine| {
        let own = files.extract_if(.., |file| file.assignment == line.assignment).collect();
        Line { files: own, line }
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let lines = lines.into_iter().map(line).collect();
    let mut page = ask.page("rollout/delivery.html", DeliveryPage { delivery, lines, typed, problems, done })?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn show(ask: Ask, Path(id): Path<DeliveryId>, Query(asked): Query<Asked>) -> Reply {
    page(&ask, id, None, BTreeMap::new(), asked.done.is_some()).await
}

/// A day and a time of it, by the clock in Athens.
fn moment(day: &str, time: &str, today: Day) -> Option<Instant> {
    let day = Day::typed(day, today).ok()?;
    let (hour, minute) = time.trim().split_once(':')?;
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let valid = (0..24).contains(&hour) && (0..60).contains(&minute);
    valid.then(|| day.at(hour, minute))
}

pub(crate) async fn hand_over(ask: Ask, Path(id): Path<DeliveryId>, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let today = ask.app.clock.now().day();
    let Some(at) = moment(&typed.day, &typed.time, today) else {
        let problem = ask.text("rollout-problem-at", &[]);
        return page(&ask, id, Some(typed), BTreeMap::from([("day", problem)]), false).await;
    };
    let given = Given { at: Some(at), by: typed.by.clone(), to: typed.to.clone() };
    let mut cx = ask.write().await?;
    match rollout::hand_over(&mut cx, id, given).await {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/deliveries/{id}?done=1")).into_response())
        }
        Err(RolloutError::Invalid(field, key)) => {
            drop(cx);
            let field = if field == "at" { "day" } else { field };
            let problem = ask.text(key, &[]);
            page(&ask, id, Some(typed), BTreeMap::from([(field, problem)]), false).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The list that is carried along, with a column for signatures.
pub(crate) async fn pdf(ask: Ask, Path(id): Path<DeliveryId>) -> Reply {
    let mut cx = ask.read().await?;
    let (at, (delivery, lines, _)) = (cx.now, rollout::delivery(&mut cx, id).await?);
    drop(cx);
    let word = |key: &str| ask.text(key, &[]);
    let row = |line: &DeliveryLine| {
        let restricted = line.confidentiality.is_restricted();
        let from = line.correspondent_name.clone().unwrap_or_default();
        let subject = [line.subject.as_str(), from.as_str()].join("\n");
        vec![
            format!("{}/{}", line.number, line.year),
            if restricted { word("rollout-restricted") } else { subject.trim().to_owned() },
            if restricted { "–".to_owned() } else { line.file_count.to_string() },
            line.due.map_or_else(|| "–".to_owned(), Day::greek),
            "\u{2003}".repeat(12),
        ]
    };
    let columns = ["register-number", "register-subject", "register-files", "circulation-due", "rollout-signature"];
    let label = format!("{}/{}", delivery.number, delivery.year);
    let sheet = Sheet {
        lang: ask.lang.to_string(),
        municipality: ask.town.name.clone(),
        title: ask.text("rollout-list-title", &[("label", label.clone())]),
        sub: format!("{} · {}", delivery.unit_name, &delivery.made_at.greek()[..16]),
        parts: vec![SheetPart {
            title: word("rollout-documents"),
            count: lines.len().to_string(),
            columns: columns.map(word).to_vec(),
            lines: lines.iter().map(row).collect(),
            note: word("rollout-list-foot"),
        }],
        empty: String::new(),
    };
    let made = tokio::task::spawn_blocking(move || ::pdf::sheet(&sheet, at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_time_is_what_the_clock_shows_also_on_the_days_on_which_it_changes() {
        let today = "2026-11-23".parse().unwrap();
        let shown = |day, time| moment(day, time, today).map(|at| at.greek()[..16].to_owned());
        for day in ["29/03/2026", "25/10/2026", "23/11/2026"] {
            assert_eq!(shown(day, "14:05"), Some(format!("{day} 14:05")));
        }
        assert_eq!([shown("23/11/2026", "24:00"), shown("23/11/2026", "x"), shown("", "14:05")], [None, None, None]);
    }
}
