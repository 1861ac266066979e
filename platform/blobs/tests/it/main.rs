//! Taking files in and giving them out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use blobs::{BlobError, Blobs};
use bytes::Bytes;
use futures_util::{TryStreamExt, stream};

fn chunks(parts: &[&'static [u8]]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter(parts.iter().map(|p| Ok(Bytes::from_static(p))).collect::<Vec<_>>())
}

/// The files of a store, without the locks that every store has.
fn files_under(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .filter(|p| !p.ends_with("lock") && !p.ends_with("open"))
        .map(|p| if p.is_dir() { files_under(&p) } else { 1 })
        .sum()
}

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).await.unwrap();
    let first = blobs.receive(chunks(&[b"%PDF-1.7\n", b"rest"]), 100).await.unwrap();
    let second = blobs.receive(chunks(&[b"%PDF-1.7\nrest"]), 100).await.unwrap();
    assert_eq!((first.sha256, first.new, second.sha256, second.new), (second.sha256, true, first.sha256, false));
    assert_eq!((first.size, first.media_type), (13, "application/pdf"));
    assert_eq!(files_under(folder.path()), 1);
    let (size, stream) = blobs.read(&first.sha256).await.unwrap();
    let bytes: Vec<Bytes> = stream.try_collect().await.unwrap();
    assert_eq!((size, bytes.concat()), (13, b"%PDF-1.7\nrest".to_vec()));
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).await.unwrap();
    assert!(matches!(blobs.receive(chunks(&[]), 10).await, Err(BlobError::Empty)));
    assert!(matches!(blobs.receive(chunks(&[b"12345", b"678901"]), 10).await, Err(BlobError::TooLarge { max: 10 })));
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(std::io::Error::other("gone"))]);
    assert!(matches!(blobs.receive(broken, 10).await, Err(BlobError::CutOff)));
    assert_eq!(files_under(folder.path()), 0);
    assert!(matches!(blobs.read(&[0; 32]).await, Err(BlobError::NotFound)));
}

#[tokio::test]
async fn what_a_crash_left_is_removed_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let other = Blobs::open(folder.path()).await.unwrap();
    let left = folder.path().join("incoming/left");
    std::fs::write(&left, b"half").unwrap();
    assert!(Blobs::open(folder.path()).await.unwrap().alone_at().is_none());
    assert!(left.exists(), "another process may still be writing a young file");
    let file = std::fs::File::options().write(true).open(&left).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    Blobs::open(folder.path()).await.unwrap();
    assert!(!left.exists());
    std::fs::write(&left, b"half").unwrap();
    drop(other);
    assert!(Blobs::open(folder.path()).await.unwrap().alone_at().is_some());
    assert!(!left.exists(), "nobody else is at work");
}
