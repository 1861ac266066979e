//! A stranger's PDF is worked on in a process of its own, with little memory and time: whatever it makes the reading
//! library do, only that process ends.

use crate::{Stamp, StampError, cut, stamp};
use kernel::Instant;
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Read, Write},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    thread,
};

/// The hidden command of the program that does the work: [`work`].
pub const COMMAND: &str = "stamp-copy";
/// The same for pages: [`work_cut`].
pub const CUT: &str = "cut-pages";
/// Address space of that process, bytes. A copy of the largest file that is stamped needs half of it.
const MEMORY: u64 = 1 << 30;
/// What its allocator asks of the system at once, KiB: as much as it does otherwise would be all that it may have.
const ARENA: &str = "16384";
/// Its time on a processor, seconds.
const TIME: u64 = 20;
/// The same for what looks at every page of a long scan.
const LONG: u64 = 300;
/// How it ends when the file is unfit.
const UNFIT: u8 = 3;

/// Where files are stamped.
#[derive(Debug, Clone)]
pub enum Workshop {
    /// In this process: for what is not a stranger's.
    Here,
    /// In a process of its own: this program, which knows [`COMMAND`].
    Apart(PathBuf),
}

#[derive(Serialize, Deserialize)]
struct Job {
    stamp: Stamp,
    /// Microseconds since 1970.
    at: i64,
}

impl Workshop {
    /// The stamped copy of a PDF: [`stamp`]. To be called on a thread that may wait.
    ///
    /// # Errors
    /// As there; a file that takes too much memory or time is unfit too.
    pub fn stamp(&self, original: &[u8], words: &Stamp, at: Instant) -> Result<Vec<u8>, StampError> {
        let Self::Apart(program) = self else { return stamp(original, words, at) };
        let job = serde_json::to_vec(&Job { stamp: words.clone(), at: at.micros() }).map_err(io::Error::other)?;
        apart(program, COMMAND, &job, original)
    }

    /// Some pages of a PDF: [`cut`]. To be called on a thread that may wait.
    ///
    /// # Errors
    /// As there; a file that takes too much memory or time is unfit too.
    pub fn cut(&self, original: &[u8], pages: RangeInclusive<u32>) -> Result<Vec<u8>, StampError> {
        let Self::Apart(program) = self else { return cut(original, pages) };
        let job = serde_json::to_vec(&(pages.start(), pages.end())).map_err(io::Error::other)?;
        apart(program, CUT, &job, original)
    }

    /// What another hidden command of the program makes of a stranger's file; `here` is what it does. To be called on a
    /// thread that may wait.
    ///
    /// # Errors
    /// [`StampError::Unfit`] for a file that takes too much memory or time.
    pub fn other(
        &self,
        command: &str,
        original: &[u8],
        here: impl FnOnce(&[u8]) -> Vec<u8>,
    ) -> Result<Vec<u8>, StampError> {
        let Self::Apart(program) = self else { return Ok(here(original)) };
        apart(program, command, &[], original)
    }
}

/// Lets a process of its own work on a file.
fn apart(program: &Path, command: &str, job: &[u8], original: &[u8]) -> Result<Vec<u8>, StampError> {
    let length = u32::try_from(job.len()).map_err(io::Error::other)?;
    let mut child = Command::new(program)
        .arg(command)
        .env("MIMALLOC_ARENA_RESERVE", ARENA)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take();
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            let Some(mut input) = input else { return };
            // Who does not read to the end says why by how it ends.
            for part in [&length.to_le_bytes()[..], job, original] {
                if input.write_all(part).is_err() {
                    return;
                }
            }
        });
        child.wait_with_output()
    })?;
    match output.status.code() {
        Some(0) => Ok(output.stdout),
        Some(code) if code == i32::from(UNFIT) => {
            Err(StampError::Unfit(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
        }
        Some(_) => Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()).into()),
        None => Err(StampError::Unfit("it takes too much memory or time".to_owned())),
    }
}

/// What the process of its own does: reads a job and a PDF, and writes the stamped copy.
pub fn work(input: impl Read, output: impl Write) -> ExitCode {
    ended(try_work(input, output, TIME, |job, original| {
        let Job { stamp: words, at } = serde_json::from_slice(job).map_err(io::Error::other)?;
        stamp(original, &words, Instant::from_micros(at))
    }))
}

/// The same for some pages of a PDF.
pub fn work_cut(input: impl Read, output: impl Write) -> ExitCode {
    ended(try_work(input, output, TIME, |job, original| {
        let (first, last): (u32, u32) = serde_json::from_slice(job).map_err(io::Error::other)?;
        cut(original, first..=last)
    }))
}

/// The same for another hidden command, which may take longer.
pub fn work_other(input: impl Read, output: impl Write, what: impl FnOnce(&[u8]) -> Vec<u8>) -> ExitCode {
    ended(try_work(input, output, LONG, |_, original| Ok(what(original))))
}

fn ended(done: Result<(), StampError>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let code = if matches!(error, StampError::Unfit(_)) { UNFIT } else { 1 };
            eprintln!("{error}");
            ExitCode::from(code)
        }
    }
}

fn try_work(
    mut input: impl Read,
    mut output: impl Write,
    time: u64,
    what: impl FnOnce(&[u8], &[u8]) -> Result<Vec<u8>, StampError>,
) -> Result<(), StampError> {
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, time), (Resource::Core, 0)] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(io::Error::from)?;
    }
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let mut job = vec![0; u32::from_le_bytes(length) as usize];
    input.read_exact(&mut job)?;
    let mut original = Vec::new();
    input.read_to_end(&mut original)?;
    output.write_all(&what(&job, &original)?)?;
    Ok(output.flush()?)
}
