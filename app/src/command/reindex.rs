//! `asty reindex`.

use super::Place;
use crate::{AppError, connect, town};
use clap::Args;
use db::Cx;
use kernel::{Actor, Clock};
use std::{sync::Arc, time::Duration};

/// How often a program that writes the index is waited for, and how long each time.
const TRIES: usize = 3_000;
const PAUSE: Duration = Duration::from_millis(100);

/// Makes the search index anew from the database, while the program serves.
///
/// Searches go on with the old index until the new one is whole. It is never needed after a crash: the program catches
/// up by itself. It is for an index that was lost, or that somebody does not trust.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty reindex --config asty.toml")]
pub struct Reindex {
    #[command(flatten)]
    place: Place,
}

impl Reindex {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let place = self.place.load()?;
        let db = connect(&place).await?;
        town::ready(&place, &db).await?;
        let index = town::index(&place.base.index).await?;
        let actor = Arc::new(Actor::System("asty reindex"));
        for _ in 0..TRIES {
            let mut cx = Cx::new(actor.clone(), Clock::System.now(), None, db.read().await?);
            let told = |count| eprint!("\r{count} entries");
            if let Some((count, unread)) = search::rebuild(&mut cx, &index, told).await? {
                drop(cx);
                let mut cx = Cx::new(actor, Clock::System.now(), None, db.write().await?);
                search::want_reading(&mut cx, &unread).await?;
                cx.commit().await?;
                eprintln!();
                println!("{}: {count} entries, {} MiB.", place.base.name, index.size() >> 20);
                return Ok(());
            }
            drop(cx);
            tokio::time::sleep(PAUSE).await;
        }
        Err(AppError::Refused("another program has been writing the index for five minutes".to_owned()))
    }
}
