//! `asty migrate`.

use super::ConfigFile;
use crate::{AppError, connect};
use clap::Args;
use db::Cx;
use kernel::{Actor, Clock};
use std::sync::Arc;

/// Brings the database of each municipality up to date, and says what was done.
///
/// A new version may find entries by more words: those of the entries of before are kept now too, and the command goes on
/// where it was cut off. Make a backup first. A step that fails leaves the database as it was before that step.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty migrate --config asty.toml")]
pub struct Migrate {
    #[command(flatten)]
    config: ConfigFile,
}

impl Migrate {
    pub(super) async fn run(self) -> Result<(), AppError> {
        for place in &self.config.load()?.municipalities {
            let db = connect(place).await?;
            let pending = db.pending().await?;
            db.migrate().await?;
            let actor = Arc::new(Actor::System("migrate"));
            loop {
                let mut cx = Cx::new(actor.clone(), Clock::System.now(), None, db.write().await?);
                if !register::reword(&mut cx).await? {
                    break;
                }
                cx.commit().await?;
            }
            db.close().await;
            let done = if pending.is_empty() { "up to date".to_owned() } else { pending.join(", ") };
            println!("{}: {done}", place.base.name);
        }
        Ok(())
    }
}
