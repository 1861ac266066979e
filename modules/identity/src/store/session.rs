//! Sessions and API tokens.

use crate::{ApiToken, OpenSession};
use db::{Result, Tx, args, sql};
use kernel::{AccountId, Day, EmployeeId, Instant, SessionId, TokenId, UnitId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(crate) struct BearerRow {
    /// The session or API token.
    pub bearer: Uuid,
    pub account: AccountId,
    pub must_change: bool,
    pub scopes: String,
    pub roles: String,
    pub employee: EmployeeId,
    pub name: String,
    pub unit: Option<UnitId>,
    pub unit_name: Option<String>,
}

/// A session that waits for its one-time code.
#[derive(sqlx::FromRow)]
pub(crate) struct WaitingRow {
    pub id: SessionId,
    pub account: AccountId,
}

/// An account that an e-mail belongs to.
#[derive(sqlx::FromRow)]
pub(crate) struct NamedAccount {
    pub id: AccountId,
    pub user_name: String,
}

/// A session on its way into the table.
pub(crate) struct NewSession {
    pub account: AccountId,
    pub hash: Vec<u8>,
    pub from: Instant,
    pub to: Instant,
    pub address: Option<String>,
    pub user_agent: String,
    pub needs_code: bool,
}

pub(crate) async fn insert_session(tx: &mut Tx, new: NewSession) -> Result<SessionId> {
    let id = SessionId::new();
    let args = args![tx, id, new.hash, new.account, new.from, new.to, new.address, new.user_agent, new.needs_code,];
    let sql = sql!(
        "insert into session (id, token_hash, account, started_at, expires_at, address, user_agent, needs_code)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    tx.exec(sql, args).await?;
    Ok(id)
}

pub(crate) async fn waiting_session(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<Option<WaitingRow>> {
    let args = args![tx, hash, now];
    let sql = sql!(
        "select s.id, s.account from session s join account a on a.id = s.account
         where s.token_hash = $1 and s.expires_at > $2 and s.ended_at is null and s.needs_code
           and a.disabled_at is null"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn open_session(tx: &mut Tx, id: SessionId, until: Instant) -> Result<()> {
    let args = args![tx, id, until, false];
    tx.exec(sql!("update session set needs_code = $3, expires_at = $2 where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn sessions(tx: &mut Tx, account: AccountId, now: Instant) -> Result<Vec<OpenSession>> {
    let args = args![tx, account, now];
    let sql = sql!(
        "select id, started_at, expires_at, address, user_agent from session
         where account = $1 and expires_at > $2 and ended_at is null and not needs_code order by started_at desc"
    );
    tx.all(sql, args).await
}

pub(crate) async fn end_session(tx: &mut Tx, account: AccountId, id: SessionId, now: Instant) -> Result<u64> {
    let args = args![tx, id, account, now];
    let sql = sql!("update session set ended_at = $3 where id = $1 and account = $2 and ended_at is null");
    tx.exec(sql, args).await
}

/// Ends all sessions of an account but `keep`; how many there were.
pub(crate) async fn end_sessions(
    tx: &mut Tx,
    account: AccountId,
    keep: Option<SessionId>,
    now: Instant,
) -> Result<u64> {
    let args = args![tx, account, keep.unwrap_or_else(SessionId::new), now];
    let sql = sql!(
        "update session set ended_at = $3 where account = $1 and id <> $2 and ended_at is null and expires_at > $3"
    );
    tx.exec(sql, args).await
}

pub(crate) async fn session(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<Option<BearerRow>> {
    let args = args![tx, hash, now, now.day()];
    let sql = sql!(
        "select s.id as bearer, a.id as account, a.must_change and a.password_hash <> '-' as must_change,
           '' as scopes, e.id as employee, e.name,
           coalesce((select string_agg(g.role, ' ' order by g.role) from role_grant g
             where g.account = a.id and g.ended_at is null), '') as roles,
           u.unit, u.name as unit_name
         from session s join account a on a.id = s.account join employee e on e.id = a.employee
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= $3
             and (p.valid_to is null or p.valid_to > $3)
           left join unit_term u on u.unit = p.unit and u.valid_from <= $3 and (u.valid_to is null or u.valid_to > $3)
         where s.token_hash = $1 and s.expires_at > $2 and s.ended_at is null and not s.needs_code
           and a.disabled_at is null and (e.valid_to is null or e.valid_to > $3)"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn api_token(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<Option<BearerRow>> {
    let args = args![tx, hash, now, now.day()];
    let sql = sql!(
        "select t.id as bearer, a.id as account, a.must_change and a.password_hash <> '-' as must_change,
           t.scopes, e.id as employee, e.name,
           coalesce((select string_agg(g.role, ' ' order by g.role) from role_grant g
             where g.account = a.id and g.ended_at is null), '') as roles,
           u.unit, u.name as unit_name
         from api_token t join account a on a.id = t.account join employee e on e.id = a.employee
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= $3
             and (p.valid_to is null or p.valid_to > $3)
           left join unit_term u on u.unit = p.unit and u.valid_from <= $3 and (u.valid_to is null or u.valid_to > $3)
         where t.token_hash = $1 and (t.expires_at is null or t.expires_at > $2) and t.ended_at is null
           and a.disabled_at is null and (e.valid_to is null or e.valid_to > $3)"
    );
    tx.optional(sql, args).await
}

/// The account of an employee, as of a bearer of nothing.
pub(crate) async fn bearer_of(tx: &mut Tx, employee: EmployeeId, now: Instant) -> Result<Option<BearerRow>> {
    let args = args![tx, employee, now.day()];
    let sql = sql!(
        "select a.id as bearer, a.id as account, a.must_change and a.password_hash <> '-' as must_change,
           '' as scopes, e.id as employee, e.name,
           coalesce((select string_agg(g.role, ' ' order by g.role) from role_grant g
             where g.account = a.id and g.ended_at is null), '') as roles,
           u.unit, u.name as unit_name
         from account a join employee e on e.id = a.employee
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= $2
             and (p.valid_to is null or p.valid_to > $2)
           left join unit_term u on u.unit = p.unit and u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2)
         where e.id = $1 and a.disabled_at is null and (e.valid_to is null or e.valid_to > $2)"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn insert_token(
    tx: &mut Tx,
    account: AccountId,
    hash: Vec<u8>,
    name: &str,
    scopes: String,
    (from, to): (Instant, Instant),
) -> Result<()> {
    let args = args![tx, TokenId::new(), hash, account, name.to_owned(), scopes, from, to];
    let sql = sql!(
        "insert into api_token (id, token_hash, account, name, scopes, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn tokens(tx: &mut Tx, account: AccountId, now: Instant) -> Result<Vec<ApiToken>> {
    let args = args![tx, account, now];
    let sql = sql!(
        "select id, name, scopes, created_at, expires_at from api_token
         where account = $1 and (expires_at is null or expires_at > $2) and ended_at is null order by created_at desc"
    );
    tx.all(sql, args).await
}

pub(crate) async fn end_token(tx: &mut Tx, account: AccountId, id: TokenId, now: Instant) -> Result<u64> {
    let args = args![tx, id, account, now];
    let sql = sql!("update api_token set ended_at = $3 where id = $1 and account = $2 and ended_at is null");
    tx.exec(sql, args).await
}

/// Forgets sessions and tokens that opened nothing any more before `limit`; how many there were.
pub(crate) async fn forget(tx: &mut Tx, limit: Instant) -> Result<u64> {
    let args = args![tx, limit];
    let sessions = tx.exec(sql!("delete from session where expires_at < $1"), args).await?;
    let args = args![tx, limit];
    let tokens = tx.exec(sql!("delete from api_token where expires_at < $1 or ended_at < $1"), args).await?;
    let args = args![tx, limit];
    Ok(sessions + tokens + tx.exec(sql!("delete from invitation where expires_at < $1"), args).await?)
}

#[derive(sqlx::FromRow)]
struct Linked {
    account: AccountId,
}

pub(crate) async fn linked_account(tx: &mut Tx, issuer: &str, subject: &str) -> Result<Option<AccountId>> {
    let args = args![tx, issuer.to_owned(), subject.to_owned()];
    let sql = sql!("select account from external_login where issuer = $1 and subject = $2");
    let row: Option<Linked> = tx.optional(sql, args).await?;
    Ok(row.map(|r| r.account))
}

/// Open accounts of today's employees with this e-mail; two are enough to know that it is not one.
pub(crate) async fn accounts_with_email(tx: &mut Tx, email: &str, today: Day) -> Result<Vec<NamedAccount>> {
    let args = args![tx, email.to_owned(), today];
    let sql = sql!(
        "select a.id, a.user_name from account a join employee e on e.id = a.employee
         where lower(e.email) = lower($1) and a.disabled_at is null and (e.valid_to is null or e.valid_to > $2)
         limit 2"
    );
    tx.all(sql, args).await
}

pub(crate) async fn insert_link(
    tx: &mut Tx,
    (issuer, subject): (&str, &str),
    account: AccountId,
    now: Instant,
) -> Result<()> {
    let args = args![tx, issuer.to_owned(), subject.to_owned(), account, now];
    let sql = sql!("insert into external_login (issuer, subject, account, linked_at) values ($1, $2, $3, $4)");
    tx.exec(sql, args).await?;
    Ok(())
}
