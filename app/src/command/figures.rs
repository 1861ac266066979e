//! `asty figures`.

use super::Place;
use crate::{AppError, connect, figures::step};
use clap::Subcommand;
use kernel::Clock;

/// The figures of the statistics, which are derived from the register.
#[derive(Subcommand)]
pub enum Figures {
    /// Counts all figures anew, while the service runs.
    ///
    /// Needed when a local holiday was added afterwards, or after a damage.
    #[command(after_long_help = "Example:\n  asty figures rebuild --config asty.toml")]
    Rebuild {
        #[command(flatten)]
        place: Place,
    },
}

impl Figures {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let Figures::Rebuild { place } = self;
        let mut cx = place.cx().await?;
        statistics::recount(&mut cx).await?;
        cx.commit().await?;
        let db = connect(&place.load()?).await?;
        while step(&db, &Clock::System).await? {}
        println!("The figures are counted anew.");
        Ok(())
    }
}
