//! The program as the person at the terminal has it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex},
};

/// `asty` with these arguments, in this folder, in a clean environment.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asty"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ASTY_")) {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments);
    command
}

/// Runs it to its end.
pub fn asty(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Runs it to its good end; what it printed.
pub fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = asty(folder, arguments);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{arguments:?}\n{out}\n{err}");
    out
}

/// Runs it to its bad end; what it said.
pub fn bad(folder: &Path, arguments: &[&str]) -> String {
    let output = asty(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// A running `asty serve`.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts it on a port that the system gives, and waits until it listens.
    pub fn start(folder: &Path, environment: &[(&str, &str)]) -> Self {
        let mut command = command(folder, &["serve", "--config", "asty.toml"]);
        command.env("ASTY_SERVER_LISTEN", "127.0.0.1:0").env("ASTY_LOGGING_FORMAT", "json");
        command.envs(environment.iter().copied()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let (log, mut line) = (Arc::new(Mutex::new(String::new())), String::new());
        let address = loop {
            line.clear();
            assert!(lines.read_line(&mut line).unwrap() > 0, "it ended: {}", log.lock().unwrap());
            log.lock().unwrap().push_str(&line);
            let Ok(parsed) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
            if parsed["message"] == "listening" {
                break parsed["address"].as_str().unwrap().parse().unwrap();
            }
        };
        let sink = log.clone();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                sink.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        Self { child, address, log }
    }

    /// Sends a request of HTTP/1.1 and reads the answer to its end.
    pub fn ask(&self, host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let head =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n");
        stream.write_all(format!("{head}{headers}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop, as an operating system does; what it logged.
    pub fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder with the configuration of two municipalities, migrated.
pub fn installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("asty.toml"), TOWNS).unwrap();
    good(folder.path(), &["migrate", "--config", "asty.toml"]);
    folder
}

pub const TOWNS: &str = "\
[municipality.asty]
name = 'Δήμος Άστεως'
host = 'asty.localhost'

[municipality.nisida]
name = 'Δήμος Νησίδος'
host = 'nisida.localhost'
";
