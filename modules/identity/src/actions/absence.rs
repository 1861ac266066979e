//! Who is away, and who stands in for them.

use super::own_self;
use crate::{Absence, IdentityError, Membership, NewAbsence, Position, StandIn, events, store};
use db::{Cx, Event};
use kernel::{AbsenceId, Day, EmployeeId, Forbidden, Permission};

/// How long an absence is at most: days.
const LONGEST: i64 = 731;
/// How many of somebody's absences are shown.
const SHOWN: i64 = 50;

/// Whether the actor sets the absences of somebody: one's own, those of whoever works in a unit that one leads, and an
/// administrator everybody's.
async fn require(cx: &mut Cx, employee: EmployeeId) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    if own_self(cx, employee) || cx.actor.may(Permission::OrganisationWrite) {
        return Ok(());
    }
    if people_led(cx).await?.iter().any(|p| p.employee == employee) {
        return Ok(());
    }
    Err(Forbidden(Permission::OrganisationWrite).into())
}

/// Whether the actor sees the absences of somebody: who sets them, and a program for whoever it belongs to.
async fn require_sight(cx: &mut Cx, employee: EmployeeId) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    if cx.actor.employee().is_some_and(|me| me.id == employee) { Ok(()) } else { require(cx, employee).await }
}

/// Those whose absences the actor sets beside their own: who works in a unit that they lead by their own right.
///
/// # Errors
/// When forbidden.
pub async fn people_led(cx: &mut Cx) -> Result<Vec<Position>, IdentityError> {
    let (units, today) = (super::memberships(cx).await?, cx.now.day());
    if cx.actor.employee().is_none_or(|me| me.scopes.is_some()) {
        return Ok(Vec::new());
    }
    let mut people = Vec::new();
    // Who stands in for a head decides on nobody's absence: not on how long they do so themselves.
    for unit in units.into_iter().filter(|unit| unit.leads && unit.instead_of.is_none()) {
        people.extend(store::positions_in(&mut cx.tx, unit.unit, today).await?);
    }
    Ok(people)
}

/// Who may stand in for somebody: their colleagues of today, and those who lead a unit; by name, each once.
///
/// # Errors
/// When forbidden.
pub async fn substitutes_for(cx: &mut Cx, employee: EmployeeId) -> Result<Vec<Position>, IdentityError> {
    require_sight(cx, employee).await?;
    let today = cx.now.day();
    let mut people = store::leaders(&mut cx.tx, today).await?;
    for unit in store::memberships(&mut cx.tx, employee, today).await? {
        people.extend(store::positions_in(&mut cx.tx, unit.unit, today).await?);
    }
    people.retain(|p| p.employee != employee);
    people.sort_by_cached_key(|p| (greek::fold(&p.employee_name), p.employee));
    people.dedup_by_key(|p| p.employee);
    Ok(people)
}

/// Sets an absence. Restricted documents that name somebody are opened to a substitute by themselves or by an
/// administrator only: who leads a unit could open them to anybody otherwise.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when the days are no period, the substitute
/// is not there or away too, or another absence has these days.
pub async fn set_absence(cx: &mut Cx, new: NewAbsence) -> Result<AbsenceId, IdentityError> {
    require(cx, new.employee).await?;
    let name = store::person(&mut cx.tx, new.employee).await?.ok_or(IdentityError::NotFound)?.name;
    if !own_self(cx, new.employee) && !cx.actor.may(Permission::OrganisationWrite) {
        for_others(cx, &new).await?;
    }
    days(cx, &new)?;
    let substitute = fit_substitute(cx, &new).await?;
    if store::is_away(&mut cx.tx, new.employee, new.unit, (new.first, new.last)).await? {
        return Err(IdentityError::field("first", "identity-problem-absence-overlap"));
    }
    let id = AbsenceId::new();
    let by = cx.actor.name().to_owned();
    store::insert_absence(&mut cx.tx, id, &new, (cx.now, by)).await?;
    let data = serde_json::json!({
        "substitute": substitute, "from": new.first, "to": new.last, "unit": new.unit, "restricted": new.restricted,
    });
    let (kind, subject_kind) = (events::ABSENCE_SET, events::EMPLOYEE);
    cx.record(Event { kind, subject_kind, subject: new.employee.0, label: &name, data }).await?;
    Ok(id)
}

/// Who leads a unit fills the place of somebody in that unit and in no other, and opens to nobody what names them:
/// otherwise whoever leads one unit would come to lead every unit of those who work there.
async fn for_others(cx: &mut Cx, new: &NewAbsence) -> Result<(), IdentityError> {
    if new.restricted {
        return Err(Forbidden(Permission::OrganisationWrite).into());
    }
    let Some(unit) = new.unit else {
        return Err(IdentityError::field("unit", "identity-problem-absence-unit"));
    };
    let led = super::memberships(cx).await?;
    if led.iter().any(|own| own.unit == unit && own.leads && own.instead_of.is_none()) {
        return Ok(());
    }
    Err(Forbidden(Permission::OrganisationWrite).into())
}

fn days(cx: &Cx, new: &NewAbsence) -> Result<(), IdentityError> {
    let today = cx.now.day();
    if new.last < new.first {
        return Err(IdentityError::field("last", "identity-problem-absence-order"));
    }
    if new.last < today {
        return Err(IdentityError::field("last", "identity-problem-absence-past"));
    }
    if new.first.start().plus_seconds(LONGEST * 24 * 3600).day() < new.last {
        return Err(IdentityError::field("last", "identity-problem-absence-long"));
    }
    Ok(())
}

/// The name of the substitute, when they are there all the time.
async fn fit_substitute(cx: &mut Cx, new: &NewAbsence) -> Result<String, IdentityError> {
    let unfit = |key| IdentityError::field("substitute", key);
    if new.substitute == new.employee {
        return Err(unfit("identity-problem-absence-self"));
    }
    if let Some(unit) = new.unit {
        let today = cx.now.day();
        let units = store::memberships(&mut cx.tx, new.employee, today).await?;
        if !units.iter().any(|own| own.unit == unit) {
            return Err(IdentityError::field("unit", "identity-problem-absence-unit"));
        }
    }
    let Some(details) = store::person(&mut cx.tx, new.substitute).await? else {
        return Err(unfit("identity-problem-absence-substitute"));
    };
    if store::leaves(&mut cx.tx, new.substitute).await?.is_some_and(|leaves| leaves <= new.last) {
        return Err(unfit("identity-problem-absence-substitute"));
    }
    if store::is_away(&mut cx.tx, new.substitute, None, (new.first, new.last)).await? {
        return Err(unfit("identity-problem-absence-away"));
    }
    Ok(details.name)
}

/// Ends an absence now, or takes it back when it has not begun.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`] when there is none that stands.
pub async fn end_absence(cx: &mut Cx, id: AbsenceId) -> Result<EmployeeId, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let found = store::absence(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    require(cx, found.employee).await?;
    if !found.stands(cx.now.day()) {
        return Err(IdentityError::NotFound);
    }
    store::end_absence(&mut cx.tx, id, cx.now).await?;
    let data =
        serde_json::json!({ "substitute": found.substitute_name, "from": found.first_day, "to": found.last_day });
    let (kind, subject_kind) = (events::ABSENCE_ENDED, events::EMPLOYEE);
    cx.record(Event { kind, subject_kind, subject: found.employee.0, label: &found.employee_name, data }).await?;
    Ok(found.employee)
}

/// The name of somebody, and their absences, the latest first.
///
/// # Errors
/// When they are not the actor's to set; [`IdentityError::NotFound`].
pub async fn absences(cx: &mut Cx, employee: EmployeeId) -> Result<(String, Vec<Absence>), IdentityError> {
    require_sight(cx, employee).await?;
    let details = store::person(&mut cx.tx, employee).await?.ok_or(IdentityError::NotFound)?;
    Ok((details.name, store::absences_of(&mut cx.tx, employee, SHOWN).await?))
}

/// Everybody who is away today, and who stands in.
///
/// # Errors
/// When forbidden.
pub async fn away(cx: &mut Cx) -> Result<Vec<Absence>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::absences_on(&mut cx.tx, today).await?)
}

/// What was asked in one reading: for whom somebody stands in on a day.
struct Asked((EmployeeId, Day), Vec<StandIn>);

/// For whom the actor stands in today; nobody for the program itself and for programs with a token.
///
/// # Errors
/// When forbidden.
pub async fn stand_ins(cx: &mut Cx) -> Result<Vec<StandIn>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let Some(me) = cx.actor.employee().filter(|me| me.scopes.is_none()).map(|me| me.id) else {
        return Ok(Vec::new());
    };
    let asked = (me, cx.now.day());
    if let Some(Asked(_, others)) = cx.kept::<Asked>().filter(|kept| kept.0 == asked) {
        return Ok(others.clone());
    }
    let others = store::stand_ins(&mut cx.tx, me, asked.1).await?;
    let others: Vec<_> = others.into_iter().map(StandIn::from).collect();
    cx.keep(Asked(asked, others.clone()));
    Ok(others)
}

/// Adds the units of those for whom somebody stands in: one line for each unit, with the most that it gives.
pub(super) fn with_stood_in(mut own: Vec<Membership>, others: Vec<Membership>) -> Vec<Membership> {
    for other in others {
        match own.iter_mut().find(|own| own.unit == other.unit) {
            None => own.push(other),
            Some(known) => {
                let more = (other.leads, other.restricted) > (known.leads, known.restricted);
                // Who leads by their own right needs nobody's, and who works there leads in the place of whoever does.
                if more && other.leads && (!known.leads || known.instead_of.is_some()) {
                    (known.leads, known.restricted, known.instead_of) = (true, other.restricted, other.instead_of);
                }
            }
        }
    }
    own
}
