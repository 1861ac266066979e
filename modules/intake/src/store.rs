//! The tables: SQL and nothing else, every statement through `sql!`.

mod kept;
mod mailbox;
mod rule;

pub(crate) use kept::{forget, refused_before};
pub(crate) use mailbox::{mailbox_trouble, note_mailbox};
pub(crate) use rule::{end_rule, insert_rule, registered_since, rules, set_rule};

use crate::{Arrival, Copy, Line, NewPart, Part, PartRole, Proposal, State, ToFile, Trouble};
use db::{Result, Tx, args, sql};
use documents::{File, Sha256};
use kernel::{EmployeeId, FileId, Instant, ProposalId};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct Key {
    id: ProposalId,
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// The proposal that says the same.
pub(crate) async fn known(tx: &mut Tx, identity: &[u8; 32]) -> Result<Option<ProposalId>> {
    let args = args![tx, identity.to_vec()];
    let row: Option<Key> = tx.optional(sql!("select id from proposal where identity = $1"), args).await?;
    Ok(row.map(|row| row.id))
}

/// Keeps a proposal; false when one that says the same is there.
pub(crate) async fn insert(tx: &mut Tx, id: ProposalId, new: &Arrival, now: Instant) -> Result<bool> {
    let args = args![
        tx,
        id,
        new.source,
        State::Waiting,
        new.identity.to_vec(),
        new.sha256.to_vec(),
        new.message_id.clone(),
        now,
        new.sent_at,
        new.from_name.clone(),
        new.from_address.clone(),
        new.recipients.clone(),
        new.subject.clone(),
        new.body.clone(),
        new.automatic,
        new.trouble,
        new.unit,
        new.label.map(|label| label.0),
        new.label.map(|label| label.1),
    ];
    let sql = sql!(
        "insert into proposal (id, source, state, version, identity, sha256, message_id, arrived_at, sent_at, from_name,
           from_address, recipients, subject, body, automatic, trouble, unit, label_year, label_number)
         values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         on conflict (identity) do nothing"
    );
    Ok(tx.exec(sql, args).await? == 1)
}

pub(crate) async fn insert_part(
    tx: &mut Tx,
    (id, position): (ProposalId, i64),
    part: &NewPart,
    file: Option<&File>,
) -> Result<()> {
    let name = file.map_or_else(|| blobs::clean_name(&part.name), |file| file.name.clone());
    let trouble = part.stored.as_ref().err().copied();
    let args = args![tx, id, position, part.role, name, file.map(|file| file.id), trouble];
    let sql = sql!(
        "insert into proposal_part (proposal, position, role, name, file, trouble) values ($1, $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Keeps where a mail lies. One that was brought to its folder and lies there again is to be brought there again.
pub(crate) async fn insert_copy(tx: &mut Tx, copy: Copy, of: ProposalId) -> Result<()> {
    let args = args![tx, copy.validity, copy.uid, of];
    let sql = sql!(
        "insert into mail_copy (validity, uid, proposal, filed) values ($1, $2, $3, false)
         on conflict (validity, uid) do update set filed = false"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Uid {
    uid: i64,
}

/// The mails that are known and still lie among the new ones.
pub(crate) async fn in_mailbox(tx: &mut Tx, validity: i64) -> Result<BTreeSet<i64>> {
    let args = args![tx, validity];
    let rows: Vec<Uid> = tx.all(sql!("select uid from mail_copy where validity = $1 and filed = false"), args).await?;
    Ok(rows.into_iter().map(|row| row.uid).collect())
}

/// Those of them that were decided.
pub(crate) async fn to_file(tx: &mut Tx, validity: i64, limit: i64) -> Result<Vec<ToFile>> {
    let args = args![tx, validity, limit];
    let sql = sql!(
        "select c.uid, p.state from mail_copy c join proposal p on p.id = c.proposal
         where c.validity = $1 and c.filed = false and p.state <> 'waiting' order by c.uid limit $2"
    );
    tx.all(sql, args).await
}

pub(crate) async fn set_filed(tx: &mut Tx, copy: Copy) -> Result<()> {
    let args = args![tx, copy.validity, copy.uid];
    tx.exec(sql!("update mail_copy set filed = true where validity = $1 and uid = $2"), args).await?;
    Ok(())
}

/// A page of the tray: what waits oldest first, of what was decided the last first.
pub(crate) async fn tray(tx: &mut Tx, state: State, after: Option<ProposalId>, limit: i64) -> Result<Vec<Line>> {
    let waits = state == State::Waiting;
    let (behind, before) = if waits { (after, None) } else { (None, after) };
    tx.select(
        "select p.id, p.source, p.state, p.version, p.arrived_at, p.from_name, p.from_address, p.subject, p.automatic,
           p.trouble, (select count(*) from proposal_part f where f.proposal = p.id and f.file is not null) as files,
           p.claimed_by, p.claimed_by_name, p.claimed_at, p.decided_at, p.decided_by_name, p.reason, p.entry_year,
           p.entry_number
         from proposal p where",
    )
    .when(Some(state), "p.state = ?")?
    .when(behind, "and p.id > ?")?
    .when(before, "and (p.decided_at, p.id) < (select x.decided_at, x.id from proposal x where x.id = ?)")?
    .when(Some(limit).filter(|_| waits), "order by p.id limit ?")?
    .when(Some(limit).filter(|_| !waits), "order by p.decided_at desc, p.id desc limit ?")?
    .all()
    .await
}

pub(crate) async fn count(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from proposal where state = 'waiting'"), args).await?;
    Ok(row.count)
}

pub(crate) async fn find(tx: &mut Tx, id: ProposalId) -> Result<Option<Proposal>> {
    let args = args![tx, id];
    let sql = sql!(
        "select p.id, p.source, p.state, p.version, p.arrived_at, p.from_name, p.from_address, p.subject, p.automatic,
           p.trouble, (select count(*) from proposal_part f where f.proposal = p.id and f.file is not null) as files,
           p.claimed_by, p.claimed_by_name, p.claimed_at, p.decided_at, p.decided_by_name, p.reason, p.entry_year,
           p.entry_number, p.message_id, p.sent_at, p.recipients, p.body, p.unit, p.label_year, p.label_number,
           p.forgotten_at
         from proposal p where p.id = $1"
    );
    tx.optional(sql, args).await
}

#[derive(sqlx::FromRow)]
struct PartRow {
    position: i64,
    role: PartRole,
    name: String,
    trouble: Option<Trouble>,
    file: Option<FileId>,
    size: Option<i64>,
    media_type: Option<String>,
    sha256: Option<Vec<u8>>,
    added_at: Option<Instant>,
}

impl From<PartRow> for Part {
    fn from(row: PartRow) -> Self {
        let name = row.name.clone();
        let file = row.file.zip(row.added_at).map(|(id, added_at)| File {
            id,
            name,
            size: row.size.unwrap_or_default(),
            media_type: row.media_type.unwrap_or_default(),
            sha256: Sha256(row.sha256.unwrap_or_default().try_into().unwrap_or_default()),
            added_at,
        });
        Part { position: row.position, role: row.role, name: row.name, file, trouble: row.trouble }
    }
}

pub(crate) async fn parts(tx: &mut Tx, id: ProposalId) -> Result<Vec<Part>> {
    let args = args![tx, id];
    let sql = sql!(
        "select p.position, p.role, p.name, p.trouble, p.file, b.size, b.media_type, b.sha256, f.added_at
         from proposal_part p left join file f on f.id = p.file left join blob b on b.sha256 = f.sha256
         where p.proposal = $1 order by p.position"
    );
    let rows: Vec<PartRow> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(Part::from).collect())
}

/// Keeps who looks into it; false when it changed meanwhile.
pub(crate) async fn claim(
    tx: &mut Tx,
    (id, version): (ProposalId, i64),
    (by, name): (Option<EmployeeId>, String),
    at: Instant,
) -> Result<bool> {
    let args = args![tx, id, version, by, name, at];
    let sql = sql!(
        "update proposal set claimed_by = $3, claimed_by_name = $4, claimed_at = $5, version = version + 1
         where id = $1 and version = $2 and state = 'waiting'"
    );
    Ok(tx.exec(sql, args).await? == 1)
}

pub(crate) async fn release(tx: &mut Tx, (id, version): (ProposalId, i64)) -> Result<bool> {
    let args = args![tx, id, version];
    let sql = sql!(
        "update proposal set claimed_by = null, claimed_by_name = null, claimed_at = null, version = version + 1
         where id = $1 and version = $2 and state = 'waiting'"
    );
    Ok(tx.exec(sql, args).await? == 1)
}

/// Decides it; false when somebody did before.
pub(crate) async fn decide(
    tx: &mut Tx,
    (id, version): (ProposalId, i64),
    state: State,
    (at, by, reason): (Instant, String, Option<String>),
) -> Result<bool> {
    let args = args![tx, id, version, state, at, by, reason];
    let sql = sql!(
        "update proposal set state = $3, decided_at = $4, decided_by_name = $5, reason = $6, version = version + 1
         where id = $1 and version = $2 and state = 'waiting'"
    );
    Ok(tx.exec(sql, args).await? == 1)
}

pub(crate) async fn set_entry(tx: &mut Tx, id: ProposalId, (year, number): (i64, i64)) -> Result<()> {
    let args = args![tx, id, year, number];
    tx.exec(sql!("update proposal set entry_year = $2, entry_number = $3 where id = $1"), args).await?;
    Ok(())
}
