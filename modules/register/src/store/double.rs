//! Entries that a new one seems to repeat.

use super::Place;
use crate::{Parties, Party};
use db::{Result, Tx};
use documents::Sha256;
use kernel::Day;

/// An entry and the parties that it names.
#[derive(sqlx::FromRow)]
struct Letter {
    year: i64,
    number: i64,
    correspondent_name: Option<String>,
    correspondent_tax_id: Option<String>,
    #[sqlx(try_from = "String")]
    further: Parties,
}

impl Letter {
    fn names(&self, party: &Party) -> bool {
        let first = self.correspondent_name.clone().map(|name| Party {
            name,
            tax_id: self.correspondent_tax_id.clone(),
            email: None,
        });
        let same = |one: &Party| {
            greek::fold(&one.name) == greek::fold(&party.name) || (one.tax_id.is_some() && one.tax_id == party.tax_id)
        };
        first.iter().chain(&self.further.0).any(same)
    }
}

/// How many letters of one number and date are looked at: number 1 of a day comes from many.
const ALIKE: i64 = 500;

/// The first entry that stands and in which one of these correspondents gave this number and date.
pub(crate) async fn same_letter(
    tx: &mut Tx,
    parties: &[&Party],
    number: &str,
    date: Day,
    sees_all: bool,
) -> Result<Option<Place>> {
    let select = tx
        .select(
            "select year, number, correspondent_name, correspondent_tax_id, further from entry where state = 'active'",
        )
        .when_pair(Some((number.to_owned(), date)), "and their_number = ? and their_date = ??")?
        .only_if(!sees_all, "and confidentiality in ('open', 'personal')")
        .when(Some(ALIKE), "order by year, number limit ?")?;
    let letters: Vec<Letter> = select.all().await?;
    let same = letters.into_iter().find(|letter| parties.iter().any(|party| letter.names(party)));
    Ok(same.map(|letter| Place { year: letter.year, number: letter.number }))
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
