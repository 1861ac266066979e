//! Rules.

use crate::{NewRule, Rule};
use db::{Result, Tx, args, sql};
use kernel::{Day, Instant, ProposalId, RuleId};
use register::Kind;

pub(crate) async fn insert_rule(
    tx: &mut Tx,
    id: RuleId,
    new: &NewRule,
    kind: Kind,
    (at, by): (Instant, String),
) -> Result<()> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let args = args![
        tx,
        id,
        new.sender.clone(),
        some(&new.words),
        some(&greek::fold(&new.words)),
        kind,
        some(&new.folder),
        new.unit,
        at,
        by,
    ];
    let sql = sql!(
        "insert into intake_rule (id, sender, words, words_folded, kind, folder, unit, made_at, made_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The rules that stand, with the names of a day.
pub(crate) async fn rules(tx: &mut Tx, day: Day) -> Result<Vec<Rule>> {
    let args = args![tx, day];
    let sql = sql!(
        "select r.id, r.sender, r.words, r.words_folded, r.kind, r.folder, r.unit, t.name as unit_name, r.made_at,
           r.made_by_name
         from intake_rule r left join unit_term t
           on t.unit = r.unit and t.valid_from <= $1 and (t.valid_to is null or t.valid_to > $1)
         where r.ended_at is null order by r.id"
    );
    tx.all(sql, args).await
}

pub(crate) async fn end_rule(tx: &mut Tx, id: RuleId, at: Instant) -> Result<bool> {
    let args = args![tx, id, at];
    let ended = tx.exec(sql!("update intake_rule set ended_at = $2 where id = $1 and ended_at is null"), args).await?;
    Ok(ended > 0)
}

/// Keeps by which rule a proposal was registered.
pub(crate) async fn set_rule(tx: &mut Tx, of: ProposalId, rule: RuleId) -> Result<()> {
    let args = args![tx, of, rule];
    tx.exec(sql!("update proposal set rule = $2 where id = $1"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// How many mails a rule registered since an instant.
pub(crate) async fn registered_since(tx: &mut Tx, rule: RuleId, since: Instant) -> Result<i64> {
    let args = args![tx, rule, since];
    let sql = sql!("select count(*) as count from proposal where rule = $1 and decided_at >= $2");
    Ok(tx.one::<Count>(sql, args).await?.count)
}
