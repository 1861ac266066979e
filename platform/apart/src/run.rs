//! Running a program: with what it reads, up to a moment, and no more heard of it than is asked for.

use rustix::process::{Pid, Signal, kill_process_group};
use std::{
    io::{self, Read, Write},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// More than this is not taken of what it makes, bytes.
pub(crate) const MOST: usize = 512 << 20;
/// And not kept of what it complains.
const COMPLAINT: usize = 64 << 10;
/// How often it is asked whether it has ended, when it has said everything.
const ASK: Duration = Duration::from_millis(1);

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its status.
    pub status: ExitStatus,
    /// What it made; where it is more than is taken, one byte more.
    pub stdout: Vec<u8>,
    /// What it complained.
    pub stderr: Vec<u8>,
    /// That it was ended because it took too long.
    pub late: bool,
}

/// Runs a program with what it reads from its standard input. What takes longer than `wall` is ended, and where it leads a
/// group of processes, with everything that it has started. To be called on a thread that may wait.
///
/// # Errors
/// When it cannot be started or heard.
pub fn run(mut command: Command, input: &[&[u8]], wall: Duration) -> io::Result<Ended> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let end = Instant::now() + wall;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (said, heard) = channel();
    let told = said.clone();
    thread::scope(|scope| {
        scope.spawn(move || {
            let Some(mut stdin) = stdin else { return };
            // Who does not read to the end says why by how it ends.
            for part in input {
                if stdin.write_all(part).is_err() {
                    return;
                }
            }
        });
        let made = scope.spawn(move || {
            let made = first(stdout, MOST + 1);
            let _ = told.send(made.as_ref().is_ok_and(|made| made.len() > MOST));
            made
        });
        let complained = scope.spawn(move || {
            let complained = all_but_first(stderr, COMPLAINT);
            let _ = said.send(false);
            complained
        });
        let mut late = false;
        for _ in 0..2 {
            match heard.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(false) => {}
                Ok(true) => stop(&mut child),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    late = true;
                    stop(&mut child);
                    break;
                }
            }
        }
        let (status, later) = wait(&mut child, end)?;
        let (made, complained) = (made.join(), complained.join());
        let stumbled = |_| io::Error::other("a reader stumbled");
        let (stdout, stderr) = (made.map_err(stumbled)??, complained.map_err(stumbled)??);
        Ok(Ended { status, stdout, stderr, late: late || later })
    })
}

/// The first bytes of what it says; then it is not listened to.
fn first(from: Option<impl Read>, most: usize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if let Some(from) = from {
        from.take(most as u64).read_to_end(&mut out)?;
    }
    Ok(out)
}

/// The first bytes; the rest is heard and forgotten, so that it can go on.
fn all_but_first(from: Option<impl Read>, most: usize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if let Some(mut from) = from {
        from.by_ref().take(most as u64).read_to_end(&mut out)?;
        io::copy(&mut from, &mut io::sink())?;
    }
    Ok(out)
}

/// Waits until it has ended, up to `end`; then it is ended. Whether that was so.
fn wait(child: &mut Child, end: Instant) -> io::Result<(ExitStatus, bool)> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, false));
        }
        if Instant::now() >= end {
            stop(child);
            return Ok((child.wait()?, true));
        }
        thread::sleep(ASK);
    }
}

/// Ends it, and its group where it leads one. Not yet waited for, its number is nobody else's.
fn stop(child: &mut Child) {
    // What has ended by itself needs no end, and who leads no group has none.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.kill();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::run;
    use crate::is_its_own;
    use std::{
        os::unix::process::{CommandExt, ExitStatusExt},
        process::Command,
        time::{Duration, Instant},
    };

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).process_group(0);
        command
    }

    #[test]
    fn what_it_reads_and_says_goes_through() {
        let ended = run(shell("cat; echo no >&2; exit 7"), &[b"one ", b"two"], Duration::from_secs(60)).unwrap();
        assert_eq!((ended.status.code(), ended.late), (Some(7), false));
        assert_eq!((ended.stdout.as_slice(), ended.stderr.as_slice()), (&b"one two"[..], &b"no\n"[..]));
        let loud = run(shell("head -c 1000000 /dev/zero >&2"), &[], Duration::from_secs(60)).unwrap();
        assert_eq!((loud.status.code(), loud.stderr.len()), (Some(0), 64 << 10));
    }

    #[test]
    fn what_waits_for_ever_is_ended_with_what_it_started() {
        let began = Instant::now();
        // The one that it started holds its output open.
        let ended = run(shell("sleep 300 & sleep 300"), &[], Duration::from_millis(50)).unwrap();
        assert!(ended.late && began.elapsed() < Duration::from_secs(100));
        assert_eq!(ended.status.signal(), Some(9));
    }

    #[test]
    fn who_stops_the_program_says_nothing_of_the_file() {
        for (signal, own) in [("XCPU", true), ("SEGV", true), ("ABRT", true), ("TERM", false), ("INT", false)] {
            let ended = run(shell(&format!("kill -{signal} $$")), &[], Duration::from_secs(60)).unwrap();
            assert_eq!(is_its_own(ended.status.signal().unwrap()), own, "{signal}");
        }
    }
}
