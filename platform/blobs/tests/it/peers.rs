//! Real peers: an S3 server (moto) and a virus scanner (clamd), each with a folder and a port of its own.

use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A program that ends with this.
pub struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that is free now.
fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_until(what: &str, ready: impl Fn() -> bool) {
    for _ in 0..600 {
        if ready() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{what} does not answer");
}

fn start(program: &Path, args: &[String]) -> Peer {
    Peer(Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
}

/// An S3 server with the bucket `files`, and its address; none where moto is not installed (`scripts/setup-test`).
pub async fn s3() -> Option<(Peer, String)> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache"), PathBuf::from);
    let program = cache.join("asty/moto/bin/moto_server");
    if !program.exists() {
        return None;
    }
    let port = port();
    let peer = start(&program, &["-H".into(), "127.0.0.1".into(), "-p".into(), port.to_string()]);
    wait_until("moto", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    let address = format!("http://127.0.0.1:{port}");
    // The one call that makes a bucket; object_store makes none.
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request =
        format!("PUT /files HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    Some((peer, address))
}

/// The test string that every scanner knows (eicar.org), put together so that no scanner stops at this file.
pub fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// A scanner that knows EICAR only, and its address; none where clamd is not installed.
pub fn clamd(folder: &Path) -> Option<(Peer, String)> {
    let program = Path::new("/usr/sbin/clamd");
    if !program.exists() {
        return None;
    }
    let (database, socket, config) = (folder.join("db"), folder.join("clamd.ctl"), folder.join("clamd.conf"));
    std::fs::create_dir_all(&database).unwrap();
    std::fs::write(database.join("eicar.ndb"), format!("Eicar-Test:0:*:{}\n", hex(&eicar()))).unwrap();
    let text = format!(
        "LocalSocket {}\nDatabaseDirectory {}\nForeground yes\nTemporaryDirectory {}\nStreamMaxLength 1M\n",
        socket.display(),
        database.display(),
        folder.display()
    );
    std::fs::write(&config, text).unwrap();
    let peer = start(program, &["-c".into(), config.display().to_string()]);
    wait_until("clamd", || std::os::unix::net::UnixStream::connect(&socket).is_ok());
    Some((peer, format!("unix:{}", socket.display())))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
