//! The figures are counted as the log of the register and the trail grow, a little behind them.

use crate::AppError;
use db::Cx;
use http_shell::Town;
use kernel::{Actor, Clock};
use std::{sync::Arc, time::Duration};

/// How often it is looked whether there is something to count.
const LOOK: Duration = Duration::from_secs(20);
/// Between two steps of a long counting: pages are written meanwhile.
const BREATH: Duration = Duration::from_millis(50);

/// Counts what was registered and moved. Of several processes the first does it.
pub async fn figures(town: Arc<Town>, clock: Clock) {
    loop {
        match step(&town.db, &clock).await {
            Ok(true) => tokio::time::sleep(BREATH).await,
            Ok(false) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::error!(%error, "the figures cannot be counted");
                tokio::time::sleep(LOOK * 3).await;
            }
        }
    }
}

/// One step; whether there is more to count.
///
/// # Errors
/// What the database refuses.
pub(crate) async fn step(db: &db::Db, clock: &Clock) -> Result<bool, AppError> {
    let actor = Arc::new(Actor::System("figures"));
    let mut cx = Cx::new(actor.clone(), clock.now(), None, db.read().await?);
    let (figures, people) = (statistics::behind(&mut cx).await?, rollout::presence_behind(&mut cx).await?);
    if !figures && !people {
        return Ok(false);
    }
    let reckoned = statistics::reckon(&mut cx).await?;
    drop(cx);
    let mut cx = Cx::new(actor, clock.now(), None, db.write().await?);
    let more = [statistics::count(&mut cx, reckoned).await?, rollout::note_presence(&mut cx).await?];
    cx.commit().await?;
    Ok(more.contains(&true))
}
