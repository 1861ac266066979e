//! What moved is told to the browsers that listen: by one question for all of them.

use crate::AppError;
use db::Cx;
use http_shell::{News, Town};
use kernel::{Actor, Clock};
use std::{sync::Arc, time::Duration};

/// How often it is asked what moved, by whatever process.
const LOOK: Duration = Duration::from_secs(1);

/// Tells whose trays have changed, as long as somebody listens.
pub async fn news(town: Arc<Town>, clock: Clock) {
    let mut seen = None;
    loop {
        // Where it stood is kept while nobody listens: what moves before the first look at a new listener is told too.
        if town.news.receiver_count() == 0 && seen.is_some() {
            tokio::time::sleep(LOOK).await;
            continue;
        }
        match look(&town, &clock, &mut seen).await {
            Ok(news) if news.units.is_empty() && news.employees.is_empty() => {}
            // Nobody listens any more.
            Ok(news) => drop(town.news.send(Arc::new(news))),
            Err(error) => tracing::error!(%error, "it cannot be asked what moved"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// What moved since the last time; nothing the first time.
async fn look(town: &Town, clock: &Clock, seen: &mut Option<(i64, i64)>) -> Result<News, AppError> {
    let mut cx = Cx::new(Arc::new(Actor::System("news")), clock.now(), None, town.db.read().await?);
    let Some(from) = *seen else {
        *seen = Some(circulation::last_movement(&mut cx).await?);
        return Ok(News::default());
    };
    let touched = circulation::moved_since(&mut cx, from).await?;
    let mut news = News::default();
    for one in touched {
        *seen = Some((one.year, one.number));
        news.units.extend([Some(one.unit), one.from_unit].into_iter().flatten());
        news.employees.extend([one.employee, one.from_employee].into_iter().flatten());
    }
    Ok(news)
}
