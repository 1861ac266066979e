//! `asty doctor`.

use super::ConfigFile;
use crate::{
    AppError,
    doctor::{self, Outcome},
};
use clap::Args;

/// Checks configuration, databases, storage, clock, keys and mail, and says how to mend what is wrong.
///
/// Nothing is changed. Ends with an error when something does not work; advice alone is no error.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty doctor --config asty.toml")]
pub struct Doctor {
    #[command(flatten)]
    config: ConfigFile,
}

impl Doctor {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let checks = doctor::examine(&self.config.load()?).await;
        checks.iter().for_each(|check| println!("{check}"));
        match checks.iter().filter(|check| check.outcome == Outcome::Bad).count() {
            0 => Ok(()),
            count => Err(AppError::Refused(format!("{count} of {} checks went badly", checks.len()))),
        }
    }
}
