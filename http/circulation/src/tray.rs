//! The tray of a person and of a unit.

use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect},
};
use circulation::{Addressed, CirculationError, Counts, Item, Load, Outcome, State, Tab, Whose};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use identity::{Membership, StandIn};
use kernel::{AssignmentId, Day};
use register::RegisterError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many lines are moved at once.
const MANY: usize = 50;

/// Which tray: `of` is a unit, `for-` somebody for whom one stands in, or nothing for one's own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    of: String,
    #[serde(default)]
    tab: String,
    #[serde(default)]
    after: String,
    /// How many were done just before, and how many somebody else had moved.
    done: Option<i64>,
    moved: Option<i64>,
    /// And how many wait for a text of their own.
    kept: Option<i64>,
    /// What was done just before and may be taken back, and how many were taken back.
    #[serde(default)]
    undo: String,
    undone: Option<i64>,
}

impl Asked {
    /// Whether the address says nothing but that somebody comes to their trays.
    fn is_bare(&self) -> bool {
        self.of.is_empty() && self.tab.is_empty() && self.done.is_none() && self.undone.is_none()
    }
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    item: Item,
    late: bool,
}

/// How much somebody of the unit has, as numbers and as a bar.
#[derive(Serialize)]
struct LoadLine {
    #[serde(flatten)]
    load: Load,
    /// In hundredths of the longest bar: what is in hand, to accept, and waiting for others.
    bar: [i64; 3],
}

/// The bars of a unit, the longest a hundred long.
fn bars(loads: Vec<Load>) -> Vec<LoadLine> {
    let parts = |load: &Load| [load.in_hand, load.accept, load.others];
    let longest = loads.iter().map(|load| parts(load).iter().sum::<i64>()).max().unwrap_or_default().max(1);
    loads.into_iter().map(|load| LoadLine { bar: parts(&load).map(|part| part * 100 / longest), load }).collect()
}

/// A unit of the reader, with what of it is to be accepted or read.
#[derive(Serialize)]
struct UnitTab {
    #[serde(flatten)]
    unit: Membership,
    new: i64,
    #[serde(skip)]
    counts: Counts,
}

/// Where whoever comes to their trays begins: with what nobody has looked at, their own first; none where that is what is
/// shown anyway, or nothing waits.
fn first(mine: Counts, units: &[UnitTab]) -> Option<String> {
    let own = std::iter::once((String::new(), mine));
    let all: Vec<_> = own.chain(units.iter().map(|tab| (tab.unit.unit.to_string(), tab.counts))).collect();
    let holds = |tab: Tab, counts: &Counts| match tab {
        Tab::Accept => counts.accept > 0,
        Tab::Information => counts.information > 0,
        _ => counts.in_hand > 0,
    };
    let parts = [Tab::Accept, Tab::Information, Tab::InHand];
    let (tab, of) =
        parts.into_iter().find_map(|tab| Some((tab, &all.iter().find(|(_, counts)| holds(tab, counts))?.0)))?;
    (tab != Tab::Accept || !of.is_empty()).then(|| format!("/desk/tray?of={of}&tab={tab}"))
}

/// What somebody has not looked at yet.
fn new(counts: Counts) -> i64 {
    counts.accept + counts.information
}

#[derive(Serialize)]
struct TrayPage {
    of: String,
    name: Option<String>,
    units: Vec<UnitTab>,
    /// What of one's own is to be accepted or read.
    mine: i64,
    /// Those for whom the reader stands in, each once.
    others: Vec<StandIn>,
    /// What was said to the reader: on the page of their own tray.
    addressed: Vec<Addressed>,
    tab: Tab,
    tabs: &'static [Tab],
    counts: Counts,
    lines: Vec<Line>,
    /// Of a unit that the reader leads.
    loads: Vec<LoadLine>,
    next: Option<String>,
    /// The address of this page, to come back to.
    here: String,
    done: Option<i64>,
    moved: Option<i64>,
    kept: Option<i64>,
    undo: String,
    undone: Option<i64>,
}

fn whose(of: &str) -> Result<Whose, Error> {
    let read = match of.strip_prefix("for-") {
        _ if of.is_empty() => Ok(Whose::Mine),
        Some(employee) => employee.parse().map(Whose::Of),
        None => of.parse().map(Whose::Unit),
    };
    read.map_err(|_| Error::NotFound)
}

/// As it stands in an address.
fn word(whose: Whose) -> String {
    match whose {
        Whose::Mine => String::new(),
        Whose::Unit(unit) => unit.to_string(),
        Whose::Of(employee) => format!("for-{employee}"),
    }
}

/// How much the reader's own tray holds, and those of their units.
async fn trays(cx: &mut Cx) -> Result<(Counts, Vec<UnitTab>), Error> {
    let (mine, units) = circulation::trays(cx).await?;
    let tab = |(unit, counts)| UnitTab { new: new(counts), counts, unit };
    Ok((mine, units.into_iter().map(tab).collect()))
}

/// How much a tray holds: what the tabs have asked for is not asked for again.
async fn counts_of(cx: &mut Cx, whose: Whose, mine: Counts, units: &[UnitTab]) -> Result<Counts, Error> {
    match units.iter().find(|tab| whose == Whose::Unit(tab.unit.unit)) {
        Some(tab) => Ok(tab.counts),
        None if whose == Whose::Mine => Ok(mine),
        None => Ok(circulation::counts(cx, whose).await?),
    }
}

/// What a tray is called; none for one's own.
fn name(whose: Whose, units: &[UnitTab], others: &[StandIn]) -> Option<String> {
    match whose {
        Whose::Mine => None,
        Whose::Unit(of) => units.iter().find(|tab| tab.unit.unit == of).map(|tab| tab.unit.unit_name.clone()),
        Whose::Of(of) => others.iter().find(|other| other.employee == of).map(|other| other.employee_name.clone()),
    }
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let whose = whose(&asked.of)?;
    let tab = asked.tab.parse().unwrap_or(Tab::Accept);
    let mut cx = ask.read().await?;
    let (mine, units) = trays(&mut cx).await?;
    if asked.is_bare()
        && let Some(to) = first(mine, &units)
    {
        return Ok(Redirect::to(&to).into_response());
    }
    let mut others = identity::stand_ins(&mut cx).await?;
    others.dedup_by_key(|other| other.employee);
    let counts = counts_of(&mut cx, whose, mine, &units).await?;
    let tray = circulation::tray(&mut cx, whose, tab, asked.after.parse::<AssignmentId>().ok()).await?;
    let leads = units
        .iter()
        .map(|tab| &tab.unit)
        .find(|unit| unit.leads && whose == Whose::Unit(unit.unit))
        .map(|unit| unit.unit);
    let loads = match leads {
        Some(unit) => circulation::loads(&mut cx, unit).await?,
        None => Vec::new(),
    };
    let addressed = if whose == Whose::Mine { circulation::addressed(&mut cx).await? } else { Vec::new() };
    let today: Day = cx.now.day();
    drop(cx);
    let late = |item: &Item| item.assignment.is_open() && item.assignment.due.is_some_and(|due| due < today);
    let page = TrayPage {
        name: name(whose, &units, &others),
        here: format!("/desk/tray?of={}&tab={tab}", asked.of),
        of: asked.of,
        units,
        mine: new(mine),
        others,
        addressed,
        tab,
        tabs: Tab::ALL,
        counts,
        lines: tray.items.into_iter().map(|item| Line { late: late(&item), item }).collect(),
        loads: bars(loads),
        next: tray.next.map(|id| id.to_string()),
        done: asked.done,
        moved: asked.moved,
        kept: asked.kept,
        undo: asked.undo,
        undone: asked.undone,
    };
    ask.page("circulation/tray.html", page)
}

/// Whether somebody moved a line meanwhile: took it, gave it to others, closed it to the reader, cancelled the entry. The
/// other lines are moved all the same.
fn is_gone(error: &CirculationError) -> bool {
    use CirculationError::{Forbidden, Moved, NotFound, Register};
    matches!(error, Moved | NotFound | Forbidden(_) | Register(RegisterError::Cancelled | RegisterError::Forbidden(_)))
}

/// What was ticked: `pick-…`, and what is to be done with it.
#[derive(Deserialize)]
pub(crate) struct Many {
    csrf: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    tab: String,
    #[serde(rename = "do")]
    act: String,
    /// What was done, of those that are completed.
    #[serde(default)]
    text: String,
    #[serde(flatten)]
    rows: BTreeMap<String, String>,
}

/// Accepts, acknowledges or completes many; what somebody else has moved meanwhile is passed over, and counted; so is what
/// needs a text of its own.
pub(crate) async fn many(ask: Ask, Form(form): Form<Many>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let of = word(whose(&form.of)?);
    let tab: Tab = form.tab.parse().unwrap_or(Tab::Accept);
    let (mut done, mut moved, mut kept, mut undo) = (0, 0, 0, Vec::new());
    let mut cx = ask.write().await?;
    for key in form.rows.keys().filter_map(|key| key.strip_prefix("pick-")?.parse().ok()).take(MANY) {
        let result = match form.act.as_str() {
            "accept" => circulation::accept(&mut cx, key).await,
            "acknowledge" => circulation::acknowledge(&mut cx, key).await,
            "complete" => {
                let outcome = Outcome { text: form.text.clone(), answer: None };
                circulation::complete(&mut cx, key, outcome).await
            }
            _ => return Err(Error::BadRequest("do: accept, acknowledge or complete".into())),
        };
        match result {
            Ok(one) => {
                done += 1;
                undo.extend((one.state == State::Done).then(|| one.id.to_string()));
            }
            Err(error) if is_gone(&error) => moved += 1,
            Err(CirculationError::Invalid(..)) => kept += 1,
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit().await?;
    let undo = undo.join(",");
    let counts = format!("done={done}&moved={moved}&kept={kept}&undo={undo}");
    Ok(Redirect::to(&format!("/desk/tray?of={of}&tab={tab}&{counts}")).into_response())
}

/// What is to be taken back.
#[derive(Deserialize)]
pub(crate) struct Undo {
    csrf: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    tab: String,
    keys: String,
}

/// Takes back that many were done or read, where nobody has acted on it since; the others are counted.
pub(crate) async fn undo(ask: Ask, Form(form): Form<Undo>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let of = word(whose(&form.of)?);
    let tab: Tab = form.tab.parse().unwrap_or(Tab::Accept);
    let (mut undone, mut moved) = (0, 0);
    let mut cx = ask.write().await?;
    for key in form.keys.split(',').filter_map(|key| key.parse::<AssignmentId>().ok()).take(MANY) {
        match circulation::reopen(&mut cx, key).await {
            Ok(_) => undone += 1,
            Err(error) if is_gone(&error) => moved += 1,
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/tray?of={of}&tab={tab}&undone={undone}&moved={moved}")).into_response())
}
