//! Whether the mailbox can be read.

use super::{Result, office};
use crate::{MailboxTrouble, store};
use db::Cx;
use kernel::Permission;

/// The longest reason that is kept: letters.
const LONG: usize = 500;

/// Keeps why the mailbox could not be read; nothing says that it can be read again.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn note_mailbox(cx: &mut Cx, error: Option<&str>) -> Result<()> {
    office(cx)?;
    let now = cx.now;
    let error = error.map(|error| error.replace('\0', "").chars().take(LONG).collect());
    Ok(store::note_mailbox(&mut cx.tx, error, now).await?)
}

/// Since when the mailbox cannot be read, and why; none while it can, as far as is known. For those who register, and for
/// who sees to the program.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn mailbox_trouble(cx: &mut Cx) -> Result<Option<MailboxTrouble>> {
    if !cx.actor.may(Permission::SystemRead) {
        cx.require(Permission::RegisterWrite)?;
    }
    Ok(store::mailbox_trouble(&mut cx.tx).await?)
}
