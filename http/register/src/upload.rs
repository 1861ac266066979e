//! Files on their way in.

use axum::extract::multipart::Field;
use blobs::{BlobError, Stored};
use http_shell::{Ask, Error};

/// How many files an entry may have.
const MAX_FILES: usize = 100;
/// The largest field that is no file, bytes.
const MAX_TEXT: usize = 100_000;

/// A file that is safely stored, and the name that it came with.
pub(crate) struct Upload {
    pub name: String,
    pub stored: Stored,
}

/// Why a file of a form was refused.
pub(crate) enum Refused {
    /// It has no bytes.
    Empty(String),
    /// It is too large.
    Large(String),
    /// Anything else ends the request.
    Other(Error),
}

/// Streams one file of a form to disk.
pub(crate) async fn receive(ask: &Ask, mut part: Field<'_>, before: usize) -> Result<Option<Upload>, Refused> {
    let name = blobs::clean_name(part.file_name().unwrap_or_default());
    let unnamed = part.file_name().is_none_or(str::is_empty);
    if before >= MAX_FILES {
        return Err(Refused::Other(Error::BadRequest("too many files".into())));
    }
    let first = match part.chunk().await {
        Ok(Some(chunk)) if !chunk.is_empty() => chunk,
        // A browser sends an empty, unnamed part when no file was chosen.
        Ok(_) if unnamed => return Ok(None),
        Ok(_) => return Err(Refused::Empty(name)),
        Err(_) => return Err(Refused::Other(Error::BadRequest("the upload was cut off".into()))),
    };
    let rest = futures(part);
    let stream = futures_util::StreamExt::chain(futures_util::stream::iter([Ok(first)]), rest);
    match ask.town.blobs.receive(stream, ask.town.max_file).await {
        Ok(stored) => Ok(Some(Upload { name, stored })),
        Err(BlobError::Empty) => Err(Refused::Empty(name)),
        Err(BlobError::TooLarge { .. }) => Err(Refused::Large(name)),
        Err(error) => Err(Refused::Other(error.into())),
    }
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
