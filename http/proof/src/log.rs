//! The public log, for people: what somebody needs to check it without us.

use crate::pages::trusted;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use http_shell::{Ask, Error, Reply};
use kernel::Day;
use serde::Serialize;
use std::io;
use tlog::VerifierKey;

/// How many daily checkpoints are shown, the newest first.
const SHOWN: usize = 31;
const ENDING: &str = ".checkpoint";

#[derive(Serialize)]
struct LogPage {
    key: String,
    /// Those that handed the log over, the latest first.
    earlier: Vec<String>,
    address: String,
    size: u64,
    checkpoint: String,
    today: Day,
    daily: Vec<Day>,
}

/// The days whose checkpoints are kept in the folder, the newest first; none where there is no folder.
async fn daily(ask: &Ask) -> io::Result<Vec<Day>> {
    let mut folder = match tokio::fs::read_dir(&ask.town.checkpoints).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut days = Vec::new();
    while let Some(entry) = folder.next_entry().await? {
        let name = entry.file_name().to_string_lossy().into_owned();
        days.extend(name.strip_suffix(ENDING).and_then(|day| day.parse::<Day>().ok()));
    }
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.truncate(SHOWN);
    Ok(days)
}

/// The page.
pub(crate) async fn show(ask: Ask) -> Reply {
    let mut keys = trusted(&ask).await?.into_iter();
    let key = ask.town.log.key.verifier().clone();
    let mut earlier: Vec<String> = keys.by_ref().filter(|one| *one != key).map(|one| one.to_string()).collect();
    earlier.reverse();
    let (checkpoint, signed) = proof::checkpoint(&mut ask.read().await?.tx, &ask.town.log).await?;
    // A folder that cannot be read must not hide the rest.
    let daily = daily(&ask).await.unwrap_or_default();
    let page = LogPage {
        key: VerifierKey::to_string(&key),
        earlier,
        address: format!("{}/log", ask.town.url),
        size: checkpoint.size,
        checkpoint: signed,
        today: ask.app.clock.now().day(),
        daily,
    };
    ask.page("proof/log.html", page)
}

/// A file of a checkpoint, to be kept.
fn file(day: Day, text: String) -> Response {
    let name = format!("attachment; filename=\"{day}{ENDING}\"");
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, text).into_response()
}

/// The checkpoint of a day, as it was kept then.
pub(crate) async fn of_day(ask: Ask, Path(day): Path<String>) -> Reply {
    let day: Day = day.parse().map_err(|_| Error::NotFound)?;
    // The name is made of the day that was read, so that it leads nowhere else.
    match tokio::fs::read_to_string(ask.town.checkpoints.join(format!("{day}{ENDING}"))).await {
        Ok(text) => Ok(file(day, text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotFound),
        Err(error) => Err(Error::Internal(Box::new(error))),
    }
}
