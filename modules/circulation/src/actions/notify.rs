//! Who is told of what happens.

use super::Result;
use crate::{Act, Assignment, CirculationError, NOTICE, Notice, Purpose, Tidings, Told, store};
use db::Cx;
use kernel::{EmployeeId, Permission, UnitId};

/// After how long nobody is told any more: a mail server that was away for a week does not flood people.
const STALE_SECONDS: i64 = 2 * 24 * 3600;

/// Writes the job that tells of something, in the transaction of its cause: no notice without cause, no cause without
/// notice. `key` names the cause.
pub(super) async fn tell(cx: &mut Cx, key: &str, notice: &Notice) -> Result<()> {
    let told = match notice {
        Notice::Moved { act, .. } => matches!(act, Act::Assigned | Act::Returned),
        Notice::Said { .. } => true,
    };
    if told {
        queue::enqueue(cx, NOTICE, key, notice).await?;
    }
    Ok(())
}

/// What is to be told, and to which addresses; nothing where it is old news, or nobody can be reached. Of an assignment,
/// the person is told or, where it names none, the unit and those who lead it; of a return, who made it.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn tidings(cx: &mut Cx, notice: &Notice) -> Result<Option<Tidings>> {
    cx.require(Permission::OrganisationRead)?;
    if notice.at().micros() < cx.now.plus_seconds(-STALE_SECONDS).micros() {
        return Ok(None);
    }
    let tidings = match notice {
        Notice::Moved { act, assignment, text, .. } => {
            let found = store::assignment(&mut cx.tx, *assignment).await?.ok_or(CirculationError::NotFound)?;
            moved(cx, *act, found, text.clone()).await?
        }
        Notice::Said { year, number, unit, employee, by, text, .. } => Tidings {
            to: reach(cx, *unit, *employee).await?,
            told: Told::Comment,
            place: (*year, *number),
            by: by.clone(),
            holder: String::new(),
            due: None,
            subject: None,
            text: text.clone(),
        },
    };
    let entry = store::subject(&mut cx.tx, tidings.place).await?;
    // A mail is read by whoever passes by: of a restricted entry it says the number only.
    let subject = entry.filter(|entry| !entry.confidentiality.is_restricted()).map(|entry| entry.subject);
    let text = if subject.is_some() { tidings.text } else { String::new() };
    Ok((!tidings.to.is_empty()).then_some(Tidings { subject, text, ..tidings }))
}

async fn moved(cx: &mut Cx, act: Act, of: Assignment, text: String) -> Result<Tidings> {
    let to = match (act, of.made_by) {
        (Act::Returned, Some(maker)) => identity::address(cx, maker).await?.into_iter().collect(),
        (Act::Returned, None) => Vec::new(),
        _ => reach(cx, of.unit, of.employee).await?,
    };
    let told = match (act, of.purpose) {
        (Act::Returned, _) => Told::Returned,
        (_, Purpose::Information) => Told::Information,
        _ => Told::Assigned,
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
        text,
    })
}

/// The addresses of somebody, or of a unit and those who lead it.
async fn reach(cx: &mut Cx, unit: UnitId, employee: Option<EmployeeId>) -> Result<Vec<String>> {
    Ok(match employee {
        Some(employee) => identity::address(cx, employee).await?.into_iter().collect(),
        None => identity::unit_addresses(cx, unit).await?,
    })
}
