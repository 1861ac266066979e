//! The news of kept searches, by mail each morning.

use crate::AppError;
use db::Cx;
use fulltext::Order;
use html::{Lang, Words};
use http_search::Asked;
use http_shell::Town;
use kernel::{Actor, Clock, Day, SearchId};
use mail::Mail;
use serde::{Deserialize, Serialize};
use std::{fmt::Write, sync::Arc};

/// The kind of the jobs that mail news.
pub(crate) const SEARCH: &str = "search";
/// At what hour of the day, in Athens.
const HOUR: i8 = 7;

/// The news of a search, of a day.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct News {
    search: SearchId,
    day: Day,
}

/// Writes the jobs of a day: the news of the day before.
pub(crate) async fn ask(cx: &mut Cx, today: Day) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let batch = search::mailing(cx, after).await?;
        let Some(last) = batch.last().map(|one| one.id) else { return Ok(()) };
        for one in batch {
            let news = News { search: one.id, day: today.previous() };
            let due = today.at(HOUR, 0);
            queue::enqueue_at(cx, SEARCH, &format!("{} {today}", one.id), &news, due).await?;
        }
        after = Some(last);
    }
}

/// Looks for what is new as the owner of the search, who reads here what is not restricted, and writes the mail.
pub(crate) async fn tell(town: &Town, clock: &Clock, words: &Words, news: News) -> Result<(), AppError> {
    let system = Arc::new(Actor::System(SEARCH));
    let mut cx = Cx::new(system.clone(), clock.now(), None, town.db.read().await?);
    let Some(kept) = search::kept(&mut cx, news.search).await?.filter(|kept| kept.mails) else { return Ok(()) };
    let now = cx.now;
    let Some(reader) = search::owner(&mut cx.tx, &kept, now).await? else { return Ok(()) };
    let to = identity::person(&mut cx, kept.owner).await?.details.email;
    let Some(to) = to else { return Ok(()) };
    // Nothing is told for a search that cannot be read: as everything it would be another.
    let Some(asked) = Asked::kept(&kept.query, news.day) else {
        tracing::error!(search = %news.search, "a kept search cannot be read, and has no news");
        return Ok(());
    };
    let asked = search::Asked { from: Some(news.day), to: Some(news.day), order: Order::Newest, page: 0, ..asked };
    let mut cx = Cx::new(Arc::new(Actor::Employee(reader)), now, None, cx.tx);
    let results = search::find(&mut cx, &town.index, &asked).await?;
    drop(cx);
    if results.total == 0 {
        return Ok(());
    }
    let mut lines = String::new();
    for hit in &results.hits {
        // Writing into a text does not fail.
        let _ = writeln!(lines, "{}/{} {}", hit.row.number, hit.row.year, hit.row.subject);
    }
    let args = [
        ("name", kept.name.clone()),
        ("count", results.total.to_string()),
        ("day", news.day.greek()),
        ("lines", lines),
        ("url", format!("{}/desk/search?{}", town.url, kept.query)),
        ("municipality", town.name.clone()),
    ];
    let mail = Mail {
        to,
        subject: words.text(Lang::El, "search-mail-subject", &args),
        text: words.text(Lang::El, "search-mail-text", &args),
        ..Mail::default()
    };
    let mut cx = Cx::new(system, now, None, town.db.write().await?);
    mail::enqueue(&mut cx, &format!("{SEARCH} {} {}", news.search, news.day), &mail).await?;
    Ok(cx.commit().await?)
}
