//! Mails that a server refused for good.

use crate::{MailCause, Undelivered};
use db::{Result, Tx, args, sql};
use kernel::{Day, EventId, UnitId};

pub(crate) async fn insert_undelivered(tx: &mut Tx, cause: &MailCause, one: &Undelivered) -> Result<()> {
    let (place, assignment, digest) = match cause {
        MailCause::Entry { year, number, assignment } => (Some((*year, *number)), *assignment, None),
        MailCause::Digest { unit, day } => (None, None, Some((*unit, *day))),
    };
    let args = args![
        tx,
        EventId::new().0,
        one.at,
        place.map(|place| place.0),
        place.map(|place| place.1),
        assignment,
        digest.map(|digest| digest.0),
        digest.map(|digest| digest.1),
        one.address.clone(),
        one.error.clone(),
    ];
    let sql = sql!(
        "insert into undelivered (id, at, year, number, assignment, unit, day, address, error)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The mails about an entry that did not arrive, oldest first, at most a hundred.
pub(crate) async fn undelivered(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<Undelivered>> {
    let args = args![tx, year, number];
    let sql = sql!("select at, address, error from undelivered where year = $1 and number = $2 order by id limit 100");
    tx.all(sql, args).await
}

/// A digest that did not arrive somewhere.
#[derive(sqlx::FromRow)]
pub(crate) struct Lost {
    pub day: Day,
    pub address: String,
}

/// The digests of a unit from a day on that did not arrive.
pub(crate) async fn lost_digests(tx: &mut Tx, unit: UnitId, since: Day) -> Result<Vec<Lost>> {
    let args = args![tx, unit, since];
    let sql =
        sql!("select day, address from undelivered where unit = $1 and day >= $2 order by day, address limit 1000");
    tx.all(sql, args).await
}
