//! Reading the law of a day, and amending it.

use crate::{Amendment, Holiday, Key, Law, LawError, Office, events, store};
use db::{Cx, Event};
use jiff::civil::Date;
use kernel::{Day, Permission};
use serde_json::json;
use uuid::Uuid;

/// The value in force on `day`. What the law says is no secret: it asks for no permission.
///
/// # Errors
/// [`LawError::NotInForce`].
pub async fn number(cx: &mut Cx, key: Key, day: Day) -> Result<i64, LawError> {
    store::in_force(&mut cx.tx, key, day).await?.ok_or(LawError::NotInForce(key))
}

/// The last day of the time limit `key` for something that happened on `event`.
///
/// # Errors
/// [`LawError::NotInForce`].
pub async fn last_day(cx: &mut Cx, key: Key, event: Day) -> Result<Day, LawError> {
    let days = number(cx, key, event).await?;
    let local: Vec<Date> = store::holidays(&mut cx.tx, event).await?.into_iter().map(|h| h.day.0).collect();
    Ok(Day(greek::last_day(event.0, days, &local)))
}

/// The day that lies so many working days of this municipality behind `event`. The calendar is no secret.
///
/// # Errors
/// What the database refuses.
pub async fn working_day(cx: &mut Cx, event: Day, days: i64) -> Result<Day, LawError> {
    let local: Vec<Date> = store::holidays(&mut cx.tx, event).await?.into_iter().map(|h| h.day.0).collect();
    Ok(Day(greek::working_days_after(event.0, days, &local)))
}

/// How many working days of this municipality lie behind each of these days up to and with `to`.
///
/// # Errors
/// What the database refuses.
pub async fn working_days(cx: &mut Cx, from: &[Day], to: Day) -> Result<Vec<i64>, LawError> {
    let Some(first) = from.iter().min() else { return Ok(Vec::new()) };
    let local: Vec<Date> = store::holidays(&mut cx.tx, *first).await?.into_iter().map(|h| h.day.0).collect();
    Ok(from.iter().map(|day| greek::working_days_between(day.0, to.0, &local)).collect())
}

/// When the services work, as far as it matters from a day on. It is no secret.
///
/// # Errors
/// What the database refuses.
pub async fn office(cx: &mut Cx, since: Day) -> Result<Office, LawError> {
    let mut office = Office::default();
    for (key, times) in [(Key::OfficeOpens, &mut office.opens), (Key::OfficeCloses, &mut office.closes)] {
        let rows = store::values(&mut cx.tx, key).await?;
        times.extend(rows.into_iter().map(|row| (row.effective_from.0, row.value)));
    }
    office.local = store::holidays(&mut cx.tx, since).await?.into_iter().map(|h| h.day.0).collect();
    Ok(office)
}

/// Whether the services would close after they open, with a new value.
async fn opens_before_it_closes(cx: &mut Cx, new: &Amendment) -> Result<bool, LawError> {
    let other = if new.key == Key::OfficeOpens { Key::OfficeCloses } else { Key::OfficeOpens };
    let other = number(cx, other, new.effective_from).await?;
    let day = 1..24 * 60;
    Ok(day.contains(&new.value) && (new.value < other) == (new.key == Key::OfficeOpens) && new.value != other)
}

/// Every value of every number, and the local holidays.
///
/// # Errors
/// When forbidden.
pub async fn list(cx: &mut Cx) -> Result<Law, LawError> {
    cx.require(Permission::OrganisationRead)?;
    let since = Day(jiff::civil::date(1900, 1, 1));
    let (numbers, past) = (store::numbers(&mut cx.tx).await?, store::past(&mut cx.tx).await?);
    Ok(Law { numbers, past, holidays: store::holidays(&mut cx.tx, since).await? })
}

/// Gives a number a new value from a day on; the same day again replaces it, and what stood is kept. `confirmed` says
/// that the person knows that it counts for days that are past.
///
/// # Errors
/// When forbidden; [`LawError::Invalid`]; [`LawError::Retroactive`] for a day in the past that is not confirmed.
pub async fn amend(cx: &mut Cx, new: Amendment, confirmed: bool) -> Result<(), LawError> {
    cx.require(Permission::OrganisationWrite)?;
    if new.legal_basis.trim().is_empty() || new.legal_basis.len() > 1000 || !(1..=3650).contains(&new.value) {
        return Err(LawError::Invalid);
    }
    if new.key.is_time() && !opens_before_it_closes(cx, &new).await? {
        return Err(LawError::Hours);
    }
    if new.effective_from < cx.now.day() && !confirmed {
        return Err(LawError::Retroactive);
    }
    let before = store::amendment(&mut cx.tx, new.key, new.effective_from).await?;
    if before.as_ref() == Some(&new) {
        return Ok(());
    }
    if let Some(before) = &before {
        store::keep(&mut cx.tx, before, cx.now, false).await?;
    }
    store::amend(&mut cx.tx, &new).await?;
    let mut data = json!({ "effective_from": new.effective_from, "value": new.value, "legal_basis": new.legal_basis });
    if let Some(before) = before {
        data["before"] = json!({ "value": before.value, "legal_basis": before.legal_basis });
    }
    record(cx, events::AMENDED, new.key.as_str(), data).await
}

/// Takes a value that was written wrongly out of force; it is kept, and the one before it counts again.
///
/// # Errors
/// When forbidden; [`LawError::NotInForce`] when there is none; [`LawError::First`] when none would be left before it.
pub async fn withdraw(cx: &mut Cx, key: Key, day: Day) -> Result<(), LawError> {
    cx.require(Permission::OrganisationWrite)?;
    let old = store::amendment(&mut cx.tx, key, day).await?.ok_or(LawError::NotInForce(key))?;
    if store::in_force(&mut cx.tx, key, day.previous()).await?.is_none() {
        return Err(LawError::First);
    }
    store::keep(&mut cx.tx, &old, cx.now, true).await?;
    store::delete(&mut cx.tx, key, day).await?;
    let data = json!({ "effective_from": day, "value": old.value, "legal_basis": old.legal_basis });
    record(cx, events::WITHDRAWN, key.as_str(), data).await
}

/// Closes the services on a day; the same day again names it anew, and the trail keeps the old name.
///
/// # Errors
/// When forbidden; [`LawError::Invalid`] without a name; [`LawError::National`].
pub async fn add_holiday(cx: &mut Cx, new: Holiday) -> Result<(), LawError> {
    cx.require(Permission::OrganisationWrite)?;
    if new.name.trim().is_empty() || new.name.len() > 200 {
        return Err(LawError::Invalid);
    }
    if greek::holidays(new.day.0.year()).contains(&new.day.0) {
        return Err(LawError::National);
    }
    let before = store::holiday(&mut cx.tx, new.day).await?;
    store::insert_holiday(&mut cx.tx, &new).await?;
    let mut data = json!({ "name": new.name });
    if let Some(before) = before {
        data["before"] = json!({ "name": before.name });
    }
    record(cx, events::HOLIDAY_ADDED, &new.day.to_string(), data).await
}

/// Opens the services on a day again.
///
/// # Errors
/// When forbidden.
pub async fn remove_holiday(cx: &mut Cx, day: Day) -> Result<(), LawError> {
    cx.require(Permission::OrganisationWrite)?;
    let Some(before) = store::holiday(&mut cx.tx, day).await? else { return Ok(()) };
    store::delete_holiday(&mut cx.tx, day).await?;
    record(cx, events::HOLIDAY_REMOVED, &day.to_string(), json!({ "before": { "name": before.name } })).await
}

async fn record(cx: &mut Cx, kind: &'static str, label: &str, data: serde_json::Value) -> Result<(), LawError> {
    // The law has no rows with ids of their own; the label says what was changed.
    Ok(cx.record(Event { kind, subject_kind: "law", subject: Uuid::nil(), label, data }).await?)
}
