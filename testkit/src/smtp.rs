//! A real SMTP server (aiosmtpd), as a child process.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

/// A real SMTP server on a port that the system gives. It refuses `nobody@…` for good and `busy@…` for now.
pub struct Smtp {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// Its port.
    pub port: u16,
    /// The certificate authority that it wants to be trusted by, PEM.
    pub authority: String,
}

/// The Python of the tests, with the packages that `scripts/setup-test` put there.
fn python() -> PathBuf {
    crate::peers::cache().join("python/bin/python")
}

impl Smtp {
    /// Starts it; a `guarded` one takes mail only over STARTTLS and from the user `asty` with the password
    /// `right-word`.
    #[must_use]
    pub fn start(guarded: bool) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/smtp.py");
        let mut command = Command::new(python());
        command.arg(script).args(guarded.then_some("guarded")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("run scripts/setup-test first");
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut smtp = Self { child, lines, port: 0, authority: String::new() };
        let about = smtp.receive();
        smtp.port = about["port"].as_u64().unwrap().try_into().unwrap();
        smtp.authority = about["authority"].as_str().unwrap().to_owned();
        smtp
    }

    /// The next mail that came, as the server understood it; waits for it.
    pub fn receive(&mut self) -> Value {
        let mut line = String::new();
        assert!(self.lines.read_line(&mut line).unwrap() > 0, "the mail server ended");
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
