//! The virus scanner: clamd over its socket.

use crate::BlobError;
use std::{fs, io, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncSeekExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// How much is sent at a time, bytes.
const CHUNK: usize = 64 * 1024;
/// How long a scan may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A virus scanner: clamd, where it listens.
#[derive(Debug, Clone)]
pub struct Scanner {
    /// `unix:/run/clamav/clamd.ctl` or `host:port`.
    address: String,
}

impl Scanner {
    /// The clamd that listens at `unix:PATH` or `host:port`.
    #[must_use]
    pub fn new(address: String) -> Self {
        Self { address }
    }

    /// Whether the scanner answers.
    ///
    /// # Errors
    /// [`BlobError::Unscanned`].
    pub async fn ping(&self) -> Result<(), BlobError> {
        let reply = in_time(async {
            let mut to = self.connect().await?;
            to.write_all(b"zPING\0").await?;
            reply(to).await
        });
        if reply.await? == "PONG" { Ok(()) } else { Err(BlobError::Unscanned("no PONG".into())) }
    }

    /// Whether the scanner looks at files of `size` bytes, by sending as many zeros.
    ///
    /// # Errors
    /// [`BlobError::Unscanned`] with what the scanner says, when it says anything.
    pub async fn takes(&self, size: u64) -> Result<(), BlobError> {
        let verdict = self.verdict(&mut tokio::io::repeat(0).take(size)).await?;
        if verdict == "OK" { Ok(()) } else { Err(BlobError::Unscanned(verdict)) }
    }

    /// Refuses a file that carries something known. A file that nobody has looked at is refused too.
    pub(crate) async fn check(&self, file: &fs::File) -> Result<(), BlobError> {
        let mut file = tokio::fs::File::from_std(file.try_clone()?);
        file.rewind().await?;
        let verdict = self.verdict(&mut file).await?;
        match verdict.strip_suffix(" FOUND") {
            Some(name) => Err(BlobError::Infected { name: name.to_owned() }),
            None if verdict == "OK" => Ok(()),
            None => Err(BlobError::Unscanned(verdict)),
        }
    }

    async fn verdict(&self, bytes: &mut (impl AsyncRead + Unpin)) -> Result<String, BlobError> {
        let reply = in_time(async {
            let mut to = self.connect().await?;
            // The scanner may answer before the end: what it says then counts, not that it stops listening.
            let _ = send(bytes, &mut to).await;
            reply(to).await
        });
        let reply = reply.await?;
        Ok(reply.strip_prefix("stream: ").unwrap_or(&reply).to_owned())
    }

    async fn connect(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match self.address.strip_prefix("unix:") {
            Some(path) => Box::new(UnixStream::connect(path).await?),
            None => Box::new(TcpStream::connect(&self.address).await?),
        })
    }
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> Result<T, BlobError> {
    let done = timeout(PATIENCE, work).await.unwrap_or_else(|e| Err(e.into()));
    done.map_err(|error| BlobError::Unscanned(error.to_string()))
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

async fn send(bytes: &mut (impl AsyncRead + Unpin), to: &mut Box<dyn Stream>) -> io::Result<()> {
    to.write_all(b"zINSTREAM\0").await?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = bytes.read(&mut chunk).await?;
        to.write_all(&u32::try_from(length).unwrap_or_default().to_be_bytes()).await?;
        if length == 0 {
            return to.flush().await;
        }
        to.write_all(chunk.get(..length).unwrap_or_default()).await?;
    }
}

async fn reply(from: Box<dyn Stream>) -> io::Result<String> {
    let mut text = String::new();
    from.take(1_000).read_to_string(&mut text).await?;
    Ok(text.trim_end_matches('\0').to_owned())
}
