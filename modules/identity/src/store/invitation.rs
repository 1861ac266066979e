//! Invitations.

use crate::{OpenInvitation, Waiting, WaitingCounts};
use db::{Result, Tx, args, sql};
use kernel::{AccountId, Day, EmployeeId, Instant};

/// What a link says of itself.
#[derive(sqlx::FromRow)]
pub(crate) struct InvitationRow {
    pub account: AccountId,
    pub name: String,
    pub user_name: String,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

pub(crate) async fn insert_invitation(
    tx: &mut Tx,
    hash: Vec<u8>,
    account: AccountId,
    (from, to): (Instant, Instant),
) -> Result<()> {
    let args = args![tx, hash, account, from, to];
    let sql = sql!("insert into invitation (token_hash, account, invited_at, expires_at) values ($1, $2, $3, $4)");
    tx.exec(sql, args).await?;
    Ok(())
}

/// Takes the open invitation of an account out of force, where there is one.
pub(crate) async fn end_invitation(tx: &mut Tx, account: AccountId, now: Instant) -> Result<()> {
    let args = args![tx, account, now];
    let sql = sql!("update invitation set ended_at = $2 where account = $1 and used_at is null and ended_at is null");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn use_invitation(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<()> {
    let args = args![tx, hash, now];
    tx.exec(sql!("update invitation set used_at = $2 where token_hash = $1"), args).await?;
    Ok(())
}

pub(crate) async fn invitation(tx: &mut Tx, hash: Vec<u8>) -> Result<Option<InvitationRow>> {
    let args = args![tx, hash];
    let sql = sql!(
        "select i.account, e.name, a.user_name, i.expires_at, i.used_at, i.ended_at
         from invitation i join account a on a.id = i.account join employee e on e.id = a.employee
         where i.token_hash = $1"
    );
    tx.optional(sql, args).await
}

/// The link that opens an account now.
pub(crate) async fn open_invitation(tx: &mut Tx, account: AccountId, now: Instant) -> Result<Option<OpenInvitation>> {
    let args = args![tx, account, now];
    let sql = sql!(
        "select invited_at, expires_at from invitation
         where account = $1 and used_at is null and ended_at is null and expires_at > $2"
    );
    tx.optional(sql, args).await
}

/// Those who have an open account without a password of their own and no other way in, by name; `uninvited` are only
/// those whom an invitation can reach and who have none that opens.
pub(crate) async fn waiting(
    tx: &mut Tx,
    (today, now): (Day, Instant),
    uninvited: bool,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<Waiting>> {
    tx.select(
        "select e.id, e.name, e.name_folded, e.email, a.user_name, i.invited_at, i.expires_at
         from employee e join account a on a.employee = e.id
           left join invitation i on i.account = a.id and i.used_at is null and i.ended_at is null
         where a.disabled_at is null and (a.password_hash = '-' or a.must_change)
           and not exists (select 1 from external_login x where x.account = a.id)",
    )
    .when(Some(today), "and (e.valid_to is null or e.valid_to > ?)")?
    .when(uninvited.then_some(now), "and e.email is not null and (i.expires_at is null or i.expires_at <= ?)")?
    .when_pair(after, "and (e.name_folded, e.id) > (?, ??)")?
    .when(Some(limit), "order by e.name_folded, e.id limit ?")?
    .all()
    .await
}

pub(crate) async fn count_waiting(tx: &mut Tx, today: Day, now: Instant) -> Result<WaitingCounts> {
    let args = args![tx, today, now];
    let sql = sql!(
        "select count(*) as waiting,
           count(case when e.email is not null and (i.expires_at is null or i.expires_at <= $2) then 1 end)
             as uninvited,
           count(case when e.email is null then 1 end) as unreachable
         from employee e join account a on a.employee = e.id
           left join invitation i on i.account = a.id and i.used_at is null and i.ended_at is null
         where a.disabled_at is null and (a.password_hash = '-' or a.must_change)
           and not exists (select 1 from external_login x where x.account = a.id)
           and (e.valid_to is null or e.valid_to > $1)"
    );
    tx.one(sql, args).await
}
