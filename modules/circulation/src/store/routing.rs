//! Rules, and where papers went before.

use crate::{
    Purpose,
    routing::{Conditions, Routed, Rule, Waiting},
};
use db::{Result, Tx, args, sql};
use kernel::{AssignmentId, Day, Instant, RuleId, UnitId};

type Place = (i64, i64);

pub(crate) async fn insert_rule(
    tx: &mut Tx,
    id: RuleId,
    when: &Conditions,
    (unit, purpose, automatic): (UnitId, Purpose, bool),
    (at, by): (Instant, String),
) -> Result<()> {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let folded = |of: &str| text(&greek::fold(of));
    let args = args![
        tx,
        id,
        when.kind,
        text(&when.sender),
        folded(&when.sender),
        text(&when.words),
        folded(&when.words),
        text(&when.folder),
        unit,
        purpose,
        automatic,
        at,
        by,
    ];
    let sql = sql!(
        "insert into routing_rule (id, kind, sender, sender_folded, words, words_folded, folder, unit, purpose, automatic,
           made_at, made_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The rules that stand, with the names of a day.
pub(crate) async fn rules(tx: &mut Tx, day: Day) -> Result<Vec<Rule>> {
    let args = args![tx, day];
    let sql = sql!(
        "select r.id, r.kind, r.sender, r.sender_folded, r.words, r.words_folded, r.folder, r.unit, t.name as unit_name,
           r.purpose, r.automatic, r.made_at, r.made_by_name
         from routing_rule r left join unit_term t
           on t.unit = r.unit and t.valid_from <= $1 and (t.valid_to is null or t.valid_to > $1)
         where r.ended_at is null order by r.id"
    );
    tx.all(sql, args).await
}

pub(crate) async fn end_rule(tx: &mut Tx, id: RuleId, at: Instant) -> Result<bool> {
    let args = args![tx, id, at];
    let ended = tx.exec(sql!("update routing_rule set ended_at = $2 where id = $1 and ended_at is null"), args).await?;
    Ok(ended > 0)
}

#[derive(sqlx::FromRow)]
struct Cursor {
    year: i64,
    number: i64,
}

/// How far new entries were held against the rules.
pub(crate) async fn cursor(tx: &mut Tx) -> Result<Option<Place>> {
    let args = args![tx];
    let row: Option<Cursor> = tx.optional(sql!("select year, number from routing_cursor where id = 1"), args).await?;
    Ok(row.map(|row| (row.year, row.number)))
}

pub(crate) async fn set_cursor(tx: &mut Tx, (year, number): Place) -> Result<()> {
    let args = args![tx, year, number];
    let sql = sql!(
        "insert into routing_cursor (id, year, number) values (1, $1, $2)
         on conflict (id) do update set year = excluded.year, number = excluded.number"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The last entry of all.
pub(crate) async fn newest(tx: &mut Tx) -> Result<Option<Place>> {
    let args = args![tx];
    let sql = sql!("select year, number from entry order by year desc, number desc limit 1");
    let row: Option<Cursor> = tx.optional(sql, args).await?;
    Ok(row.map(|row| (row.year, row.number)))
}

/// Entries behind one, oldest first, and whether nobody has them.
pub(crate) async fn behind(tx: &mut Tx, (year, number): Place, limit: i64) -> Result<Vec<Waiting>> {
    let args = args![tx, year, number, limit];
    let sql = sql!(
        "select e.year, e.number, e.kind, e.subject_folded, e.correspondent_folded, e.folder, e.confidentiality,
           (e.handling = 'unassigned' and e.handling is not null) as waits
         from entry e where (e.year, e.number) > ($1, $2) order by e.year, e.number limit $3"
    );
    tx.all(sql, args).await
}

/// What nobody has, from one entry to another.
pub(crate) async fn waiting(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<Waiting>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select e.year, e.number, e.kind, e.subject_folded, e.correspondent_folded, e.folder, e.confidentiality, true as waits
         from entry e where e.handling = 'unassigned' and (e.year, e.number) >= ($1, $2) and (e.year, e.number) <= ($3, $4)
         order by e.year, e.number"
    );
    tx.all(sql, args).await
}

/// Where the papers of the correspondents of what nobody has went before, from one entry to another.
pub(crate) async fn routed_by_sender(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<Routed>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select e.year, e.number, r.unit, r.times from entry e join routed_sender r on r.correspondent = e.correspondent
         where e.handling = 'unassigned' and (e.year, e.number) >= ($1, $2) and (e.year, e.number) <= ($3, $4)"
    );
    tx.all(sql, args).await
}

/// The same by folder.
pub(crate) async fn routed_by_folder(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<Routed>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select e.year, e.number, r.unit, r.times from entry e join routed_folder r on r.folder = e.folder
         where e.handling = 'unassigned' and (e.year, e.number) >= ($1, $2) and (e.year, e.number) <= ($3, $4)"
    );
    tx.all(sql, args).await
}

/// Counts that an entry went to a unit, and keeps on its assignment what was counted: the entry may be corrected, and the
/// assignment handed over, before it is taken back.
pub(crate) async fn learn(tx: &mut Tx, id: AssignmentId) -> Result<()> {
    let args = args![tx, id];
    let sql = sql!(
        "update assignment set counted_unit = unit,
           counted_sender = (select e.correspondent from entry e where e.year = assignment.year and e.number = assignment.number),
           counted_folder = (select e.folder from entry e where e.year = assignment.year and e.number = assignment.number)
         where id = $1"
    );
    tx.exec(sql, args).await?;
    add(tx, id, 1).await
}

/// Takes back what was counted of an assignment, where anything was: it did not stay there.
pub(crate) async fn unlearn(tx: &mut Tx, id: AssignmentId) -> Result<()> {
    add(tx, id, -1).await?;
    let args = args![tx, id];
    let sql = sql!(
        "update assignment set counted_unit = null, counted_sender = null, counted_folder = null
         where id = $1 and counted_unit is not null"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

async fn add(tx: &mut Tx, id: AssignmentId, times: i64) -> Result<()> {
    let args = args![tx, id, times];
    let sql = sql!(
        "insert into routed_sender (correspondent, unit, times)
         select counted_sender, counted_unit, $2 from assignment
         where id = $1 and counted_unit is not null and counted_sender is not null
         on conflict (correspondent, unit) do update set times = routed_sender.times + excluded.times"
    );
    tx.exec(sql, args).await?;
    let args = args![tx, id, times];
    let sql = sql!(
        "insert into routed_folder (folder, unit, times)
         select counted_folder, counted_unit, $2 from assignment
         where id = $1 and counted_unit is not null and counted_folder is not null
         on conflict (folder, unit) do update set times = routed_folder.times + excluded.times"
    );
    tx.exec(sql, args).await?;
    Ok(())
}
