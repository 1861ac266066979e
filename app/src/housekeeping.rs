//! What the program does for itself, once a day.

use crate::AppError;
use db::Cx;
use http_shell::{App, Town};
use kernel::{Actor, Clock};
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, interval_at};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The start belongs to people.
const FIRST: Duration = Duration::from_secs(60 * 60);

/// Tidies each municipality once a day. Any number of processes may do it at once.
pub(crate) async fn every_day(app: App) {
    let mut days = interval_at(Instant::now() + FIRST, DAY);
    loop {
        days.tick().await;
        for town in app.towns.values() {
            if let Err(error) = tidy(town, &app.clock).await {
                tracing::error!(host = town.host, %error, "tidying failed");
            }
        }
    }
}

async fn tidy(town: &Town, clock: &Clock) -> Result<(), AppError> {
    let day_ago = Clock::System.now().plus_seconds(-(DAY.as_secs().cast_signed()));
    let swept = documents::sweep(&town.db, &town.blobs, day_ago).await?;
    let mut cx = Cx::new(Arc::new(Actor::System("tidy")), clock.now(), None, town.db.write().await?);
    let forgotten = once::forget(&mut cx).await?;
    cx.commit().await?;
    tracing::info!(host = town.host, files = swept, forgotten, "tidied");
    Ok(())
}
