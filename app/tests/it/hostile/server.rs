//! The program behind a real socket, and a client that sends anything.

use kernel::{Clock, Role};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub const ENTRIES: &str = "/api/v1/register/entries";

/// How long a whole request may wait for its answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

pub struct Server {
    pub port: u16,
    pub tokens: Value,
    pub folder: tempfile::TempDir,
    /// How many inputs were sent and judged.
    pub judged: std::cell::Cell<usize>,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|l| l.split_once(':'));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
    }
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let data = folder.path().join("data");
        let clock = Clock::System;
        let (towns, tokens) = asty::demo::open(&data, port, &clock, asty::demo::Size::Small).await.unwrap();
        tokio::spawn(asty::serve(
            listener,
            asty::server(towns, clock, pdf::Workshop::Apart(crate::PROGRAM.into())).unwrap(),
        ));
        Self { port, tokens, folder, judged: std::cell::Cell::new(0) }
    }

    pub fn token(&self, role: Role) -> &str {
        let accounts = self.tokens["municipalities"][0]["accounts"].as_array().unwrap();
        accounts.iter().find(|a| a["role"] == role.as_str()).unwrap()["token"].as_str().unwrap()
    }

    pub fn judge(&self, inputs: usize) {
        self.judged.set(self.judged.get() + inputs);
    }

    /// Sends a whole request as it is and reads to the end. Some answer must come: without one, whoever answers has
    /// panicked.
    pub async fn raw(&self, bytes: &[u8]) -> Answer {
        let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
        let answer = tokio::time::timeout(PATIENCE, self.send(bytes, false)).await;
        let answer = answer.unwrap_or_else(|_| panic!("it waits for more of {}", shown()));
        assert!(answer.status >= 100, "no answer to {}", shown());
        answer
    }

    /// Sends bytes, and goes away in the middle of a request: an answer, or none.
    pub async fn half(&self, bytes: &[u8]) -> Answer {
        self.send(bytes, true).await
    }

    async fn send(&self, bytes: &[u8], leave: bool) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        // The server may refuse and stop reading before the end.
        let _ = stream.write_all(bytes).await;
        // Who leaves is not answered: what it asked for is given up.
        if leave {
            let _ = stream.shutdown().await;
        }
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let split = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(answer.len());
        let head = String::from_utf8_lossy(&answer[..split]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        Answer { status, head, body: answer.get(split + 4..).unwrap_or_default().to_vec() }
    }

    pub async fn call(&self, role: Role, method: &str, path: &str, media: &str, body: &[u8]) -> Answer {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: asty.localhost\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
             content-type: {media}\r\ncontent-length: {}\r\n\r\n",
            self.token(role),
            body.len()
        );
        let answer = self.raw(&[head.as_bytes(), body].concat()).await;
        assert!(answer.status < 500, "{method} {path}: {}\n{}", answer.head, answer.text());
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Role::Clerk, "GET", path, "text/plain", b"").await
    }

    pub async fn register(&self, entry: &Value, files: &[(Vec<u8>, Vec<u8>)]) -> Answer {
        let mut body = format!("--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{entry}\r\n").into_bytes();
        for (disposition, content) in files {
            body.extend(b"--b\r\ncontent-disposition: form-data; name=\"file\"; ");
            body.extend(disposition);
            body.extend(b"\r\ncontent-type: text/html\r\n\r\n");
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(b"--b--\r\n");
        self.call(Role::Clerk, "POST", ENTRIES, "multipart/form-data; boundary=b", &body).await
    }
}
