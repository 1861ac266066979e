//! What may be long and is read by somebody slow.
//!
//! It is made at the speed of the database, into a file, and sent from there as it grows: whoever takes an hour to read
//! it holds no connection of the database for that hour.

use crate::Error;
use axum::body::{Body, Bytes};
use futures_util::{Stream, StreamExt, stream};
use std::io;
use tempfile::NamedTempFile;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{Semaphore, SemaphorePermit, watch},
    task::JoinHandle,
};

/// How much is sent at once, bytes.
const STEP: usize = 64 * 1024;

/// How many are made at the same time; pages need connections too.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The right to make something long, to be taken before a reading transaction is opened for it.
pub struct Spool(SemaphorePermit<'static>);

/// How far the file is written.
#[derive(Clone, Copy, Default)]
struct Written {
    bytes: u64,
    ended: bool,
}

/// Ends the making when nobody reads any more.
struct Making(JoinHandle<()>);

impl Drop for Making {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct Sending {
    file: File,
    sent: u64,
    written: watch::Receiver<Written>,
    _making: Making,
}

impl Spool {
    /// Waits until it is this one's turn.
    ///
    /// # Errors
    /// When the program ends.
    pub async fn turn() -> Result<Self, Error> {
        TURNS.acquire().await.map(Self).map_err(|e| Error::Internal(Box::new(e)))
    }

    /// Makes what `source` gives, and sends it. Where `source` fails, what is sent breaks off.
    ///
    /// # Errors
    /// When there is no room for the file.
    pub async fn body(self, source: impl Stream<Item = Result<Bytes, Error>> + Send + 'static) -> Result<Body, Error> {
        let pair = || NamedTempFile::new().and_then(|file| Ok((file.reopen()?, file.into_file())));
        let made = tokio::task::spawn_blocking(pair).await.map_err(|e| Error::Internal(Box::new(e)))?;
        let (read, write) = made.map_err(|e| Error::Internal(Box::new(e)))?;
        let (tell, written) = watch::channel(Written::default());
        let making = Making(tokio::spawn(async move {
            let _turn = self.0;
            if let Err(error) = make(File::from_std(write), source, tell).await {
                tracing::error!(%error, "something long could not be made");
            }
        }));
        let sending = Sending { file: File::from_std(read), sent: 0, written, _making: making };
        Ok(Body::from_stream(stream::try_unfold(sending, next)))
    }
}

async fn make(
    mut file: File,
    source: impl Stream<Item = Result<Bytes, Error>>,
    tell: watch::Sender<Written>,
) -> Result<(), Error> {
    let mut source = std::pin::pin!(source);
    while let Some(bytes) = source.next().await {
        let bytes = bytes?;
        let write = async {
            file.write_all(&bytes).await?;
            file.flush().await
        };
        write.await.map_err(|e| Error::Internal(Box::new(e)))?;
        tell.send_modify(|written| written.bytes += bytes.len() as u64);
    }
    tell.send_modify(|written| written.ended = true);
    Ok(())
}

/// The next bytes of the file; none behind the last.
async fn next(mut sending: Sending) -> io::Result<Option<(Bytes, Sending)>> {
    let sent = sending.sent;
    let more = sending.written.wait_for(|written| written.ended || written.bytes > sent).await;
    // The maker is gone without an end.
    let written = *more.map_err(|_| io::Error::other("broken off"))?;
    if written.bytes == sent {
        return Ok(None);
    }
    let ready = usize::try_from(written.bytes - sent).unwrap_or(STEP).min(STEP);
    let mut bytes = vec![0; ready];
    sending.file.read_exact(&mut bytes).await?;
    sending.sent += ready as u64;
    Ok(Some((bytes.into(), sending)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use axum::body::to_bytes;

    fn parts(count: u8) -> impl Stream<Item = Result<Bytes, Error>> {
        stream::iter((0..count).map(|n| Ok(Bytes::from(vec![n; STEP + 1]))))
    }

    #[tokio::test]
    async fn everything_arrives_in_order() {
        let body = Spool::turn().await.unwrap().body(parts(9)).await.unwrap();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        assert_eq!(bytes, (0..9).flat_map(|n| vec![n; STEP + 1]).collect::<Vec<u8>>());
    }

    #[tokio::test]
    async fn what_breaks_off_does_not_look_whole() {
        let source = parts(2).chain(stream::iter([Err(Error::NotFound)]));
        let body = Spool::turn().await.unwrap().body(source).await.unwrap();
        assert!(to_bytes(body, usize::MAX).await.is_err());
    }

    /// Three who do not read what was made for them keep nobody from a turn.
    #[tokio::test]
    async fn who_does_not_read_holds_no_turn() {
        let mut unread = Vec::new();
        for _ in 0..3 {
            unread.push(Spool::turn().await.unwrap().body(parts(20)).await.unwrap());
        }
        assert!(to_bytes(Spool::turn().await.unwrap().body(parts(1)).await.unwrap(), usize::MAX).await.is_ok());
    }

    #[tokio::test]
    async fn who_goes_away_gives_the_turn_back() {
        for _ in 0..3 {
            let endless = stream::repeat_with(|| Ok(Bytes::from_static(b"x"))).then(|item| async {
                tokio::task::yield_now().await;
                item
            });
            drop(Spool::turn().await.unwrap().body(endless).await.unwrap());
        }
    }
}
