//! What stands behind a figure: lists, with what is restricted left out for those who may not read it.

use super::{Result, scope::asked_units};
use crate::{Asked, Entries, StopLine, Stopped, Which, model::Behind, store};
use db::Cx;
use kernel::{AssignmentId, Permission};
use register::{Direction, Kind};

/// How many lines a page has.
const PAGE: usize = 50;

/// The entries behind a volume, the newest first. Who reads no papers gets none.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn entries(
    cx: &mut Cx,
    asked: &Asked,
    (direction, kind): (Option<Direction>, Option<Kind>),
    before: Option<(i64, i64)>,
) -> Result<Entries> {
    let units = asked_units(cx, asked).await?;
    if !cx.actor.may(Permission::RegisterRead) {
        return Ok(Behind { lines: Vec::new(), next: None });
    }
    let keys = register::reader_keys(cx).await?;
    let keys = (!cx.actor.may(Permission::RegisterConfidential)).then_some(keys.as_slice());
    let from = store::first_since(&mut cx.tx, asked.period.from.start()).await?;
    let to = store::first_since(&mut cx.tx, asked.period.to.next().start()).await?;
    let to = before.map_or(to, |before| before.min(to));
    let within = store::Within { units: units.as_deref(), direction, kind, from, to };
    let mut lines = store::entries(&mut cx.tx, &within, keys, PAGE as i64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|row| (row.year, row.number));
    Ok(Behind { lines, next })
}

/// The stops behind a time. Who reads no papers gets none.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn stops(
    cx: &mut Cx,
    asked: &Asked,
    (which, kind): (Which, Option<Kind>),
    after: Option<(i64, AssignmentId)>,
) -> Result<Stopped> {
    let units = asked_units(cx, asked).await?;
    if !cx.actor.may(Permission::RegisterRead) {
        return Ok(Behind { lines: Vec::new(), next: None });
    }
    let keys = register::reader_keys(cx).await?;
    let keys = (!cx.actor.may(Permission::RegisterConfidential)).then_some(keys.as_slice());
    let today = cx.now.day();
    let place = (after, PAGE as i64 + 1);
    let mut lines =
        store::stops(&mut cx.tx, (which, asked.period, today), (units.as_deref(), kind), keys, place).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let place = |line: &StopLine| match which {
        Which::Arrived => store::number_of(line.arrived_at.day()),
        _ => line.stay_minutes.unwrap_or_default(),
    };
    let next = lines.last().filter(|_| more).map(|line| (place(line), line.assignment));
    Ok(Behind { lines, next })
}
