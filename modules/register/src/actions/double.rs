//! Whether a document seems to be in the register already.

use crate::{Double, Fields, RegisterError, check, store};
use db::Cx;
use documents::Sha256;
use kernel::Permission;

/// Entries that stand and that a new one seems to repeat: one of the same correspondents gave the same number and date, or a file
/// has the same bytes. Nothing is said of entries that the actor may not read.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn doubles(cx: &mut Cx, fields: &Fields, files: &[Sha256]) -> Result<Vec<Double>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    let today = cx.now.day();
    let (fields, _) = check::check(fields.clone(), today);
    let mut found: Vec<Double> = Vec::new();
    if let (Some(number), Some(date)) = (&fields.their_number, fields.their_date) {
        let parties: Vec<_> = fields.parties().collect();
        let same = store::same_letter(&mut cx.tx, &parties, number, date, sees_all).await?;
        found.extend(same.map(|p| Double { year: p.year, number: p.number, file: None }));
    }
    for (place, file) in files.iter().enumerate() {
        let same = store::same_file(&mut cx.tx, file, sees_all).await?;
        let new = same.filter(|p| !found.iter().any(|d| (d.year, d.number) == (p.year, p.number)));
        found.extend(new.map(|p| Double { year: p.year, number: p.number, file: Some(place) }));
    }
    Ok(found)
}
