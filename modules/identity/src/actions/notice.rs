//! Of what people are told by e-mail.

use super::own_self;
use crate::{IdentityError, NoticeKind, store};
use db::Cx;
use kernel::{EmployeeId, Forbidden, Permission};

/// The employee who asks, by themselves and not by a program of theirs.
fn me(cx: &Cx) -> Result<EmployeeId, IdentityError> {
    cx.require(Permission::OwnAccount)?;
    let me = cx.actor.employee().map(|me| me.id).filter(|me| own_self(cx, *me));
    Ok(me.ok_or(Forbidden(Permission::OwnAccount))?)
}

/// Of what the actor does not want to be told.
///
/// # Errors
/// When forbidden.
pub async fn refused_notices(cx: &mut Cx) -> Result<Vec<NoticeKind>, IdentityError> {
    cx.require(Permission::OwnAccount)?;
    match cx.actor.employee().map(|me| me.id) {
        Some(me) => Ok(store::refused_notices(&mut cx.tx, me).await?),
        None => Ok(Vec::new()),
    }
}

/// Keeps of what the actor does not want to be told; they are told of everything else.
///
/// # Errors
/// When forbidden.
pub async fn refuse_notices(cx: &mut Cx, refused: &[NoticeKind]) -> Result<(), IdentityError> {
    let me = me(cx)?;
    store::clear_refused(&mut cx.tx, me).await?;
    for kind in refused {
        store::refuse_notice(&mut cx.tx, me, *kind).await?;
    }
    Ok(())
}
