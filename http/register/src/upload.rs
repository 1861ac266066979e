//! Files on their way in.

use axum::extract::multipart::Field;
use blobs::{BlobError, Stored};
use http_shell::{Ask, Error};

/// The largest field that is no file, bytes.
const MAX_TEXT: usize = 100_000;

/// A file that is safely stored, and the name that it came with.
pub(crate) struct Upload {
    pub name: String,
    pub stored: Stored,
}

/// Streams one file of a form to its store.
pub(crate) async fn receive(ask: &Ask, mut part: Field<'_>, before: &[Upload]) -> Result<Option<Upload>, Error> {
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
    let rest = futures(part);
    let stream = futures_util::StreamExt::chain(futures_util::stream::iter([Ok(first)]), rest);
    let limits = blobs::Limits { max_bytes: limits.file.max_bytes.min(left), ..limits.file };
    match ask.town.blobs.receive(stream, limits).await {
        Ok(stored) => Ok(Some(Upload { name, stored })),
        Err(BlobError::CutOff) => Err(Error::BadRequest("the upload was cut off".into())),
        Err(cause @ (BlobError::Full | BlobError::Io(_))) => Err(cause.into()),
        Err(cause) => Err(Error::File { name, cause }),
    }
}

/// Why a file was not taken, in words for the person who sent it.
pub(crate) fn words(ask: &Ask, name: String, cause: &BlobError) -> String {
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

type Chunk = Result<axum::body::Bytes, axum::extract::multipart::MultipartError>;

fn futures(part: Field<'_>) -> impl futures_util::Stream<Item = Chunk> + '_ {
    futures_util::stream::unfold(
        part,
        |mut part| async move { part.chunk().await.transpose().map(|chunk| (chunk, part)) },
    )
}

/// The text of a field.
pub(crate) async fn text(mut part: Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| Error::BadRequest("the form was cut off".into()))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_TEXT {
            return Err(Error::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::BadRequest("the text is not UTF-8".into()))
}
