//! What was refused, and for how long it is kept.

use db::{Result, Tx, args, sql};
use kernel::{Instant, ProposalId};

#[derive(sqlx::FromRow)]
struct Key {
    id: ProposalId,
}

/// What was refused before an instant and is not forgotten, the oldest first.
pub(crate) async fn refused_before(tx: &mut Tx, before: Instant, limit: i64) -> Result<Vec<ProposalId>> {
    let args = args![tx, before, limit];
    let sql = sql!(
        "select id from proposal where state = 'refused' and forgotten_at is null and decided_at < $1
         order by decided_at, id limit $2"
    );
    Ok(tx.all::<Key>(sql, args).await?.into_iter().map(|row| row.id).collect())
}

/// Forgets what a proposal said, and names its files no more.
pub(crate) async fn forget(tx: &mut Tx, id: ProposalId, at: Instant) -> Result<()> {
    let args = args![tx, id, at];
    let sql = sql!(
        "update proposal set forgotten_at = $2, message_id = null, from_name = '', from_address = '', recipients = '',
           subject = '', body = '' where id = $1"
    );
    tx.exec(sql, args).await?;
    let args = args![tx, id];
    tx.exec(sql!("delete from proposal_part where proposal = $1"), args).await?;
    Ok(())
}
