//! Absences: who is away, and who stands in.

use crate::{Problems, people::problems_of, sign_in::Csrf, words};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use identity::{Absence, IdentityError, Membership, NewAbsence, Position, Problem, StandIn};
use kernel::{AbsenceId, Day, EmployeeId, Permission};
use serde::{Deserialize, Serialize};

/// Whose absences, and what was done just before.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    of: Option<EmployeeId>,
    #[serde(default)]
    done: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    substitute: String,
    /// A unit; empty for everything.
    #[serde(default)]
    unit: String,
    #[serde(default)]
    first: String,
    #[serde(default)]
    last: String,
    restricted: Option<String>,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    absence: Absence,
    now: bool,
    stands: bool,
}

#[derive(Serialize)]
struct AbsencePage {
    of: EmployeeId,
    own: bool,
    name: String,
    lines: Vec<Line>,
    stand_ins: Vec<StandIn>,
    people: Vec<Position>,
    substitutes: Vec<Position>,
    units: Vec<Membership>,
    may_open: bool,
    substitute: String,
    unit: String,
    first: String,
    last: String,
    restricted: bool,
    problems: Problems,
    done: String,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    page(&ask, asked, Typed::default(), Problems::new()).await
}

/// The employee who asks.
fn me(ask: &Ask) -> Result<EmployeeId, Error> {
    ask.actor.employee().map(|me| me.id).ok_or(Error::Forbidden)
}

async fn page(ask: &Ask, asked: Asked, typed: Typed, problems: Problems) -> Reply {
    let me = me(ask)?;
    let of = asked.of.unwrap_or(me);
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    let (name, absences) = identity::absences(&mut cx, of).await?;
    let mut people = identity::people_led(&mut cx).await?;
    people.retain(|p| p.employee != me);
    people.dedup_by_key(|p| p.employee);
    let own = of == me;
    let page = AbsencePage {
        of,
        own,
        name,
        stand_ins: if own { identity::stand_ins(&mut cx).await? } else { Vec::new() },
        substitutes: identity::substitutes_for(&mut cx, of).await?,
        units: places(&mut cx, ask, own).await?,
        lines: absences
            .into_iter()
            .map(|absence| Line { now: absence.covers(today), stands: absence.stands(today), absence })
            .collect(),
        people,
        may_open: own || ask.actor.may(Permission::OrganisationWrite),
        substitute: typed.substitute,
        unit: typed.unit,
        first: if typed.first.is_empty() { today.greek() } else { typed.first },
        last: typed.last,
        restricted: typed.restricted.is_some(),
        problems,
        done: asked.done,
    };
    drop(cx);
    let wrong = !page.problems.is_empty();
    let mut page = ask.page("identity/absence.html", page)?;
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// The positions for which a substitute may be set: one's own; of others, those of the units that one leads.
async fn places(cx: &mut Cx, ask: &Ask, own: bool) -> Result<Vec<Membership>, Error> {
    let mut units = identity::memberships(cx).await?;
    if own {
        units.retain(|unit| unit.works);
    } else if ask.actor.may(Permission::OrganisationWrite) {
        units.clear();
    } else {
        units.retain(|unit| unit.leads && unit.instead_of.is_none());
    }
    Ok(units)
}

/// What the form says, or what is wrong with it.
fn read(of: EmployeeId, typed: &Typed, today: Day) -> Result<NewAbsence, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut day = |field: &'static str, text: &str| {
        let day = Day::typed(text, today).ok();
        if day.is_none() {
            problems.push(Problem { field, key: "identity-problem-day" });
        }
        day
    };
    let (first, last) = (day("first", &typed.first), day("last", &typed.last));
    let substitute: Option<EmployeeId> = typed.substitute.parse().ok();
    if substitute.is_none() {
        problems.push(Problem { field: "substitute", key: "identity-problem-absence-substitute" });
    }
    match (first, last, substitute) {
        (Some(first), Some(last), Some(substitute)) => Ok(NewAbsence {
            employee: of,
            substitute,
            unit: typed.unit.parse().ok(),
            first,
            last,
            restricted: typed.restricted.is_some(),
        }),
        _ => Err(problems),
    }
}

pub(crate) async fn set(ask: Ask, Query(asked): Query<Asked>, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let of = asked.of.unwrap_or(me(&ask)?);
    let mut cx = ask.write().await?;
    let new = match read(of, &typed, cx.now.day()) {
        Ok(new) => new,
        Err(problems) => {
            drop(cx);
            let problems = words(&ask, &problems);
            return page(&ask, asked, typed, problems).await;
        }
    };
    match identity::set_absence(&mut cx, new).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/absence?of={of}&done=set")).into_response())
        }
        Err(error @ IdentityError::Invalid(_)) => {
            drop(cx);
            let problems = problems_of(&ask, error)?;
            page(&ask, asked, typed, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn end(ask: Ask, Path(id): Path<AbsenceId>, Form(form): Form<Csrf>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let of = identity::end_absence(&mut cx, id).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/absence?of={of}&done=ended")).into_response())
}
