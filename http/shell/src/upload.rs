//! Files on their way in.

use crate::{App, Ask, Error};
use axum::{
    body::{Body, Bytes},
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
};
use blobs::{BlobError, Stored};
use futures_util::{Stream, StreamExt, stream};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// The largest field that is no file, bytes.
const MAX_TEXT: usize = 100_000;

/// The largest head of a part, bytes. A part's head is held in memory, and pieces of the part come with it.
const MAX_HEAD: usize = 1024 * 1024;

/// See [`pieces`], bytes.
const PIECE: usize = 64 * 1024;

/// The parts of a form, one by one. Where the head of one does not end, the form is cut off.
pub struct Parts {
    parts: Multipart,
    /// What may still come before the next part begins, bytes.
    left: Arc<AtomicUsize>,
}

impl FromRequest<App> for Parts {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let left = Arc::new(AtomicUsize::new(usize::MAX));
        let budget = left.clone();
        let mut first = true;
        let spend = move |piece: io::Result<Bytes>| {
            let budget = budget.clone();
            let first = std::mem::take(&mut first);
            async move {
                // The reader of the form takes all that is ready: it must look at each piece before the next is ready.
                // The first comes at once: it takes a form for empty that gives nothing at first.
                if !first {
                    tokio::task::yield_now().await;
                }
                let piece = piece?;
                let less = |left: usize| left.checked_sub(piece.len());
                match budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less) {
                    Ok(_) => Ok(piece),
                    Err(_) => Err(io::Error::other("the head of a part is too long")),
                }
            }
        };
        let guarded = move |body: Body| Body::from_stream(body.into_data_stream().flat_map(pieces).then(spend));
        let parts = Multipart::from_request(request.map(guarded), app).await;
        Ok(Self { parts: parts.map_err(|_| Error::Media("multipart/form-data"))?, left })
    }
}

/// However large what the network gives at once, the budget is spent in small pieces.
fn pieces(chunk: Result<Bytes, axum::Error>) -> impl Stream<Item = io::Result<Bytes>> {
    let mut left = match chunk {
        Ok(bytes) => vec![Ok(bytes)],
        Err(error) => vec![Err(io::Error::other(error))],
    };
    stream::iter(std::iter::from_fn(move || match left.pop()? {
        Ok(mut bytes) if bytes.len() > PIECE => {
            let piece = bytes.split_to(PIECE);
            left.push(Ok(bytes));
            Some(Ok(piece))
        }
        last => Some(last),
    }))
}

impl Parts {
    /// The next part; the one before is at its end.
    ///
    /// # Errors
    /// When the form is cut off, or the head of a part is too long.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, Error> {
        self.left.store(MAX_HEAD, Ordering::Relaxed);
        let next = self.parts.next_field().await;
        self.left.store(usize::MAX, Ordering::Relaxed);
        next.map_err(|e| Error::BadRequest(e.body_text()))
    }
}

/// A file that is safely stored, and the name that it came with.
pub struct Upload {
    /// The name.
    pub name: String,
    /// What is stored.
    pub stored: Stored,
}

/// Streams one file of a form to its store.
///
/// # Errors
/// When it is too large, infected, locked, empty or cut off, or there are too many.
pub async fn receive(ask: &Ask, mut part: Field<'_>, before: &[Upload]) -> Result<Option<Upload>, Error> {
    let name = blobs::clean_name(part.file_name().unwrap_or_default());
    let unnamed = part.file_name().is_none_or(str::is_empty);
    let limits = ask.town.limits;
    if before.len() >= limits.entry_files {
        return Err(Error::BadRequest(format!("an entry has at most {} files", limits.entry_files)));
    }
    let left = limits.entry_bytes.saturating_sub(before.iter().map(|u| u.stored.size).sum());
    let first = match part.chunk().await {
        Ok(Some(chunk)) if !chunk.is_empty() => chunk,
        // A browser sends an empty, unnamed part when no file was chosen.
        Ok(_) if unnamed => return Ok(None),
        Ok(_) => return Err(Error::File { name, cause: BlobError::Empty }),
        Err(_) => return Err(Error::BadRequest("the upload was cut off".into())),
    };
    let stream = stream::iter([Ok(first)]).chain(rest(part));
    let limits = blobs::Limits { max_bytes: limits.file.max_bytes.min(left), ..limits.file };
    match ask.town.blobs.receive(stream, limits).await {
        Ok(stored) => Ok(Some(Upload { name, stored })),
        Err(BlobError::CutOff) => Err(Error::BadRequest("the upload was cut off".into())),
        Err(cause @ (BlobError::Full | BlobError::Io(_))) => Err(cause.into()),
        Err(cause) => Err(Error::File { name, cause }),
    }
}

/// Why a file was not taken, in words for the person who sent it.
#[must_use]
pub fn words(ask: &Ask, name: String, cause: &BlobError) -> String {
    let (key, args) = match cause {
        BlobError::TooLarge { max } if *max < ask.town.limits.file.max_bytes => {
            ("register-problem-files-large", vec![("max", html::bytes(ask.lang, limit(ask.town.limits.entry_bytes)))])
        }
        BlobError::TooLarge { max } => {
            ("register-problem-file-large", vec![("max", html::bytes(ask.lang, limit(*max)))])
        }
        BlobError::Infected { name } => ("register-problem-file-infected", vec![("virus", name.clone())]),
        BlobError::Encrypted => ("register-problem-file-encrypted", Vec::new()),
        BlobError::Unscanned(_) => ("register-problem-file-unscanned", Vec::new()),
        _ => ("register-problem-file-empty", Vec::new()),
    };
    let args: Vec<_> = args.into_iter().chain([("name", name)]).collect();
    ask.text(key, &args)
}

fn limit(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn rest(part: Field<'_>) -> impl Stream<Item = Result<Bytes, MultipartError>> + '_ {
    stream::unfold(part, |mut part| async move { part.chunk().await.transpose().map(|chunk| (chunk, part)) })
}

/// The text of a field.
///
/// # Errors
/// When it is too long, cut off, or no UTF-8.
pub async fn text(mut part: Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| Error::BadRequest("the form was cut off".into()))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_TEXT {
            return Err(Error::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::BadRequest("the text is not UTF-8".into()))
}
