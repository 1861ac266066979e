//! The tables of people and accounts.

use crate::{EmployeeRow, NewEmployee, NewPosition, NewUnit, Person, Unit};
use db::{Result, Tx, args, sql};
use kernel::{AccountId, Day, EmployeeId, Instant, Role, SessionId, UnitId};

#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    pub id: AccountId,
    pub password_hash: String,
    pub failures: i64,
    pub locked_until: Option<Instant>,
}

#[derive(sqlx::FromRow)]
pub(crate) struct BearerRow {
    pub session: SessionId,
    pub account: AccountId,
    pub scopes: String,
    pub employee: EmployeeId,
    pub name: String,
    pub unit: Option<UnitId>,
    pub unit_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    role: Role,
}

pub(crate) async fn account(tx: &mut Tx, user_folded: String) -> Result<Option<AccountRow>> {
    let args = args![tx, user_folded];
    let sql = sql!(
        "select id, password_hash, failures, locked_until from account where user_folded = $1 and disabled_at is null"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn set_failures(tx: &mut Tx, id: AccountId, failures: i64, until: Option<Instant>) -> Result<()> {
    let args = args![tx, id, failures, until];
    tx.exec(sql!("update account set failures = $2, locked_until = $3 where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn insert_session(
    tx: &mut Tx,
    account: AccountId,
    hash: Vec<u8>,
    (from, to): (Instant, Instant),
    address: Option<String>,
    user_agent: String,
) -> Result<()> {
    let args = args![tx, SessionId::new(), hash, account, from, to, address, user_agent];
    let sql = sql!(
        "insert into session (id, token_hash, account, started_at, expires_at, address, user_agent)
         values ($1, $2, $3, $4, $5, $6, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn end_session(tx: &mut Tx, id: SessionId, now: Instant) -> Result<u64> {
    let args = args![tx, id, now];
    tx.exec(sql!("update session set ended_at = $2 where id = $1 and ended_at is null"), args).await
}

pub(crate) async fn session(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<Option<BearerRow>> {
    let args = args![tx, hash, now, now.day()];
    let sql = sql!(
        "select s.id as session, a.id as account, '' as scopes, e.id as employee, e.name, u.id as unit, u.name as unit_name
         from session s join account a on a.id = s.account join employee e on e.id = a.employee
           left join employee_position p on p.employee = e.id and p.is_main and (p.valid_to is null or p.valid_to > $3)
           left join unit u on u.id = p.unit
         where s.token_hash = $1 and s.expires_at > $2 and s.ended_at is null and a.disabled_at is null"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn api_token(tx: &mut Tx, hash: Vec<u8>, now: Instant) -> Result<Option<BearerRow>> {
    let args = args![tx, hash, now, now.day()];
    let sql = sql!(
        "select t.id as session, a.id as account, t.scopes, e.id as employee, e.name, u.id as unit, u.name as unit_name
         from api_token t join account a on a.id = t.account join employee e on e.id = a.employee
           left join employee_position p on p.employee = e.id and p.is_main and (p.valid_to is null or p.valid_to > $3)
           left join unit u on u.id = p.unit
         where t.token_hash = $1 and (t.expires_at is null or t.expires_at > $2) and t.ended_at is null
           and a.disabled_at is null"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn roles(tx: &mut Tx, account: AccountId) -> Result<Vec<Role>> {
    let args = args![tx, account];
    let rows: Vec<RoleRow> =
        tx.all(sql!("select role from account_role where account = $1 order by role"), args).await?;
    Ok(rows.into_iter().map(|r| r.role).collect())
}

pub(crate) async fn insert_unit(tx: &mut Tx, id: UnitId, unit: &NewUnit, position: i64) -> Result<()> {
    let args = args![
        tx,
        id,
        unit.parent,
        unit.kind,
        unit.code.clone(),
        unit.name.clone(),
        greek::fold(&unit.name),
        unit.email.clone(),
        position,
        unit.valid_from,
    ];
    let sql = sql!(
        "insert into unit (id, parent, kind, code, name, name_folded, email, position, valid_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

pub(crate) async fn count_units(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from unit"), args).await?;
    Ok(row.count)
}

/// The whole tree of today: a municipality has some hundred units at most.
pub(crate) async fn units(tx: &mut Tx, today: Day) -> Result<Vec<Unit>> {
    let args = args![tx, today];
    let sql = sql!(
        "select id, parent, kind, code, name, email from unit
         where valid_from <= $1 and (valid_to is null or valid_to > $1) order by position"
    );
    tx.all(sql, args).await
}

pub(crate) async fn insert_employee(tx: &mut Tx, id: EmployeeId, new: &NewEmployee) -> Result<()> {
    let args = args![tx, id, new.name.clone(), greek::fold(&new.name), new.email.clone(), new.valid_from];
    let sql = sql!("insert into employee (id, name, name_folded, email, valid_from) values ($1, $2, $3, $4, $5)");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_position(tx: &mut Tx, employee: EmployeeId, at: &NewPosition, from: Day) -> Result<()> {
    let args = args![tx, employee, at.unit, at.is_main, at.is_head, from];
    let sql = sql!(
        "insert into employee_position (employee, unit, title, is_main, is_head, valid_from)
         values ($1, $2, '', $3, $4, $5)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_account(
    tx: &mut Tx,
    employee: EmployeeId,
    user: &str,
    hash: &str,
    now: Instant,
) -> Result<AccountId> {
    let id = AccountId::new();
    let args = args![tx, id, employee, user.to_owned(), greek::fold(user), hash.to_owned(), false, now];
    let sql = sql!(
        "insert into account (id, employee, user_name, user_folded, password_hash, must_change, failures, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(id)
}

pub(crate) async fn insert_role(tx: &mut Tx, account: AccountId, role: Role) -> Result<()> {
    let args = args![tx, account, role];
    tx.exec(sql!("insert into account_role (account, role) values ($1, $2)"), args).await?;
    Ok(())
}

pub(crate) async fn insert_token(
    tx: &mut Tx,
    account: AccountId,
    hash: Vec<u8>,
    name: &str,
    scopes: String,
    now: Instant,
) -> Result<()> {
    let args = args![tx, SessionId::new(), hash, account, name.to_owned(), scopes, now];
    let sql = sql!(
        "insert into api_token (id, token_hash, account, name, scopes, created_at) values ($1, $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// A page of employees by folded name.
pub(crate) async fn employees(
    tx: &mut Tx,
    today: Day,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<EmployeeRow>> {
    tx.select(
        "select e.id, e.name, e.email, u.id as unit, u.name as unit_name from employee e
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_to is null
           left join unit u on u.id = p.unit where true",
    )
    .when(Some(today), "and (e.valid_to is null or e.valid_to > ?)")?
    .when_pair(after, "and (e.name_folded, e.id) > (?, ??)")?
    .when(Some(limit), "order by e.name_folded, e.id limit ?")?
    .all()
    .await
}

pub(crate) async fn people_named(tx: &mut Tx, pattern: String) -> Result<Vec<Person>> {
    let args = args![tx, pattern];
    let sql = sql!(
        "select e.id, e.name, u.name as unit_name from employee e
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_to is null
           left join unit u on u.id = p.unit
         where e.name_folded like $1 escape '\\' order by e.name_folded, e.id limit 20"
    );
    tx.all(sql, args).await
}
