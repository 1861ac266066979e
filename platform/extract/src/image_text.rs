//! Text that is recognised on pictures, by Tesseract, where it is installed.

use crate::Unread;
use std::{process::Command, time::Duration};

/// How long a picture may take by the clock.
const WALL: Duration = Duration::from_secs(4 * 60);

/// The text on a picture, in the languages `languages` (`ell+eng`).
pub(crate) fn text(program: &str, languages: &str, picture: &[u8]) -> Result<String, Unread> {
    let mut command = Command::new(program);
    command.args(["stdin", "stdout", "-l", languages, "--psm", "3"]);
    // One of its threads is quicker than four that wait for one another.
    command.env("OMP_THREAD_LIMIT", "1");
    let ended = apart::run(command, &[picture], WALL)?;
    if ended.late {
        return Err(Unread::Unfit("it takes too much time".to_owned()));
    }
    if ended.status.success() {
        return Ok(String::from_utf8_lossy(&ended.stdout).into_owned());
    }
    Err(Unread::Unfit(String::from_utf8_lossy(&ended.stderr).trim().chars().take(300).collect()))
}
