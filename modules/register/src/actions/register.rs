//! `register`: a document gets its number.

use super::{first, folder::not_open, parties, seal};
use crate::{Entry, Field, Fields, Problem, RegisterError, State, check, store, terms::terms_of};
use db::Cx;
use documents::File;
use kernel::{EntryId, Permission, UnitId};

/// Registers a document whose files are safely stored already. The number is taken last.
///
/// # Errors
/// [`RegisterError::Invalid`] with everything that is wrong with the fields; [`RegisterError::Proof`] when the clock
/// of the machine is behind the register; nothing is stored then.
pub async fn register(cx: &mut Cx, fields: Fields, files: Vec<File>) -> Result<Entry, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let (fields, problems) = checked(cx, fields, None).await?;
    if !problems.is_empty() {
        return Err(RegisterError::Invalid(problems));
    }
    let mut words = terms_of(&fields, &files);
    let under = parties(cx, &fields, &[]).await?;
    let competent_name = competent(cx, fields.competent_unit).await?;

    // From here to the commit nobody else gets a number: only the least follows.
    let slot = proof::open(cx).await?;
    let year = i64::from(slot.at.year());
    let number = store::next_number(&mut cx.tx, year).await?;
    let employee = cx.actor.employee().cloned();
    let entry = Entry {
        id: EntryId::new(),
        year,
        number,
        state: State::Active,
        registered_at: slot.at,
        registered_by_name: cx.actor.name().to_owned(),
        unit: employee.as_ref().and_then(|e| e.unit),
        unit_name: employee.as_ref().and_then(|e| e.unit_name.clone()),
        competent_name,
        fields,
        files,
        stamped: Vec::new(),
        revision: 0,
    };
    store::insert_entry(&mut cx.tx, &entry, employee.map(|e| e.id), first(&entry.fields, &under)).await?;
    for (position, file) in (1..).zip(&entry.files) {
        store::insert_file(&mut cx.tx, entry.id, position, file.id).await?;
    }
    store::insert_parties(&mut cx.tx, (year, number), &under).await?;
    words.insert(number.to_string());
    store::insert_words(&mut cx.tx, (year, number), &words.into_iter().collect::<Vec<_>>()).await?;
    if !entry.fields.related.is_empty() {
        let related: Vec<_> = entry.fields.related.iter().filter_map(|r| check::number(r)).collect();
        store::set_related(&mut cx.tx, entry.id, &related).await?;
    }
    seal(cx, slot, &entry, "registered", None).await?;
    Ok(entry)
}

/// Everything that is wrong with the fields of a new entry; registers nothing.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn problems(cx: &mut Cx, fields: Fields) -> Result<Vec<Problem>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    Ok(checked(cx, fields, None).await?.1)
}

/// The fields, tidied, and everything that is wrong with them. The folder and the
/// competent unit of `kept` may stay, though they are closed by now.
pub(super) async fn checked(
    cx: &mut Cx,
    fields: Fields,
    kept: Option<&Fields>,
) -> Result<(Fields, Vec<Problem>), RegisterError> {
    let today = cx.now.day();
    let (fields, mut problems) = check::check(fields, today);
    let said = problems.iter().any(|p| p.field == Field::Folder);
    if !said && fields.folder.as_ref() != kept.and_then(|k| k.folder.as_ref()) {
        problems.extend(not_open(cx, fields.folder.as_ref(), today).await?);
    }
    let unit = fields.competent_unit;
    if unit != kept.and_then(|k| k.competent_unit) && unit.is_some() && competent(cx, unit).await?.is_none() {
        problems.push(Problem::new(Field::CompetentUnit, "register-problem-unit"));
    }
    Ok((fields, problems))
}

/// The name of a competent unit as it is called today; none where there is no such unit.
pub(super) async fn competent(cx: &mut Cx, unit: Option<UnitId>) -> Result<Option<String>, RegisterError> {
    let Some(unit) = unit else { return Ok(None) };
    let today = cx.now.day();
    Ok(identity::unit_name(cx, unit, today).await?)
}
