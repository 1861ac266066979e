//! Rules that assign by themselves are held against what was registered.

use crate::AppError;
use db::Cx;
use http_shell::Town;
use kernel::{Actor, Clock};
use std::{sync::Arc, time::Duration};

/// How often new entries are looked for.
const LOOK: Duration = Duration::from_secs(2);

/// Assigns what is registered, as the rules of the protocol office say. Of several processes the first does it.
pub async fn routing(town: Arc<Town>, clock: Clock) {
    loop {
        match route(&town, &clock).await {
            // A full batch has more behind it.
            Ok(looked) if looked > 0 => {}
            Ok(_) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::error!(%error, "new entries cannot be held against the rules");
                tokio::time::sleep(LOOK * 15).await;
            }
        }
    }
}

/// One batch; how many entries were looked at.
async fn route(town: &Town, clock: &Clock) -> Result<usize, AppError> {
    let actor = Arc::new(Actor::System(circulation::ROUTING));
    let mut cx = Cx::new(actor.clone(), clock.now(), None, town.db.read().await?);
    if !circulation::to_route(&mut cx).await? {
        return Ok(0);
    }
    drop(cx);
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    let looked = circulation::route(&mut cx).await?;
    cx.commit().await?;
    Ok(looked)
}
