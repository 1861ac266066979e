//! Work in a process of its own.
#![doc = include_str!("../README.md")]

mod run;

pub use run::{Ended, run};

use run::MOST;
use rustix::process::{Resource, Rlimit, Signal, nice, setrlimit};
use std::{
    io::{self, Read, Write},
    os::unix::process::{CommandExt, ExitStatusExt},
    path::Path,
    process::{Command, ExitCode},
    time::Duration,
};

/// What the allocator of such a process asks of the system at once, KiB: as much as it does otherwise would be all that
/// it may have.
const ARENA: &str = "16384";
/// How it ends when the file is unfit.
const UNFIT: u8 = 3;
/// How long it may take by the clock, whatever it waits for.
const WALL: Duration = Duration::from_secs(35 * 60);
/// How far behind others it stands that has time (`nice`).
const LAST: i32 = 19;

/// How much such a process may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Address space, bytes.
    pub memory: u64,
    /// Time on a processor, seconds.
    pub seconds: u64,
    /// Whether it lets everything else go first.
    pub patient: bool,
}

/// Why it made nothing.
#[derive(Debug, thiserror::Error)]
pub enum ApartError {
    /// The file is not what it should be, or takes too much memory or time.
    #[error("{0}")]
    Unfit(String),
    /// The process could not be started or heard.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Has `program` do `command` with a job and a file, and gives what it makes. To be called on a thread that may wait.
///
/// # Errors
/// [`ApartError`].
pub fn call(program: &Path, command: &str, job: &[u8], file: &[u8]) -> Result<Vec<u8>, ApartError> {
    let length = u32::try_from(job.len()).map_err(io::Error::other)?;
    let mut command_line = Command::new(program);
    command_line.arg(command).env("MIMALLOC_ARENA_RESERVE", ARENA).process_group(0);
    let ended = run(command_line, &[&length.to_le_bytes(), job, file], WALL)?;
    let said = || String::from_utf8_lossy(&ended.stderr).trim().to_owned();
    match ended.status.code() {
        _ if ended.late => Err(ApartError::Unfit("it takes too much time".to_owned())),
        _ if ended.stdout.len() > MOST => Err(ApartError::Unfit("it becomes too large".to_owned())),
        Some(0) => Ok(ended.stdout),
        Some(code) if code == i32::from(UNFIT) => Err(ApartError::Unfit(said())),
        Some(_) => Err(io::Error::other(said()).into()),
        None if ended.status.signal().is_some_and(is_its_own) => {
            Err(ApartError::Unfit("it takes too much memory or time".to_owned()))
        }
        None => Err(io::Error::other(format!("the process was ended from outside: {}", ended.status)).into()),
    }
}

/// Whether a process ended by what it did itself: it reached a limit, or stumbled. Whoever stops the program ends it
/// otherwise, and the file is as fit as before.
fn is_its_own(signal: i32) -> bool {
    [Signal::XCPU, Signal::KILL, Signal::SEGV, Signal::BUS, Signal::ABORT].iter().any(|own| own.as_raw() == signal)
}

/// What the process of its own does: reads a job and a file, and writes what `work` makes of them.
pub fn answer(
    limits: Limits,
    input: impl Read,
    output: impl Write,
    work: impl FnOnce(&[u8], Vec<u8>) -> Result<Vec<u8>, ApartError>,
) -> ExitCode {
    match try_answer(limits, input, output, work) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let code = if matches!(error, ApartError::Unfit(_)) { UNFIT } else { 1 };
            eprintln!("{error}");
            ExitCode::from(code)
        }
    }
}

fn try_answer(
    limits: Limits,
    mut input: impl Read,
    mut output: impl Write,
    work: impl FnOnce(&[u8], Vec<u8>) -> Result<Vec<u8>, ApartError>,
) -> Result<(), ApartError> {
    for (resource, most) in [(Resource::As, limits.memory), (Resource::Cpu, limits.seconds), (Resource::Core, 0)] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(io::Error::from)?;
    }
    if limits.patient {
        nice(LAST).map_err(io::Error::from)?;
    }
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let mut job = vec![0; u32::from_le_bytes(length) as usize];
    input.read_exact(&mut job)?;
    let mut file = Vec::new();
    input.read_to_end(&mut file)?;
    output.write_all(&work(&job, file)?)?;
    Ok(output.flush()?)
}
