//! How far the handling of entries is: the circulation says it, the register keeps it.

use crate::{Handling, RegisterError, Unassigned, store};
use db::Cx;
use kernel::Permission;
use uuid::Uuid;

/// How many lines the tray of the protocol office shows at once.
pub const UNASSIGNED_PAGE: i64 = 50;

/// What nobody has, the oldest first, behind `after`: a page, and one line more when there is another.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn unassigned(cx: &mut Cx, after: Option<(i64, i64)>) -> Result<Vec<Unassigned>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    cx.require(Permission::RegisterConfidential)?;
    Ok(store::unassigned(&mut cx.tx, after, UNASSIGNED_PAGE + 1).await?)
}

/// How many entries nobody has.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn count_unassigned(cx: &mut Cx) -> Result<i64, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::count_unassigned(&mut cx.tx).await?)
}

/// Whether nobody has an entry.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn waits(cx: &mut Cx, place: (i64, i64)) -> Result<bool, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::waits(&mut cx.tx, place).await?)
}

/// Keeps how far the handling of an entry is; none where it waits for nobody. Whoever moves documents has asked for more than this.
///
/// # Errors
/// When moving documents is forbidden or the database refuses.
pub async fn handled(
    cx: &mut Cx,
    place: (i64, i64),
    handling: impl Into<Option<Handling>>,
) -> Result<(), RegisterError> {
    cx.require(Permission::CirculationWrite)?;
    store::set_handling(&mut cx.tx, place, handling.into()).await?;
    Ok(store::touch(&mut cx.tx, place).await?)
}

/// Lets an employee, or those who lead a unit, read an entry though it is restricted: it was given to them.
///
/// # Errors
/// When moving documents is forbidden or the database refuses.
pub async fn admit(cx: &mut Cx, place: (i64, i64), holder: Uuid) -> Result<(), RegisterError> {
    cx.require(Permission::CirculationWrite)?;
    store::admit(&mut cx.tx, place, holder).await?;
    Ok(store::touch(&mut cx.tx, place).await?)
}

/// Closes it to them again: they have given it back.
///
/// # Errors
/// When moving documents is forbidden or the database refuses.
pub async fn dismiss(cx: &mut Cx, place: (i64, i64), holder: Uuid) -> Result<(), RegisterError> {
    cx.require(Permission::CirculationWrite)?;
    store::dismiss(&mut cx.tx, place, holder).await?;
    Ok(store::touch(&mut cx.tx, place).await?)
}

/// Notes that what people find an entry by has changed: something was said of it, or the text of its files is known.
///
/// # Errors
/// When the actor may not even read the register, or the database refuses.
pub async fn touch(cx: &mut Cx, place: (i64, i64)) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::touch(&mut cx.tx, place).await?)
}
