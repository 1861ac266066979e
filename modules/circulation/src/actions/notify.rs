//! Who is told of a movement, and what.

use super::Result;
use crate::{Act, CirculationError, NOTICE, Notice, Tidings, store};
use db::Cx;
use kernel::Permission;

/// After how long nobody is told any more: a mail server that was away for a week does not flood people.
const STALE_SECONDS: i64 = 2 * 24 * 3600;

/// Writes the job that tells of a movement, in the movement's own transaction: no notice without cause, no cause without
/// notice.
pub(super) async fn tell(cx: &mut Cx, movement: (i64, i64), notice: &Notice) -> Result<()> {
    if matches!(notice.act, Act::Assigned | Act::Returned) {
        queue::enqueue(cx, NOTICE, &format!("{}/{}", movement.0, movement.1), notice).await?;
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
    let found = store::assignment(&mut cx.tx, notice.assignment).await?.ok_or(CirculationError::NotFound)?;
    if notice.at.micros() < cx.now.plus_seconds(-STALE_SECONDS).micros() {
        return Ok(None);
    }
    let to = match (notice.act, found.employee) {
        (Act::Returned, _) => match found.made_by {
            Some(maker) => identity::address(cx, maker).await?.into_iter().collect(),
            None => Vec::new(),
        },
        (_, Some(employee)) => identity::address(cx, employee).await?.into_iter().collect(),
        (_, None) => identity::unit_addresses(cx, found.unit).await?,
    };
    let subject = store::subject(&mut cx.tx, (found.year, found.number)).await?;
    // A mail is read by whoever passes by: of a restricted entry it says the number only.
    let subject = subject.filter(|entry| !entry.confidentiality.is_restricted()).map(|entry| entry.subject);
    let text = if subject.is_some() { notice.text.clone() } else { String::new() };
    Ok((!to.is_empty()).then_some(Tidings { to, act: notice.act, assignment: found, subject, text }))
}
