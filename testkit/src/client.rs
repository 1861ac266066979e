//! A program that asks over HTTP, light enough to load a server from the same machine.

use crate::Office;
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use std::{
    io::{Error, Result},
    net::SocketAddr,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

const BOUNDARY: &str = "asty-7c1f2a";

/// One kept connection of HTTP/1.1. After an error the next request opens another.
pub struct Client {
    address: SocketAddr,
    host: String,
    who: String,
    stream: Option<BufReader<TcpStream>>,
}

/// What the server said.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    kernel::hex(digest(&SHA256, bytes).as_ref())
}

/// The word against forged requests of the session of a cookie, as its forms have it.
#[must_use]
pub fn csrf(cookie: &str) -> String {
    let token = cookie.rsplit('=').next().unwrap_or_default();
    URL_SAFE_NO_PAD.encode(digest(&SHA256, format!("asty csrf {token}").as_bytes()))
}

impl Client {
    /// A program with the token of the clerk of `office`.
    #[must_use]
    pub fn new(office: &Office) -> Self {
        Self::with(office, format!("authorization: Bearer {}", office.token))
    }

    /// A browser with the session of the clerk of `office`.
    #[must_use]
    pub fn browser(office: &Office) -> Self {
        Self::with(office, format!("cookie: {}", office.cookie))
    }

    /// A browser with another session, whose cookie is given.
    #[must_use]
    pub fn session(office: &Office, cookie: &str) -> Self {
        Self::with(office, format!("cookie: {cookie}"))
    }

    fn with(office: &Office, who: String) -> Self {
        Self { address: office.address, host: office.host.clone(), who, stream: None }
    }

    /// Asks for `path`.
    ///
    /// # Errors
    /// What the network refuses, also when the server goes away in the middle.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let (kept, what) = (self.stream.is_some(), format!("GET {path}"));
        match self.send(&what, "", &[]).await {
            // A kept connection that was not used for long may be closed by now: as browsers do, once more.
            Err(_) if kept => self.send(&what, "", &[]).await,
            answer => answer,
        }
    }

    /// Sends a form, encoded as forms are (`application/x-www-form-urlencoded`).
    ///
    /// # Errors
    /// What the network refuses.
    pub async fn post(&mut self, path: &str, form: &str) -> Result<Answer> {
        let kind = "content-type: application/x-www-form-urlencoded\r\n";
        self.send(&format!("POST {path}"), kind, form.as_bytes()).await
    }

    /// Registers an entry with files, each a name and its bytes.
    ///
    /// # Errors
    /// What the network refuses, also when the server goes away in the middle.
    pub async fn register(&mut self, entry: &Value, files: &[(&str, &[u8])]) -> Result<Answer> {
        let part = |name: &str| format!("\r\n--{BOUNDARY}\r\ncontent-disposition: form-data; name={name}\r\n\r\n");
        let mut body = Vec::with_capacity(1024 + files.iter().map(|(_, bytes)| bytes.len() + 128).sum::<usize>());
        body.extend_from_slice(part("\"entry\"").as_bytes());
        body.extend_from_slice(entry.to_string().as_bytes());
        for (name, bytes) in files {
            body.extend_from_slice(part(&format!("\"file\"; filename=\"{name}\"")).as_bytes());
            body.extend_from_slice(bytes);
        }
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("content-type: multipart/form-data; boundary={BOUNDARY}\r\n");
        self.send("POST /api/v1/register/entries", &kind, &body).await
    }

    async fn send(&mut self, what: &str, headers: &str, body: &[u8]) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                BufReader::new(stream)
            }
        };
        let head = format!(
            "{what} HTTP/1.1\r\nhost: {}\r\n{}\r\n{headers}content-length: {}\r\n\r\n",
            self.host,
            self.who,
            body.len()
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body).await?;
        let answer = read(&mut stream).await?;
        self.stream = Some(stream);
        Ok(answer)
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await? == 0 {
            return Err(Error::other("the server went away"));
        }
    }
    let wrong = || Error::other(format!("no answer of HTTP/1.1 with a length: {head}"));
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(wrong)?;
    let value = |line: &str| line.to_ascii_lowercase().strip_prefix("content-length:").map(|v| v.trim().parse());
    let length: usize = head.lines().find_map(value).and_then(|length| length.ok()).ok_or_else(wrong)?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Answer { status, body })
}
