//! Why the mailbox cannot be read.

use crate::MailboxTrouble;
use db::{Result, Tx, args, sql};
use kernel::Instant;

/// Keeps why, with since when; nothing takes it away.
pub(crate) async fn note_mailbox(tx: &mut Tx, error: Option<String>, now: Instant) -> Result<()> {
    let Some(error) = error else {
        let args = args![tx];
        tx.exec(sql!("delete from mailbox_trouble where id = 1"), args).await?;
        return Ok(());
    };
    let args = args![tx, now, error];
    let sql = sql!(
        "insert into mailbox_trouble (id, since, at, error) values (1, $1, $1, $2)
         on conflict (id) do update set at = excluded.at, error = excluded.error"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn mailbox_trouble(tx: &mut Tx) -> Result<Option<MailboxTrouble>> {
    let args = args![tx];
    tx.optional(sql!("select since, at, error from mailbox_trouble where id = 1"), args).await
}
