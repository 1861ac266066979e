//! The demo: two municipalities with their organisation, people of every role, and two years of papers.

mod mails;
mod moves;
mod names;
mod papers;
mod people;
mod subjects;
mod units;

use crate::{AppError, town};
use http_shell::Town;
use kernel::Clock;
use serde_json::{Value, json};
use std::path::Path;
use units::Row;

/// How large the demo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Two islands without papers: for tests and for trying something.
    Small,
    /// Δήμος Άστεως with 1,000 employees and 5,000 papers, Δήμος Νησίδος with 14 and 120.
    Whole,
}

/// Name, host, organisation and papers of the whole size.
const TOWNS: [(&str, &str, &[Row], usize); 2] =
    [("Δήμος Άστεως", "asty.localhost", units::TOWN, 5_000), ("Δήμος Νησίδος", "nisida.localhost", units::ISLAND, 120)];

/// Stands in the folder while the demo is being made: what was interrupted is made anew.
const UNFINISHED: &str = "unfinished";

/// Makes the demo in `folder`, or goes on with what is there; writes `demo.json`. Gives the towns and that document.
///
/// # Errors
/// When a database, a folder or an account cannot be made.
pub async fn open(folder: &Path, port: u16, clock: &Clock, size: Size) -> Result<(Vec<Town>, Value), AppError> {
    tokio::fs::create_dir_all(folder).await?;
    let (path, unfinished) = (folder.join("demo.json"), folder.join(UNFINISHED));
    if unfinished.exists() {
        clear(folder).await?;
    }
    let before: Option<Value> = match tokio::fs::read(&path).await {
        Ok(bytes) => Some(serde_json::from_slice(&bytes)?),
        Err(_) => None,
    };
    if before.is_none() {
        tokio::fs::write(&unfinished, "").await?;
    }
    let (mut towns, mut described) = (Vec::new(), Vec::new());
    for (place, (name, host, rows, papers)) in TOWNS.into_iter().enumerate() {
        let mut town = town(name, host, &folder.join(host), None).await?;
        town.url = format!("http://{host}:{port}");
        let known = before.as_ref().and_then(|b| b.pointer(&format!("/municipalities/{place}/accounts"))).cloned();
        let accounts = match known {
            Some(accounts) => accounts,
            None if size == Size::Small => make(&town, clock, units::ISLAND, 0).await?,
            None => make(&town, clock, rows, papers).await?,
        };
        let key = town.log.key.verifier().to_string();
        described.push(json!({ "name": name, "host": host, "log_key": key, "accounts": accounts }));
        towns.push(town);
    }
    let document = json!({ "base_url": format!("http://asty.localhost:{port}"), "municipalities": described });
    tokio::fs::write(&path, serde_json::to_vec_pretty(&document)?).await?;
    if before.is_none() {
        tokio::fs::remove_file(&unfinished).await?;
    }
    Ok((towns, document))
}

async fn make(town: &Town, clock: &Clock, rows: &'static [Row], papers: usize) -> Result<Value, AppError> {
    let (accounts, staff) = people::make(town, clock, rows).await?;
    papers::make(town, clock, &staff, papers).await?;
    if papers > 0 {
        mails::make(town, clock).await?;
    }
    Ok(accounts)
}

/// Removes what an earlier demo left in the folder, and nothing else.
///
/// # Errors
/// What the disk refuses.
pub async fn clear(folder: &Path) -> Result<(), AppError> {
    for (_, host, ..) in TOWNS {
        if folder.join(host).exists() {
            tokio::fs::remove_dir_all(folder.join(host)).await?;
        }
    }
    for name in ["demo.json", UNFINISHED] {
        if folder.join(name).exists() {
            tokio::fs::remove_file(folder.join(name)).await?;
        }
    }
    Ok(())
}
