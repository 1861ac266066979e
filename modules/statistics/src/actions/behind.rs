//! What stands behind a figure: lists, with what is restricted left out for those who may not read it.

use super::{Result, scope::asked_units};
use crate::{Asked, Entries, Stopped, Which, model::Behind, store};
use db::Cx;
use kernel::{AssignmentId, Permission, UnitId};
use register::{Direction, Filter, Kind, Row, State};

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
    let filter = |competent_unit: Option<UnitId>| Filter {
        direction,
        kind,
        competent_unit,
        state: Some(State::Active),
        from: Some(asked.period.from),
        to: Some(asked.period.to),
        before,
        ..Filter::default()
    };
    let filters: Vec<Filter> = match units {
        None => vec![filter(None)],
        Some(units) => units.into_iter().map(|unit| filter(Some(unit))).collect(),
    };
    let (mut lines, mut next): (Vec<Row>, Option<(i64, i64)>) = (Vec::new(), None);
    for filter in filters {
        let page = register::list(cx, &filter).await?;
        lines.extend(page.rows);
        // What another unit has further back is not known yet: the page ends where the first of them does.
        next = next.max(page.next);
    }
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    lines.retain(|row| next.is_none_or(|end| (row.year, row.number) >= end));
    lines.retain(|row| sees_all || !row.confidentiality.is_restricted());
    lines.sort_by_key(|row| std::cmp::Reverse((row.year, row.number)));
    if lines.len() > PAGE {
        lines.truncate(PAGE);
        next = lines.last().map(|row| (row.year, row.number));
    }
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
    let next = lines.last().filter(|_| more).map(|line| (line.stay_minutes.unwrap_or_default(), line.assignment));
    Ok(Behind { lines, next })
}
