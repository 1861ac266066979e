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
        if !town.news.is_heard() && seen.is_some() {
            tokio::time::sleep(LOOK).await;
            continue;
        }
        match look(&town, &clock, &mut seen).await {
            Ok(news) if news.is_empty() => {}
            Ok(news) => town.news.tell(&news),
            Err(error) => tracing::error!(%error, "it cannot be asked what moved"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Up to where was told what moved, and how much waited for those who register.
#[derive(Debug, Clone, Copy)]
struct Seen {
    movement: (i64, i64),
    waits: i64,
}

/// What moved since the last time, and whether something came in, by whatever process; nothing the first time.
async fn look(town: &Town, clock: &Clock, seen: &mut Option<Seen>) -> Result<News, AppError> {
    let mut cx = Cx::new(Arc::new(Actor::System("news")), clock.now(), None, town.db.read().await?);
    let waits = intake::count(&mut cx).await?;
    let Some(before) = *seen else {
        *seen = Some(Seen { movement: circulation::last_movement(&mut cx).await?, waits });
        return Ok(News::default());
    };
    let touched = circulation::moved_since(&mut cx, before.movement).await?;
    let mut news = News { office: waits > before.waits, ..News::default() };
    let last = touched.last().map_or(before.movement, |one| (one.year, one.number));
    for one in touched {
        news.units.extend([Some(one.unit), one.from_unit].into_iter().flatten());
        news.employees.extend([one.employee, one.from_employee].into_iter().flatten());
    }
    *seen = Some(Seen { movement: last, waits });
    Ok(news)
}
