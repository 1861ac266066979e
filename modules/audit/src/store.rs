//! Reading the table of the trail.

use crate::{Filter, Line};
use db::{Result, Tx, args, sql};

pub(crate) async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Line>> {
    tx.select(
        "select id, at, actor, actor_name, address, via, session, kind, subject_kind, subject, label, data
         from event where true",
    )
    .when(filter.actor, "and actor = ?")?
    .when(filter.kind.clone(), "and kind = ?")?
    .when(filter.subject, "and subject = ?")?
    .when(filter.label.clone(), "and label = ?")?
    .when(filter.from.map(|day| day.start()), "and at >= ?")?
    .when(filter.to.map(|day| day.next().start()), "and at < ?")?
    .when_pair(filter.before, "and (at, id) < (?, ??)")?
    .when(Some(limit), "order by at desc, id desc limit ?")?
    .all()
    .await
}

#[derive(sqlx::FromRow)]
struct Kind {
    kind: String,
}

/// The kinds that occur: one step in the index for each, however many lines there are.
pub(crate) async fn kinds(tx: &mut Tx) -> Result<Vec<String>> {
    let args = args![tx];
    let sql = sql!(
        "with recursive found (kind) as (
           select min(kind) from event
           union all
           select (select min(e.kind) from event e where e.kind > found.kind) from found where found.kind is not null)
         select kind from found where kind is not null"
    );
    let rows: Vec<Kind> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|row| row.kind).collect())
}
