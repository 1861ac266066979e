//! Who is told of what happens.

use super::Result;
use crate::{
    Act, Assignment, CirculationError, MailCause, NOTICE, Notice, Purpose, Tidings, Undelivered, events, store,
};
use db::{Cx, Event};
use identity::NoticeKind;
use kernel::{Day, EmployeeId, Permission, UnitId};

/// At what hour people are told of what is about to be late, in Athens.
const MORNING: i8 = 8;
/// How much is kept of what a server said: letters.
const ERROR_MAX: usize = 500;
/// Of how many deadlines of a day people are told at most.
const REMINDED: i64 = 20_000;
/// After how long nobody is told any more: a mail server that was away for a week does not flood people.
const STALE_SECONDS: i64 = 2 * 24 * 3600;

/// Writes the job that tells of something, in the transaction of its cause: no notice without cause, no cause without
/// notice. `key` names the cause.
pub(super) async fn tell(cx: &mut Cx, key: &str, notice: &Notice) -> Result<()> {
    let told = match notice {
        Notice::Moved { act, .. } => matches!(act, Act::Assigned | Act::Returned | Act::HandedOver),
        Notice::Said { .. } | Notice::Due { .. } => true,
    };
    if told {
        queue::enqueue(cx, NOTICE, key, notice).await?;
    }
    Ok(())
}

/// What is to be told, and to which addresses; nothing where it is old news, or nobody can be reached. Of an assignment,
/// the person is told or, where it names none, the unit and those who lead it; of a return, who gets it back.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn tidings(cx: &mut Cx, notice: &Notice) -> Result<Option<Tidings>> {
    cx.require(Permission::OrganisationRead)?;
    if notice.at().micros() < cx.now.plus_seconds(-STALE_SECONDS).micros() {
        return Ok(None);
    }
    let tidings = match notice {
        Notice::Moved { act, assignment, by, text, .. } => {
            let found = store::assignment(&mut cx.tx, *assignment).await?.ok_or(CirculationError::NotFound)?;
            let told = moved(cx, *act, found, text.clone()).await?;
            Tidings { by: by.clone().unwrap_or(told.by), ..told }
        }
        Notice::Due { assignment, .. } => {
            let of = store::assignment(&mut cx.tx, *assignment).await?.ok_or(CirculationError::NotFound)?;
            // It was done, or passed on, since the day began.
            if !of.is_open() {
                return Ok(None);
            }
            Tidings {
                to: reach(cx, of.unit, of.employee, NoticeKind::Due).await?,
                told: NoticeKind::Due,
                place: (of.year, of.number),
                by: of.made_by_name,
                holder: of.employee_name.unwrap_or(of.unit_name),
                due: of.due,
                subject: None,
                file: of.file_name,
                assignment: Some(of.id),
                text: String::new(),
            }
        }
        Notice::Said { year, number, unit, employee, by, text, .. } => Tidings {
            to: reach(cx, *unit, *employee, NoticeKind::Comment).await?,
            told: NoticeKind::Comment,
            place: (*year, *number),
            by: by.clone(),
            holder: String::new(),
            due: None,
            subject: None,
            file: None,
            assignment: None,
            text: text.clone(),
        },
    };
    let entry = store::subject(&mut cx.tx, tidings.place).await?;
    // A mail is read by whoever passes by: of a restricted entry it says the number only.
    let subject = entry.filter(|entry| !entry.confidentiality.is_restricted()).map(|entry| entry.subject);
    let text = if subject.is_some() { tidings.text } else { String::new() };
    let file = tidings.file.filter(|_| subject.is_some());
    Ok((!tidings.to.is_empty()).then_some(Tidings { subject, file, text, ..tidings }))
}

async fn moved(cx: &mut Cx, act: Act, of: Assignment, text: String) -> Result<Tidings> {
    let told = match (act, of.purpose) {
        (Act::Returned, _) => NoticeKind::Returned,
        (_, Purpose::Information) => NoticeKind::Information,
        _ => NoticeKind::Assigned,
    };
    let above = match of.parent.filter(|_| act == Act::Returned) {
        Some(parent) => store::assignment(&mut cx.tx, parent).await?,
        None => None,
    };
    let to = match (act, above, of.made_by) {
        // Who passed it on may have handed it over since.
        (Act::Returned, Some(above), _) => reach(cx, above.unit, above.employee, told).await?,
        (Act::Returned, None, Some(maker)) => identity::addresses(cx, maker, of.unit, told).await?,
        (Act::Returned, None, None) => Vec::new(),
        _ => reach(cx, of.unit, of.employee, told).await?,
    };
    let (place, by) = ((of.year, of.number), of.made_by_name);
    Ok(Tidings {
        to,
        told,
        place,
        by,
        holder: of.employee_name.unwrap_or(of.unit_name),
        due: of.due,
        subject: None,
        file: of.file_name,
        assignment: Some(of.id),
        text,
    })
}

/// The addresses of somebody, or of a unit and those who lead it.
async fn reach(cx: &mut Cx, unit: UnitId, employee: Option<EmployeeId>, kind: NoticeKind) -> Result<Vec<String>> {
    Ok(match employee {
        Some(employee) => identity::addresses(cx, employee, unit, kind).await?,
        None => identity::unit_addresses(cx, unit, kind).await?,
    })
}

/// Writes the notices of a day: of what ends on it or on the next working day, once for each deadline, to be told in
/// the morning. Days on which nobody works have none.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn remind(cx: &mut Cx, today: Day) -> Result<usize> {
    cx.require(Permission::OrganisationRead)?;
    if law::working_day(cx, today.previous(), 1).await? != today {
        return Ok(0);
    }
    let last = law::working_day(cx, today, 1).await?;
    let due = store::due_between(&mut cx.tx, today, last, REMINDED).await?;
    for one in &due {
        let notice = Notice::Due { assignment: one.id, day: today };
        let at = today.at(MORNING, 0);
        queue::enqueue_at(cx, NOTICE, &format!("due {} {}", one.id, one.due), &notice, at).await?;
    }
    Ok(due.len())
}

/// Keeps that a mail was refused for good, and what the server said.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`] when what it is about is not there.
pub async fn undelivered(cx: &mut Cx, cause: &MailCause, address: &str, error: &str) -> Result<()> {
    cx.require(Permission::CirculationWrite)?;
    let error: String = error.chars().take(ERROR_MAX).collect();
    let one = Undelivered { at: cx.now, address: address.to_owned(), error };
    let (subject_kind, subject, label) = match cause {
        MailCause::Entry { year, number, .. } => {
            let entry = store::subject(&mut cx.tx, (*year, *number)).await?.ok_or(CirculationError::NotFound)?;
            ("entry", entry.id.0, format!("{number}/{year}"))
        }
        MailCause::Digest { unit, day } => {
            let name = identity::unit_name(cx, *unit, *day).await?.ok_or(CirculationError::NotFound)?;
            ("unit", unit.0, name)
        }
    };
    store::insert_undelivered(&mut cx.tx, cause, &one).await?;
    let (kind, data) = (events::UNDELIVERED, serde_json::json!({ "address": one.address, "error": one.error }));
    Ok(cx.record(Event { kind, subject_kind, subject, label: &label, data }).await?)
}
