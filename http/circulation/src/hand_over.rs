//! Everything that somebody has goes to somebody else, in one step.

use crate::recipient::{Choice, Choices};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{CirculationError, Recipient};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use kernel::EmployeeId;
use serde::{Deserialize, Serialize};

/// What was done just before: how many went over, and how many stayed.
#[derive(Default, Deserialize)]
pub(crate) struct Done {
    gone: Option<usize>,
    left: Option<usize>,
}

/// Who hands over, to whom, and why.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    from: Option<EmployeeId>,
    #[serde(default)]
    to: String,
    #[serde(default)]
    why: String,
    /// Whether it was asked whether it is meant.
    #[serde(default)]
    sure: String,
}

/// Somebody who has something in hand.
#[derive(Serialize)]
struct Holder {
    employee: EmployeeId,
    name: String,
    has: i64,
}

#[derive(Serialize)]
struct HandOverPage {
    me: Option<EmployeeId>,
    from: Option<EmployeeId>,
    people: Vec<Holder>,
    choices: Vec<Choice>,
    to: String,
    why: String,
    problem: Option<String>,
    why_problem: Option<String>,
    /// The form is right, and asks whether it is meant.
    asks: bool,
    gone: Option<usize>,
    left: usize,
}

pub(crate) async fn show(ask: Ask, Query(done): Query<Done>) -> Reply {
    page(&ask, done, Typed::default(), None).await
}

async fn page(ask: &Ask, done: Done, typed: Typed, wrong: Option<(&str, &str)>) -> Reply {
    let me = ask.actor.employee().map(|me| me.id);
    let mut cx = ask.read().await?;
    let people = holders(&mut cx, me).await?;
    let choices = Choices::of(&mut cx).await?;
    drop(cx);
    let said = |field: &str| wrong.filter(|w| (w.0 == "why") == (field == "why")).map(|w| ask.text(w.1, &[]));
    let page = HandOverPage {
        me,
        from: typed.from.or(me),
        people,
        choices: choices.list(),
        problem: said("to"),
        why_problem: said("why"),
        asks: wrong.is_none() && !typed.to.trim().is_empty(),
        to: typed.to,
        why: typed.why,
        gone: done.gone,
        left: done.left.unwrap_or_default(),
    };
    let mut page = ask.page("circulation/hand-over.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// Those of the units that the actor leads who have something, also when they have left already.
async fn holders(cx: &mut Cx, me: Option<EmployeeId>) -> Result<Vec<Holder>, Error> {
    let mut holders: Vec<Holder> = Vec::new();
    for unit in identity::memberships(cx).await?.into_iter().filter(|unit| unit.leads) {
        for load in circulation::loads(cx, unit.unit).await? {
            let has = load.accept + load.in_hand + load.others;
            let Some(employee) = load.employee.filter(|of| has > 0 && Some(*of) != me) else { continue };
            match holders.iter_mut().find(|known| known.employee == employee) {
                Some(known) => known.has += has,
                None => holders.push(Holder { employee, name: load.name.unwrap_or_default(), has }),
            }
        }
    }
    Ok(holders)
}

/// Asks first whether it is meant, then does it, part after part: nobody waits for all of it who writes meanwhile, and
/// what is left after a crash is handed over by asking again.
pub(crate) async fn give(ask: Ask, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let done = if typed.sure == "yes" { hand_over(&ask, &typed).await.map(Some) } else { check(&ask, &typed).await };
    match done {
        Ok(Some((gone, left))) => Ok(Redirect::to(&format!("/desk/hand-over?gone={gone}&left={left}")).into_response()),
        Ok(None) => page(&ask, Done::default(), typed, None).await,
        Err(Wrong::Field(field, key)) => page(&ask, Done::default(), typed, Some((field, key))).await,
        Err(Wrong::Other(error)) => Err(error),
    }
}

/// What is wrong with a form.
enum Wrong {
    /// With a field: its name and the key of the words.
    Field(&'static str, &'static str),
    /// Not with the form.
    Other(Error),
}

impl From<CirculationError> for Wrong {
    fn from(error: CirculationError) -> Self {
        match error {
            CirculationError::Invalid(field, key) => Wrong::Field(field, key),
            other => Wrong::Other(other.into()),
        }
    }
}

/// Who hands over, and to whom.
async fn named(cx: &mut Cx, ask: &Ask, typed: &Typed) -> Result<(EmployeeId, Recipient), Wrong> {
    let me = ask.actor.employee().map(|me| me.id);
    let from = typed.from.or(me).ok_or(Wrong::Other(Error::Forbidden))?;
    if typed.to.trim().is_empty() {
        return Err(Wrong::Field("to", "circulation-problem-nobody"));
    }
    let choices = Choices::of(cx).await.map_err(Wrong::Other)?;
    Ok((from, choices.read(&typed.to).map_err(|key| Wrong::Field("to", key))?))
}

/// Whether it can be done; nothing is done.
async fn check(ask: &Ask, typed: &Typed) -> Result<Option<(usize, usize)>, Wrong> {
    let mut cx = ask.read().await.map_err(Wrong::Other)?;
    let (from, to) = named(&mut cx, ask, typed).await?;
    circulation::to_hand_over(&mut cx, from, to, &typed.why).await?;
    Ok(None)
}

/// How many went over, and how many stayed.
async fn hand_over(ask: &Ask, typed: &Typed) -> Result<(usize, usize), Wrong> {
    let (from, to) = named(&mut ask.read().await.map_err(Wrong::Other)?, ask, typed).await?;
    let (mut gone, mut left, mut after) = (0, 0, None);
    loop {
        let mut cx = ask.write().await.map_err(Wrong::Other)?;
        let part = circulation::hand_over(&mut cx, from, to, &typed.why, after).await?;
        cx.commit().await.map_err(|error| Wrong::Other(error.into()))?;
        (gone, left, after) = (gone + part.gone, left + part.left, part.next);
        if after.is_none() {
            return Ok((gone, left));
        }
    }
}
