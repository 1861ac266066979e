//! A stranger's PDF is stamped in a process of its own (crate `apart`).

use crate::{Stamp, StampError, cut, stamp};
use apart::{ApartError, Limits};
use kernel::Instant;
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Read, Write},
    ops::RangeInclusive,
    path::PathBuf,
    process::ExitCode,
};

/// The hidden command of the program that does the work: [`work`].
pub const COMMAND: &str = "stamp-copy";
/// A copy of the largest file that is stamped needs half of this memory.
const LIMITS: Limits = Limits { memory: 1 << 30, seconds: 20, patient: false };
/// The same for pages: [`work_cut`].
pub const CUT: &str = "cut-pages";
/// For what looks at every page of a long scan.
const LONG: Limits = Limits { seconds: 300, ..LIMITS };

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
        Ok(apart::call(program, COMMAND, &job, original)?)
    }

    /// Some pages of a PDF: [`cut`]. To be called on a thread that may wait.
    ///
    /// # Errors
    /// As there; a file that takes too much memory or time is unfit too.
    pub fn cut(&self, original: &[u8], pages: RangeInclusive<u32>) -> Result<Vec<u8>, StampError> {
        let Self::Apart(program) = self else { return cut(original, pages) };
        let job = serde_json::to_vec(&(pages.start(), pages.end())).map_err(io::Error::other)?;
        Ok(apart::call(program, CUT, &job, original)?)
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
        Ok(apart::call(program, command, &[], original)?)
    }
}

impl From<ApartError> for StampError {
    fn from(error: ApartError) -> Self {
        match error {
            ApartError::Unfit(why) => Self::Unfit(why),
            ApartError::Io(error) => error.into(),
        }
    }
}

impl From<StampError> for ApartError {
    fn from(error: StampError) -> Self {
        match error {
            StampError::Unfit(why) => Self::Unfit(why),
            other => Self::Io(io::Error::other(other)),
        }
    }
}

/// What the process of its own does: reads a job and a PDF, and writes the stamped copy.
pub fn work(input: impl Read, output: impl Write) -> ExitCode {
    apart::answer(LIMITS, input, output, |job, original| {
        let Job { stamp: words, at } = serde_json::from_slice(job).map_err(io::Error::other)?;
        Ok(stamp(&original, &words, Instant::from_micros(at))?)
    })
}

/// The same for some pages of a PDF.
pub fn work_cut(input: impl Read, output: impl Write) -> ExitCode {
    apart::answer(LIMITS, input, output, |job, original| {
        let (first, last): (u32, u32) = serde_json::from_slice(job).map_err(io::Error::other)?;
        Ok(cut(&original, first..=last)?)
    })
}

/// The same for another hidden command, which may take longer.
pub fn work_other(input: impl Read, output: impl Write, what: impl FnOnce(&[u8]) -> Vec<u8>) -> ExitCode {
    apart::answer(LONG, input, output, |_, original| Ok(what(&original)))
}
