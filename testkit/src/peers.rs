//! Real peers: an S3 server (moto) and a virus scanner (clamd), each with a folder and a port of its own.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// What a test needs of its machine. Where it is not there the test has nothing to do; under `make test`, which sets
/// `ASTY_TEST_PEERS`, that is a failure.
///
/// # Panics
/// When it is not there and must be.
pub fn needed<T>(what: &str, found: Option<T>) -> Option<T> {
    if found.is_none() {
        assert!(std::env::var_os("ASTY_TEST_PEERS").is_none(), "{what} is not there: run scripts/setup-test");
        println!("skipped: {what} is not there");
    }
    found
}

/// Where `scripts/setup-test` puts what it installs.
pub(crate) fn cache() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache");
    std::env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("asty")
}

/// A program that ends with this, and where it listens.
pub struct Peer {
    child: Child,
    /// `http://127.0.0.1:PORT` or `unix:PATH`.
    pub address: String,
}

impl Peer {
    pub(crate) fn start(program: &Path, arguments: &[&str], address: String, ready: impl Fn() -> bool) -> Self {
        let mut command = Command::new(program);
        let child = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let peer = Self { child, address };
        for _ in 0..600 {
            if ready() {
                return peer;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{} does not answer", program.display());
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An S3 server with the bucket `files`.
#[must_use]
pub fn s3() -> Option<Peer> {
    let program = needed("moto", Some(cache().join("moto/bin/moto_server")).filter(|p| p.exists()))?;
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let connect = || TcpStream::connect(("127.0.0.1", port));
    let arguments = ["-H", "127.0.0.1", "-p", &port.to_string()];
    let peer = Peer::start(&program, &arguments, format!("http://127.0.0.1:{port}"), || connect().is_ok());
    // The one call that makes a bucket; object_store makes none.
    let mut stream = connect().unwrap();
    let request =
        format!("PUT /files HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    Some(peer)
}

/// A Python that knows PM4Py, which reads logs of events.
#[must_use]
pub fn pm4py() -> Option<PathBuf> {
    needed("pm4py", Some(cache().join("pm4py/bin/python")).filter(|p| p.exists()))
}

/// The test string that every scanner knows (eicar.org), put together so that no scanner stops at this file.
#[must_use]
pub fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// A scanner that knows EICAR only, and takes files up to 1 MiB. Its signatures are the test's own: no network is asked.
#[must_use]
pub fn clamd(folder: &Path) -> Option<Peer> {
    let program = needed("clamd", Some(PathBuf::from("/usr/sbin/clamd")).filter(|p| p.exists()))?;
    let (database, socket, config) = (folder.join("signatures"), folder.join("clamd.ctl"), folder.join("clamd.conf"));
    fs::create_dir_all(&database).unwrap();
    fs::write(database.join("eicar.ndb"), format!("Eicar-Test:0:*:{}\n", kernel::hex(&eicar()))).unwrap();
    let text = format!(
        "LocalSocket {}\nDatabaseDirectory {}\nForeground yes\nTemporaryDirectory {}\nStreamMaxLength 1M\n",
        socket.display(),
        database.display(),
        folder.display()
    );
    fs::write(&config, text).unwrap();
    let ready = || UnixStream::connect(&socket).is_ok();
    Some(Peer::start(&program, &["-c", config.to_str().unwrap()], format!("unix:{}", socket.display()), ready))
}
