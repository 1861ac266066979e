//! Accounts and their roles.

use crate::{AccountState, PeopleFilter, PersonRow};
use db::{Result, Select, Tx, args, sql};
use kernel::{AccountId, Day, EmployeeId, Instant, Role};

/// What signing in asks of an account.
#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    pub id: AccountId,
    pub employee: EmployeeId,
    pub name: String,
    pub user_name: String,
    pub password_hash: String,
    pub failures: i64,
    pub locked_until: Option<Instant>,
    pub totp_secret: Option<Vec<u8>>,
    pub totp_step: i64,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    role: Role,
}

/// An account that is not locked, of an employee who is still there.
pub(crate) async fn account(tx: &mut Tx, user_folded: String, today: Day) -> Result<Option<AccountRow>> {
    let args = args![tx, user_folded, today];
    let sql = sql!(
        "select a.id, a.employee, e.name, a.user_name, a.password_hash, a.failures, a.locked_until, a.totp_secret,
           a.totp_step
         from account a join employee e on e.id = a.employee
         where a.user_folded = $1 and a.disabled_at is null and (e.valid_to is null or e.valid_to > $2)"
    );
    tx.optional(sql, args).await
}

/// The same, by its key.
pub(crate) async fn account_by_id(tx: &mut Tx, id: AccountId, today: Day) -> Result<Option<AccountRow>> {
    let args = args![tx, id, today];
    let sql = sql!(
        "select a.id, a.employee, e.name, a.user_name, a.password_hash, a.failures, a.locked_until, a.totp_secret,
           a.totp_step
         from account a join employee e on e.id = a.employee
         where a.id = $1 and a.disabled_at is null and (e.valid_to is null or e.valid_to > $2)"
    );
    tx.optional(sql, args).await
}

/// Takes the lock of an account's row, so that what is read next is not changed by another meanwhile.
pub(crate) async fn hold_account(tx: &mut Tx, id: AccountId) -> Result<()> {
    let args = args![tx, id];
    tx.exec(sql!("update account set failures = failures where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn account_of(tx: &mut Tx, employee: EmployeeId) -> Result<Option<AccountState>> {
    let args = args![tx, employee];
    let sql = sql!(
        "select id, employee, user_name, must_change and password_hash <> '-' as must_change,
           password_hash <> '-' as has_password, totp_secret is not null as has_code, locked_until, disabled_at
         from account where employee = $1"
    );
    tx.optional(sql, args).await
}

/// An account with the name of whose it is.
#[derive(sqlx::FromRow)]
pub(crate) struct LineRow {
    #[sqlx(flatten)]
    pub account: AccountState,
    pub name: String,
    pub is_gone: bool,
}

pub(crate) async fn accounts(tx: &mut Tx, today: Day) -> Result<Vec<LineRow>> {
    let args = args![tx, today];
    let sql = sql!(
        "select a.id, a.employee, a.user_name, a.must_change and a.password_hash <> '-' as must_change,
           a.password_hash <> '-' as has_password, a.totp_secret is not null as has_code, a.locked_until, a.disabled_at,
           e.name, (e.valid_to is not null and e.valid_to <= $1) as is_gone
         from account a join employee e on e.id = a.employee order by a.user_folded"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Owner {
    employee: EmployeeId,
}

pub(crate) async fn employee_of(tx: &mut Tx, user_folded: String) -> Result<Option<EmployeeId>> {
    let args = args![tx, user_folded];
    let row: Option<Owner> = tx.optional(sql!("select employee from account where user_folded = $1"), args).await?;
    Ok(row.map(|r| r.employee))
}

pub(crate) async fn set_failures(tx: &mut Tx, id: AccountId, failures: i64, until: Option<Instant>) -> Result<()> {
    let args = args![tx, id, failures, until];
    tx.exec(sql!("update account set failures = $2, locked_until = $3 where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn set_password(tx: &mut Tx, id: AccountId, hash: &str, must_change: bool) -> Result<()> {
    let args = args![tx, id, hash.to_owned(), must_change];
    let sql = sql!(
        "update account set password_hash = $2, must_change = $3, failures = 0, locked_until = null where id = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn set_disabled(tx: &mut Tx, id: AccountId, at: Option<Instant>) -> Result<()> {
    let args = args![tx, id, at];
    tx.exec(sql!("update account set disabled_at = $2, failures = 0, locked_until = null where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn set_totp(tx: &mut Tx, id: AccountId, secret: Option<Vec<u8>>, step: i64) -> Result<()> {
    let args = args![tx, id, secret, step];
    tx.exec(sql!("update account set totp_secret = $2, totp_step = $3 where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn delete_recovery_codes(tx: &mut Tx, account: AccountId) -> Result<()> {
    let args = args![tx, account];
    tx.exec(sql!("delete from recovery_code where account = $1"), args).await?;
    Ok(())
}

pub(crate) async fn insert_recovery_code(tx: &mut Tx, account: AccountId, hash: Vec<u8>) -> Result<()> {
    let args = args![tx, account, hash];
    tx.exec(sql!("insert into recovery_code (account, hash) values ($1, $2)"), args).await?;
    Ok(())
}

/// Uses a recovery code up; whether there was one.
pub(crate) async fn use_recovery_code(tx: &mut Tx, account: AccountId, hash: Vec<u8>, now: Instant) -> Result<bool> {
    let args = args![tx, account, hash, now];
    let sql = sql!("update recovery_code set used_at = $3 where account = $1 and hash = $2 and used_at is null");
    Ok(tx.exec(sql, args).await? > 0)
}

pub(crate) async fn roles(tx: &mut Tx, account: AccountId) -> Result<Vec<Role>> {
    let args = args![tx, account];
    let sql = sql!("select role from role_grant where account = $1 and ended_at is null order by role");
    let rows: Vec<RoleRow> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|r| r.role).collect())
}

pub(crate) async fn grant_role(tx: &mut Tx, account: AccountId, role: Role, now: Instant) -> Result<()> {
    let args = args![tx, account, role, now];
    tx.exec(sql!("insert into role_grant (account, role, granted_at) values ($1, $2, $3)"), args).await?;
    Ok(())
}

pub(crate) async fn end_role(tx: &mut Tx, account: AccountId, role: Role, now: Instant) -> Result<()> {
    let args = args![tx, account, role, now];
    let sql = sql!("update role_grant set ended_at = $3 where account = $1 and role = $2 and ended_at is null");
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// Takes the lock under which a role is taken away: the row of whoever had it first, which is the same for everybody.
pub(crate) async fn hold_role(tx: &mut Tx, role: Role) -> Result<()> {
    let args = args![tx, role];
    let sql = sql!(
        "update account set failures = failures
         where id = (select account from role_grant where role = $1 order by granted_at, account limit 1)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// How many others can sign in as `role` for good: they have a way in, are not locked, and nobody has planned their
/// departure, near or far: departures that are planned one by one must not end with nobody.
pub(crate) async fn other_holders(tx: &mut Tx, role: Role, but: AccountId) -> Result<i64> {
    let args = args![tx, role, but];
    let sql = sql!(
        "select count(*) as count from role_grant r join account a on a.id = r.account
           join employee e on e.id = a.employee
         where r.role = $1 and r.ended_at is null and a.id <> $2 and a.disabled_at is null
           and e.valid_to is null
           and (a.password_hash <> '-' or exists (select 1 from external_login x where x.account = a.id))"
    );
    let row: Count = tx.one(sql, args).await?;
    Ok(row.count)
}

pub(crate) async fn insert_account(
    tx: &mut Tx,
    employee: EmployeeId,
    user: &str,
    hash: &str,
    must_change: bool,
    now: Instant,
) -> Result<AccountId> {
    let id = AccountId::new();
    let args = args![tx, id, employee, user.to_owned(), greek::fold(user), hash.to_owned(), must_change, now];
    let sql = sql!(
        "insert into account
           (id, employee, user_name, user_folded, password_hash, must_change, failures, totp_step, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, 0, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(id)
}

/// The people of a list, behind what is to be known of them.
fn listed<'t>(tx: &'t mut Tx, head: &'static str, today: Day, asked: &PeopleFilter) -> Result<Select<'t>> {
    let pattern = Some(asked.words.clone()).filter(|words| !words.is_empty());
    Ok(tx
        .select(head)
        .when(
            Some(today),
            "from employee e left join account a on a.employee = e.id
             left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= ?
               and (p.valid_to is null or p.valid_to > ?)
             left join unit_term u on u.unit = p.unit and u.valid_from <= ? and (u.valid_to is null or u.valid_to > ?)",
        )?
        .when((!asked.left).then_some(today), "where (e.valid_to is null or e.valid_to > ?)")?
        .when(asked.left.then_some(today), "where e.valid_to <= ?")?
        .when(pattern, "and (e.name_folded like ? escape '\\' or a.user_folded like ? escape '\\' or u.name_folded like ? escape '\\')")?
        .when(
            asked.role,
            "and exists (select 1 from role_grant r where r.account = a.id and r.ended_at is null and r.role = ?)",
        )?
        .only_if(asked.locked, "and a.disabled_at is not null")
        .only_if(asked.without_code, "and a.id is not null and a.totp_secret is null"))
}

/// A page of people with their accounts, by name.
pub(crate) async fn people(
    tx: &mut Tx,
    today: Day,
    asked: &PeopleFilter,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<PersonRow>> {
    let head = "select e.id, e.name, e.name_folded, u.name as unit_name, a.user_name, a.disabled_at, e.valid_to";
    listed(tx, head, today, asked)?
        .when_pair(after, "and (e.name_folded, e.id) > (?, ??)")?
        .when(Some(limit), "order by e.name_folded, e.id limit ?")?
        .all()
        .await
}

pub(crate) async fn count_people(tx: &mut Tx, today: Day, asked: &PeopleFilter) -> Result<i64> {
    let rows: Vec<Count> = listed(tx, "select count(*) as count", today, asked)?.only_if(true, "limit 1").all().await?;
    Ok(rows.first().map_or(0, |row| row.count))
}
