//! The directory of correspondents.

use crate::{Correspondent, Party};
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
        let found: Option<Key> =
            tx.optional(sql!("select id from correspondent where tax_id = $1 limit 1"), args).await?;
        return Ok(found.map(|k| k.id));
    }
    let args = args![tx, greek::fold(&party.name), party.email.clone().unwrap_or_default()];
    let sql = sql!(
        "select id from correspondent where name_folded = $1 and coalesce(email, '') = $2 and tax_id is null limit 1"
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

/// Correspondents whose folded name begins with `prefix`, or whose ΑΦΜ is it.
pub(crate) async fn correspondents(tx: &mut Tx, prefix: &str) -> Result<Vec<Correspondent>> {
    // A range, not `like`: both engines answer it from the index.
    let args = args![tx, prefix.to_owned(), format!("{prefix}\u{10ffff}")];
    let sql = sql!(
        "select id, name, tax_id, email from correspondent
         where (name_folded >= $1 and name_folded < $2) or tax_id = $1 order by name_folded, id limit 10"
    );
    tx.all(sql, args).await
}
