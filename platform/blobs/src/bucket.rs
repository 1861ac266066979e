//! Files in a bucket of an S3-compatible store.

use crate::{
    BlobError,
    folder::{parse, place},
    store::BlobStream,
};
use futures_util::{StreamExt, TryStreamExt};
use kernel::{Clock, Instant, hex};
use object_store::{
    ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    buffered::BufWriter,
    path::Path,
};
use std::{fs, io, sync::Arc, time::Duration};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

/// A file that was sent longer ago is sent again instead of relied on, so that no sweep takes it: half of the day that
/// a sweep waits. Seconds.
const FRESH: i64 = 12 * 60 * 60;

/// How long a store that is away is asked again: somebody waits at the counter.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the bucket is, and who may write into it.
#[derive(Debug, Clone)]
pub struct S3 {
    /// The address of the store; none for the one of Amazon.
    pub endpoint: Option<String>,
    /// The region.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// What the names of the municipality's files begin with.
    pub prefix: String,
    /// The key's name.
    pub access_key: String,
    /// The key's secret.
    pub secret_key: String,
}

/// The files of one municipality in a bucket.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    store: Arc<AmazonS3>,
    root: Path,
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => BlobError::NotFound,
            other => BlobError::Io(io::Error::other(other)),
        }
    }
}

fn sent(found: &ObjectMeta) -> Instant {
    Instant::from_micros(found.last_modified.timestamp_micros())
}

impl Bucket {
    pub(crate) fn open(s3: S3) -> Result<Self, BlobError> {
        let http = s3.endpoint.as_ref().is_some_and(|e| e.starts_with("http:"));
        let mut builder = AmazonS3Builder::new()
            .with_region(s3.region)
            .with_bucket_name(s3.bucket)
            .with_access_key_id(s3.access_key)
            .with_secret_access_key(s3.secret_key)
            .with_allow_http(http)
            .with_retry(RetryConfig { max_retries: 4, retry_timeout: PATIENCE, ..RetryConfig::default() });
        if let Some(endpoint) = s3.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        Ok(Self { store: Arc::new(builder.build()?), root: Path::from(s3.prefix).join("sha256") })
    }

    fn path(&self, sha256: &[u8; 32]) -> Path {
        let (folder, name) = place(sha256);
        self.root.clone().join(folder).join(name)
    }

    async fn find(&self, path: &Path) -> Result<Option<ObjectMeta>, BlobError> {
        match self.store.head(path).await {
            Ok(found) => Ok(Some(found)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends a whole file, unless it is there. Whether its bytes are new.
    pub(crate) async fn put(&self, file: fs::File, sha256: &[u8; 32], size: u64) -> Result<bool, BlobError> {
        let path = self.path(sha256);
        let there = self.find(&path).await?.filter(|found| found.size == size);
        let fresh = Clock::System.now().plus_seconds(-FRESH);
        if there.as_ref().is_some_and(|found| sent(found) > fresh) {
            return Ok(false);
        }
        let mut file = tokio::fs::File::from_std(file);
        file.rewind().await?;
        let mut out = BufWriter::new(self.store.clone(), path);
        let sent = async { tokio::io::copy_buf(&mut tokio::io::BufReader::new(file), &mut out).await };
        if let Err(error) = sent.await {
            out.abort().await?;
            return Err(error.into());
        }
        out.shutdown().await?;
        Ok(there.is_none())
    }

    pub(crate) async fn read(&self, sha256: &[u8; 32]) -> Result<(u64, BlobStream), BlobError> {
        let found = self.store.get(&self.path(sha256)).await?;
        Ok((found.meta.size, found.into_stream().map_err(io::Error::other).boxed()))
    }

    /// Between the look and the removal somebody may send the file again: a moment in which an orphan of a day is lost
    /// to them. S3 has no lock that would close it.
    pub(crate) async fn remove_older(&self, sha256: &[u8; 32], limit: Instant) -> Result<Option<u64>, BlobError> {
        let path = self.path(sha256);
        match self.find(&path).await?.filter(|found| sent(found) < limit) {
            Some(found) => {
                self.store.delete(&path).await?;
                Ok(Some(found.size))
            }
            None => Ok(None),
        }
    }

    pub(crate) async fn older(&self, first: u8, limit: Instant) -> Result<Vec<[u8; 32]>, BlobError> {
        let folder = self.root.clone().join(hex(&[first]));
        let old = self.store.list(Some(&folder)).try_filter_map(|found| async move {
            let name = found.location.filename().unwrap_or_default();
            Ok(parse(first, name).filter(|_| sent(&found) < limit))
        });
        Ok(old.try_collect().await?)
    }

    pub(crate) async fn ping(&self) -> Result<(), BlobError> {
        self.store.list(Some(&self.root)).next().await.transpose()?;
        Ok(())
    }
}
