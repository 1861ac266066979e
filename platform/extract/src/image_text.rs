//! Text that is recognised on pictures, by Tesseract, where it is installed.

use crate::Unread;
use std::{
    io::Write,
    process::{Command, Stdio},
    thread,
};

/// The text on a picture, in the languages `languages` (`ell+eng`).
pub(crate) fn text(program: &str, languages: &str, picture: &[u8]) -> Result<String, Unread> {
    let mut child = Command::new(program)
        .args(["stdin", "stdout", "-l", languages, "--psm", "3"])
        // One of its threads is quicker than four that wait for one another.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take();
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            // Who does not read to the end says why by how it ends.
            input.map(|mut input| input.write_all(picture))
        });
        child.wait_with_output()
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Unread::Unfit(String::from_utf8_lossy(&output.stderr).trim().chars().take(300).collect()))
}
