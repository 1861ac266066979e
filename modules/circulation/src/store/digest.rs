//! What the digest of a unit holds.

use crate::{DigestLine, DigestSetting, Section, SentDigest};
use db::{Result, Select, Tx, args, sql};
use kernel::{Day, Instant, UnitId};

/// The first lines of a section, each with how many there are.
pub(crate) async fn section(
    tx: &mut Tx,
    section: Section,
    unit: UnitId,
    times: (Day, Instant),
    limit: i64,
) -> Result<Vec<DigestLine>> {
    lines(tx, section, unit, times, limit)?.all().await
}

/// How the engine answers that.
pub(crate) async fn section_plan(
    tx: &mut Tx,
    section: Section,
    unit: UnitId,
    times: (Day, Instant),
    limit: i64,
) -> Result<Vec<String>> {
    lines(tx, section, unit, times, limit)?.plan().await
}

fn lines(
    tx: &mut Tx,
    section: Section,
    unit: UnitId,
    (today, since): (Day, Instant),
    limit: i64,
) -> Result<Select<'_>> {
    if section == Section::Unassigned {
        return tx
            .select(
                "select year, number, subject, correspondent_name, cast(null as text) as employee_name,
                   cast(null as date) as due, confidentiality, count(*) over () as total
                 from entry where handling = 'unassigned'",
            )
            .when(Some(unit), "and competent = ?")?
            .when(Some(limit), "order by year, number limit ?");
    }
    let head = tx.select(
        "select a.year, a.number, e.subject, e.correspondent_name, a.employee_name, a.due, e.confidentiality,
           count(*) over () as total",
    );
    let select = if section == Section::Returned {
        // What came back since is little, in all units together: from there to who gets it back, and not the other way.
        head.only_if(true, "from assignment a cross join assignment p cross join entry e")
            .when(Some(since), "where a.state = 'returned' and a.ended_at > ?")?
            .when(Some(unit), "and p.id = a.parent and p.unit = ?")?
            .only_if(true, "and e.year = a.year and e.number = a.number and e.state = 'active'")
    } else {
        head.only_if(true, "from assignment a join entry e on e.year = a.year and e.number = a.number")
            .when(Some(unit), "where a.unit = ? and e.state = 'active'")?
    };
    let open = "and a.state in ('waiting', 'in_hand') and a.purpose = 'action'";
    let select = match section {
        Section::Overdue => select.only_if(true, open).when(Some(today), "and a.due_order < ?")?,
        Section::DueToday => select.only_if(true, open).when(Some(today), "and a.due_order = ?")?,
        Section::New => select.when(Some(since), "and a.state <> 'withdrawn' and a.made_at > ?")?,
        Section::Accept => select.only_if(true, "and a.state = 'waiting' and a.purpose = 'action'"),
        Section::Returned => select,
        Section::Information | Section::Unassigned => {
            select.only_if(true, "and a.state = 'waiting' and a.purpose = 'information'")
        }
    };
    select.when(Some(limit), "order by a.due_order, a.id limit ?")
}

pub(crate) async fn setting(tx: &mut Tx, unit: UnitId) -> Result<Option<DigestSetting>> {
    let args = args![tx, unit];
    tx.optional(sql!("select hour, when_empty from digest_setting where unit = $1"), args).await
}

pub(crate) async fn set_setting(tx: &mut Tx, unit: UnitId, setting: DigestSetting) -> Result<()> {
    let args = args![tx, unit, setting.hour, setting.when_empty];
    let sql = sql!(
        "insert into digest_setting (unit, hour, when_empty) values ($1, $2, $3)
         on conflict (unit) do update set hour = excluded.hour, when_empty = excluded.when_empty"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct At {
    at: Instant,
}

/// When the last digest of a unit was made.
pub(crate) async fn last_digest(tx: &mut Tx, unit: UnitId) -> Result<Option<Instant>> {
    let args = args![tx, unit];
    let sql = sql!("select at from digest where unit = $1 order by day desc limit 1");
    Ok(tx.optional::<At>(sql, args).await?.map(|row| row.at))
}

/// Keeps that a digest was made; whether it is the first of its day.
pub(crate) async fn insert_digest(tx: &mut Tx, unit: UnitId, made: SentDigest) -> Result<bool> {
    let args = args![tx, unit, made.day, made.at, made.sent_to, made.counts];
    let sql =
        sql!("insert into digest (unit, day, at, sent_to, counts) values ($1, $2, $3, $4, $5) on conflict do nothing");
    Ok(tx.exec(sql, args).await? > 0)
}

/// The digests of a unit, the newest first.
pub(crate) async fn digests(tx: &mut Tx, unit: UnitId, limit: i64) -> Result<Vec<SentDigest>> {
    let args = args![tx, unit, limit];
    let sql = sql!("select day, at, sent_to, counts from digest where unit = $1 order by day desc limit $2");
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Due {
    unit: UnitId,
    hour: Option<i64>,
}

/// Today's units, each with its hour where it has chosen one.
pub(crate) async fn units_with_digest(tx: &mut Tx, today: Day) -> Result<Vec<(UnitId, Option<i64>)>> {
    let args = args![tx, today];
    let sql = sql!(
        "select t.unit, s.hour from unit_term t left join digest_setting s on s.unit = t.unit
         where t.valid_from <= $1 and (t.valid_to is null or t.valid_to > $1) order by t.unit"
    );
    Ok(tx.all::<Due>(sql, args).await?.into_iter().map(|row| (row.unit, row.hour)).collect())
}
