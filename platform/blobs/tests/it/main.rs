//! Taking files in and giving them out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use blobs::{BlobError, Blobs, Limits, S3, Scanner};
use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use kernel::Clock;

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

fn bytes(content: impl Into<Bytes>) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter([Ok(content.into())])
}

#[tokio::test]
async fn a_bucket_keeps_what_a_folder_keeps() {
    let Some(peer) = testkit::s3() else { return };
    let folder = tempfile::tempdir().unwrap();
    let s3 = |prefix: &str| S3 {
        endpoint: Some(peer.address.clone()),
        region: "us-east-1".into(),
        bucket: "files".into(),
        prefix: prefix.into(),
        access_key: "key".into(),
        secret_key: "secret".into(),
    };
    let blobs = Blobs::open_bucket(folder.path(), s3("asty")).await.unwrap();
    blobs.ping().await.unwrap();
    // Larger than one part of an upload in parts.
    let large: Vec<u8> = (0..12_000_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let first = blobs.receive(bytes(large.clone()), 20_000_000).await.unwrap();
    let again = blobs.receive(bytes(large.clone()), 20_000_000).await.unwrap();
    assert_eq!((first.new, again.new, first.sha256), (true, false, again.sha256));
    let (size, stream) = blobs.read(&first.sha256).await.unwrap();
    let read: Vec<Bytes> = stream.try_collect().await.unwrap();
    assert_eq!((size, read.concat() == large), (12_000_000, true));
    assert!(matches!(blobs.bytes(&first.sha256, 5).await, Err(BlobError::TooLarge { .. })));
    assert!(matches!(blobs.receive(bytes(""), 10).await, Err(BlobError::Empty)));
    assert_eq!(files_under(folder.path()), 0, "files only arrive in the folder");

    // Nothing of it is another municipality's.
    let other = Blobs::open_bucket(folder.path(), s3("nisida")).await.unwrap();
    assert!(matches!(other.read(&first.sha256).await, Err(BlobError::NotFound)));

    let (past, future) = (Clock::System.now().plus_seconds(-60), Clock::System.now().plus_seconds(60));
    assert_eq!(blobs.older(first.sha256[0], past).await.unwrap(), Vec::<[u8; 32]>::new());
    assert_eq!(blobs.older(first.sha256[0], future).await.unwrap(), [first.sha256]);
    assert_eq!(blobs.remove_older(&first.sha256, past).await.unwrap(), None);
    assert_eq!(blobs.remove_older(&first.sha256, future).await.unwrap(), Some(12_000_000));
    assert!(matches!(blobs.read(&first.sha256).await, Err(BlobError::NotFound)));
}

#[tokio::test]
async fn a_bucket_that_is_away_refuses_and_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let s3 = S3 {
        endpoint: Some("http://127.0.0.1:1".into()),
        region: "us-east-1".into(),
        bucket: "files".into(),
        prefix: "asty".into(),
        access_key: "key".into(),
        secret_key: "secret".into(),
    };
    let blobs = Blobs::open_bucket(folder.path(), s3).await.unwrap();
    assert!(matches!(blobs.receive(bytes("x"), 10).await, Err(BlobError::Io(_))));
    assert_eq!(files_under(folder.path()), 0);
}

#[tokio::test]
async fn the_scanner_refuses_what_it_knows() {
    let folder = tempfile::tempdir().unwrap();
    let Some(peer) = testkit::clamd(folder.path()) else { return };
    let store = folder.path().join("files");
    let blobs = Blobs::open(&store).await.unwrap().scanned_by(Some(Scanner::new(peer.address.clone())));
    blobs.ping().await.unwrap();
    assert!(blobs.receive(bytes("clean"), 1_000).await.unwrap().new);
    let infected = blobs.receive(bytes(testkit::eicar()), 1_000).await;
    assert!(matches!(&infected, Err(BlobError::Infected { name }) if name.contains("Eicar-Test")), "{infected:?}");
    // More than the scanner takes: nobody has looked at it.
    let large = blobs.receive(bytes(vec![b'x'; 3_000_000]), 4_000_000).await;
    assert!(matches!(&large, Err(BlobError::Unscanned(_))), "{large:?}");
    drop(peer);
    assert!(matches!(blobs.receive(bytes("other"), 1_000).await, Err(BlobError::Unscanned(_))));
    assert!(blobs.ping().await.is_err());
    assert_eq!(files_under(&store), 1);
}

#[tokio::test]
async fn files_with_a_password_are_refused_where_they_are_not_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).await.unwrap();
    let locked = b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>\nstartxref\n9\n%%EOF".as_slice();
    let limits = Limits { max_bytes: 1_000, encrypted: false };
    assert!(matches!(blobs.receive(bytes(locked), limits).await, Err(BlobError::Encrypted)));
    assert!(blobs.receive(bytes(locked), 1_000).await.unwrap().encrypted);
}

/// A ZIP file of these entries, whose end says nothing but that ZIP64 says it (APPNOTE 4.3.14).
fn zip64(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let end = bytes.split_off(bytes.len() - 22);
    let field = |at: usize| u64::from(u32::from_le_bytes(end[at..at + 4].try_into().unwrap()));
    let (count, place) = (entries.len() as u64, bytes.len() as u64);
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend([count, count, field(12), field(16)].map(u64::to_le_bytes).concat());
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(place.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(&end[..8]);
    bytes.extend([0xff; 12]);
    bytes.extend([0; 2]);
    bytes
}

#[tokio::test]
async fn office_files_are_told_by_their_table_of_contents() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).await.unwrap();
    let (types, text) = (("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"));
    let odt = ("mimetype", "application/vnd.oasis.opendocument.text");
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    for (entries, media_type, encrypted) in [
        (vec![types, text], word, false),
        (vec![types, text, ("word/vbaProject.bin", "")], "application/vnd.ms-word.document.macroenabled.12", false),
        (vec![text], "application/zip", false),
        (vec![odt, ("content.xml", "<office/>")], odt.1, false),
        (vec![odt, ("content.xml", "\u{1}locked")], odt.1, true),
    ] {
        let stored = blobs.receive(bytes(zip64(&entries)), 10_000).await.unwrap();
        assert_eq!((stored.media_type, stored.encrypted), (media_type, encrypted), "{entries:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_sent_again_is_young_again() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).await.unwrap();
    let stored = blobs.receive(bytes("x"), 10).await.unwrap();
    let hour = 3_600;
    let (past, future) = (Clock::System.now().plus_seconds(-hour), Clock::System.now().plus_seconds(hour));
    let name: String = kernel::hex(&stored.sha256);
    let path = folder.path().join("sha256").join(&name[..2]).join(&name[2..]);
    std::fs::File::open(&path).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(blobs.older(stored.sha256[0], past).await.unwrap(), [stored.sha256]);
    assert!(!blobs.receive(bytes("x"), 10).await.unwrap().new);
    assert_eq!(blobs.remove_older(&stored.sha256, past).await.unwrap(), None);
    assert_eq!(blobs.remove_older(&stored.sha256, future).await.unwrap(), Some(1));
}
