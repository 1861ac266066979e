//! The daily digest of a unit.

use super::Result;
use crate::{CirculationError, Digest, DigestPart, DigestSetting, MadeDigest, Section, SentDigest, events, store};
use db::{Cx, Event};
use identity::NoticeKind;
use kernel::{Day, Forbidden, Instant, Permission, UnitId};

/// How many lines of a section are on the sheet.
const LINES: i64 = 50;
/// How many past digests are shown.
const KEPT: i64 = 31;
const DAY_SECONDS: i64 = 24 * 3600;

/// Fails unless the actor is the program itself, or works in the unit.
async fn of_unit(cx: &mut Cx, unit: UnitId) -> Result<bool> {
    cx.require(Permission::CirculationWrite)?;
    if cx.actor.employee().is_none() {
        return Ok(true);
    }
    let units = identity::memberships(cx).await?;
    let own = units.iter().find(|own| own.unit == unit).ok_or(Forbidden(Permission::CirculationWrite))?;
    Ok(own.leads)
}

/// The sheet of a unit as it is now: what is late, due today, new, to accept, returned, for information, unassigned.
///
/// # Errors
/// When the unit is not the actor's; [`CirculationError::NotFound`] when there is no such unit today.
pub async fn digest(cx: &mut Cx, unit: UnitId) -> Result<Digest> {
    of_unit(cx, unit).await?;
    let today = cx.now.day();
    let unit_name = identity::unit_name(cx, unit, today).await?.ok_or(CirculationError::NotFound)?;
    let since = since(cx, unit).await?;
    let mut parts = Vec::new();
    for section in Section::ALL {
        let mut lines = store::section(&mut cx.tx, *section, unit, (today, since), LINES).await?;
        for line in lines.iter_mut().filter(|line| line.confidentiality.is_restricted()) {
            (line.subject, line.correspondent_name) = (String::new(), None);
        }
        if let Some(first) = lines.first() {
            parts.push(DigestPart { section: *section, count: first.total, lines });
        }
    }
    Ok(Digest { unit, unit_name, day: today, parts })
}

/// Since when something is new to a unit.
async fn since(cx: &mut Cx, unit: UnitId) -> Result<Instant> {
    let (today, day_ago) = (cx.now.day(), cx.now.plus_seconds(-DAY_SECONDS));
    Ok(store::last_digest(&mut cx.tx, unit).await?.filter(|at| at.day() != today).unwrap_or(day_ago))
}

/// How the engine answers a section, for tests.
///
/// # Errors
/// When the unit is not the actor's.
pub async fn digest_plan(cx: &mut Cx, unit: UnitId, section: Section) -> Result<Vec<String>> {
    of_unit(cx, unit).await?;
    let times = (cx.now.day(), since(cx, unit).await?);
    Ok(store::section_plan(&mut cx.tx, section, unit, times, LINES).await?)
}

/// Makes the digest of a day: the sheet and to whom it goes, which is nobody when nothing concerns the unit and empty ones
/// are not wanted. Nothing when it was made already, or the day is over. It only reads: many lines are looked at, and
/// nobody is to wait for that who writes. [`keep_digest`] keeps it.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn make_digest(cx: &mut Cx, unit: UnitId, day: Day) -> Result<Option<MadeDigest>> {
    let made = store::last_digest(&mut cx.tx, unit).await?.is_some_and(|at| at.day() == day);
    if made || day != cx.now.day() {
        return Ok(None);
    }
    let digest = match digest(cx, unit).await {
        Err(CirculationError::NotFound) => return Ok(None),
        other => other?,
    };
    let setting = store::setting(&mut cx.tx, unit).await?.unwrap_or_default();
    let wanted = setting.when_empty || !digest.parts.is_empty();
    let to = if wanted { identity::unit_addresses(cx, unit, NoticeKind::Digest).await? } else { Vec::new() };
    Ok(Some(MadeDigest { digest, to, at: cx.now }))
}

/// Keeps that a digest was made; whether it is the first of its day. The caller sends the first one in the same
/// transaction.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn keep_digest(cx: &mut Cx, made: &MadeDigest) -> Result<bool> {
    of_unit(cx, made.digest.unit).await?;
    let (sent_to, counts) = (made.to.join(", "), serde_json::to_string(&made.digest.counts())?);
    let kept = SentDigest { day: made.digest.day, at: made.at, sent_to, counts, lost: Vec::new() };
    Ok(store::insert_digest(&mut cx.tx, made.digest.unit, kept).await?)
}

/// When a unit gets its digest, and those of the last month; and whether the actor may change it.
///
/// # Errors
/// When the unit is not the actor's.
pub async fn digests(cx: &mut Cx, unit: UnitId) -> Result<(DigestSetting, Vec<SentDigest>, bool)> {
    let leads = of_unit(cx, unit).await?;
    let setting = store::setting(&mut cx.tx, unit).await?.unwrap_or_default();
    let mut sent = store::digests(&mut cx.tx, unit, KEPT).await?;
    if let Some(first) = sent.last().map(|digest| digest.day) {
        for lost in store::lost_digests(&mut cx.tx, unit, first).await? {
            sent.iter_mut().filter(|digest| digest.day == lost.day).for_each(|one| one.lost.push(lost.address.clone()));
        }
    }
    Ok((setting, sent, leads))
}

/// Changes when a unit gets its digest: for those who lead it.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] for an hour that no day has.
pub async fn set_digest(cx: &mut Cx, unit: UnitId, setting: DigestSetting) -> Result<()> {
    if !of_unit(cx, unit).await? {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    if !(0..24).contains(&setting.hour) {
        return Err(CirculationError::Invalid("hour", "circulation-problem-hour"));
    }
    store::set_setting(&mut cx.tx, unit, setting).await?;
    let (kind, data) = (events::DIGEST_SET, serde_json::json!({ "hour": setting.hour, "empty": setting.when_empty }));
    let today = cx.now.day();
    let label = identity::unit_name(cx, unit, today).await?.unwrap_or_default();
    Ok(cx.record(Event { kind, subject_kind: "unit", subject: unit.0, label: &label, data }).await?)
}

/// The units of today, each with the hour of its digest.
///
/// # Errors
/// When forbidden.
pub async fn digest_hours(cx: &mut Cx) -> Result<Vec<(UnitId, i64)>> {
    cx.require(Permission::CirculationWrite)?;
    let today = cx.now.day();
    let units = store::units_with_digest(&mut cx.tx, today).await?;
    Ok(units.into_iter().map(|(unit, hour)| (unit, hour.unwrap_or(DigestSetting::default().hour))).collect())
}
