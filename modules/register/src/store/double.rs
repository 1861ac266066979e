//! Entries that a new one seems to repeat.

use super::Place;
use crate::Party;
use db::{Result, Tx};
use documents::Sha256;
use kernel::Day;

/// The first entry that stands and in which this correspondent gave this number and date.
pub(crate) async fn same_letter(
    tx: &mut Tx,
    party: &Party,
    number: &str,
    date: Day,
    sees_all: bool,
) -> Result<Option<Place>> {
    let select = tx
        .select("select year, number from entry where state = 'active'")
        .when_pair(Some((number.to_owned(), date)), "and their_number = ? and their_date = ??")?
        .when(Some(greek::fold(&party.name)), "and (correspondent_folded = ?")?
        .when(party.tax_id.clone(), "or correspondent_tax_id = ?")?
        .only_if(true, ")")
        .only_if(!sees_all, "and confidentiality in ('open', 'personal')");
    Ok(select.only_if(true, "order by year, number limit 1").all().await?.pop())
}

/// The first entry that stands and has a file of these bytes.
pub(crate) async fn same_file(tx: &mut Tx, sha256: &Sha256, sees_all: bool) -> Result<Option<Place>> {
    let select = tx
        .select("select e.year, e.number from file f join entry_file x on x.file = f.id join entry e on e.id = x.entry")
        .when(Some(sha256.0.to_vec()), "where f.sha256 = ?")?
        .only_if(true, "and e.state = 'active'")
        .only_if(!sees_all, "and e.confidentiality in ('open', 'personal')");
    Ok(select.only_if(true, "order by e.year, e.number limit 1").all().await?.pop())
}
