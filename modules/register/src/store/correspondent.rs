//! The directory of correspondents.

use crate::{Card, Correspondent, Party};
use db::{Result, Tx, args, sql};
use kernel::{CorrespondentId, Instant};

#[derive(sqlx::FromRow)]
struct Key {
    id: CorrespondentId,
}

/// The correspondent that a party most likely is: by ΑΦΜ, else by the same name and e-mail.
pub(crate) async fn known(tx: &mut Tx, party: &Party) -> Result<Option<CorrespondentId>> {
    if let Some(tax_id) = party.tax_id.clone() {
        let args = args![tx, tax_id];
        let found: Option<Key> = tx
            .optional(sql!("select coalesce(merged_into, id) as id from correspondent where tax_id = $1 and kind <> 'former' limit 1"), args)
            .await?;
        return Ok(found.map(|k| k.id));
    }
    let args = args![tx, greek::fold(&party.name), party.email.clone().unwrap_or_default()];
    let sql = sql!(
        "select coalesce(merged_into, id) as id from correspondent
         where name_folded = $1 and coalesce(email, '') = $2 and tax_id is null and kind <> 'former' limit 1"
    );
    Ok(tx.optional::<Key>(sql, args).await?.map(|k| k.id))
}

pub(crate) async fn insert_correspondent(tx: &mut Tx, party: &Party, now: Instant) -> Result<CorrespondentId> {
    let id = CorrespondentId::new();
    let args =
        args![tx, id, party.name.clone(), greek::fold(&party.name), party.tax_id.clone(), party.email.clone(), now,];
    let sql = sql!(
        "insert into correspondent (id, kind, name, name_folded, tax_id, email, created_at)
         values ($1, 'unknown', $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(id)
}

/// Correspondents whose folded name begins with `prefix`, else whose ΑΦΜ or e-mail does.
pub(crate) async fn correspondents(tx: &mut Tx, prefix: &str) -> Result<Vec<Correspondent>> {
    // A range, not `like`: both engines answer it from the index. Each column has its own, so each is asked alone.
    let end = format!("{prefix}\u{10ffff}");
    let args = args![tx, prefix.to_owned(), end.clone()];
    let sql = sql!(
        "select id, name, tax_id, email, phone, address from correspondent
         where name_folded >= $1 and name_folded < $2 and merged_into is null order by name_folded, id limit 10"
    );
    let mut found: Vec<Correspondent> = tx.all(sql, args).await?;
    if found.len() < 10 && prefix.bytes().all(|b| b.is_ascii_digit()) {
        let args = args![tx, prefix.to_owned(), end];
        let sql = sql!(
            "select id, name, tax_id, email, phone, address from correspondent
             where tax_id >= $1 and tax_id < $2 and merged_into is null order by tax_id limit 10"
        );
        found.extend(tx.all::<Correspondent>(sql, args).await?);
    } else if found.len() < 10 && prefix.is_ascii() {
        let args = args![tx, prefix.to_owned(), end];
        let sql = sql!(
            "select id, name, tax_id, email, phone, address from correspondent
             where email >= $1 and email < $2 and merged_into is null order by email limit 10"
        );
        let more: Vec<Correspondent> = tx.all(sql, args).await?;
        found.extend(more.into_iter().filter(|c| !greek::fold(&c.card.name).starts_with(prefix)));
    }
    found.truncate(10);
    Ok(found)
}

/// Correspondents who write from this address, at most fifty. Nobody tells capitals apart in an address.
pub(crate) async fn by_email(tx: &mut Tx, email: &str) -> Result<Vec<Correspondent>> {
    let args = args![tx, email.to_lowercase()];
    let sql = sql!(
        "select id, name, tax_id, email, phone, address from correspondent
         where lower(email) = $1 and merged_into is null and kind <> 'former' order by name_folded, id limit 50"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Name {
    name_folded: String,
}

/// The key of a name in the order of the directory.
pub(crate) async fn name_of(tx: &mut Tx, id: CorrespondentId) -> Result<Option<String>> {
    let args = args![tx, id];
    let row: Option<Name> = tx.optional(sql!("select name_folded from correspondent where id = $1"), args).await?;
    Ok(row.map(|r| r.name_folded))
}

/// Correspondents whose folded name begins with `prefix`, behind one, in the order of names.
pub(crate) async fn directory(
    tx: &mut Tx,
    prefix: &str,
    after: Option<(String, CorrespondentId)>,
    limit: i64,
) -> Result<Vec<Correspondent>> {
    tx.select("select id, name, tax_id, email, phone, address from correspondent where merged_into is null")
        .when(Some(prefix.to_owned()), "and name_folded >= ?")?
        .when(Some(format!("{prefix}\u{10ffff}")), "and name_folded < ?")?
        .when_pair(after, "and (name_folded, id) > (?, ??)")?
        .when(Some(limit), "order by name_folded, id limit ?")?
        .all()
        .await
}

/// A correspondent that was not merged into another.
pub(crate) async fn correspondent(tx: &mut Tx, id: CorrespondentId) -> Result<Option<Correspondent>> {
    let args = args![tx, id];
    let sql =
        sql!("select id, name, tax_id, email, phone, address from correspondent where id = $1 and merged_into is null");
    tx.optional(sql, args).await
}

/// Correspondents with the same ΑΦΜ, e-mail or folded name, itself among them; at most fifty.
pub(crate) async fn alike(tx: &mut Tx, one: &Correspondent) -> Result<Vec<Correspondent>> {
    let args = args![tx, greek::fold(&one.card.name), one.card.tax_id.clone(), one.card.email.clone()];
    let sql = sql!(
        "select id, name, tax_id, email, phone, address from correspondent
         where (name_folded = $1 or tax_id = $2 or email = $3) and merged_into is null
         order by name_folded, id limit 50"
    );
    tx.all(sql, args).await
}

/// Finds the entries of `gone` under `kept`, and completes what `kept` lacks.
pub(crate) async fn merge(tx: &mut Tx, kept: &Correspondent, gone: &Correspondent) -> Result<()> {
    let args = args![tx, kept.id, gone.id];
    let first = sql!(
        "update entry set correspondent = $1
         where correspondent = $2 and exists
           (select 1 from entry_correspondent k
            where k.correspondent = $2 and k.year = entry.year and k.number = entry.number)"
    );
    tx.exec(first, args).await?;
    let args = args![tx, kept.id, gone.id];
    tx.exec(sql!("update entry_correspondent set correspondent = $1 where correspondent = $2"), args).await?;
    let args = args![tx, kept.id, gone.id];
    tx.exec(sql!("update correspondent set merged_into = $1 where id = $2 or merged_into = $2"), args).await?;
    let gone = gone.card.clone();
    let args = args![tx, kept.id, gone.tax_id, gone.email, gone.phone, gone.address];
    let sql = sql!(
        "update correspondent set tax_id = coalesce(tax_id, $2), email = coalesce(email, $3),
           phone = coalesce(phone, $4), address = coalesce(address, $5)
         where id = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn change_correspondent(tx: &mut Tx, id: CorrespondentId, card: Card) -> Result<()> {
    let folded = greek::fold(&card.name);
    let args = args![tx, id, card.name, folded, card.tax_id, card.email, card.phone, card.address];
    let sql = sql!(
        "update correspondent set name = $2, name_folded = $3, tax_id = $4, email = $5, phone = $6, address = $7
         where id = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Keeps what a correspondent was called: entries that say so are found under it. Nobody who writes anew is taken for it.
pub(crate) async fn insert_former(tx: &mut Tx, of: CorrespondentId, card: Card, now: Instant) -> Result<()> {
    let folded = greek::fold(&card.name);
    let args = args![tx, CorrespondentId::new(), card.name, folded, card.tax_id, now, of];
    let sql = sql!(
        "insert into correspondent (id, kind, name, name_folded, tax_id, created_at, merged_into)
         values ($1, 'former', $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}
