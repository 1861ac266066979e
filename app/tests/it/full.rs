//! A full disk: a clear answer, nothing half-written, and the service returns when space does.

use crate::log::Log;
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use testkit::{Client, Office};

/// A small disk. Only the superuser may make one.
struct Disk(PathBuf);

impl Disk {
    fn make(folder: &Path, megabytes: usize) -> Option<Self> {
        let size = format!("size={megabytes}m");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).output();
        let made = made.is_ok_and(|made| made.status.success());
        testkit::needed("the right to mount a tmpfs", made.then(|| Self(folder.to_owned())))
    }

    /// Leaves `free` bytes, or as little as there is.
    fn fill(&self, free: usize) -> PathBuf {
        let path = self.0.join("filler");
        let filler = std::fs::File::create(&path).unwrap();
        let mut size = 0;
        for step in [1 << 20, 4096] {
            while std::os::unix::fs::FileExt::write_all_at(&filler, &vec![1; step], size).is_ok() {
                size += step as u64;
            }
        }
        filler.set_len(size.saturating_sub(free as u64)).unwrap();
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_full_disk_is_said_clearly_and_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::make(folder.path(), 24) else { return };
    let office = Office::make(folder.path(), None).await;
    let server = office.serve(Path::new(crate::PROGRAM)).await;
    let mut client = Client::new(&office);
    let entry = serde_json::json!({
        "direction": "incoming", "subject": "Αίτηση", "correspondent": { "name": "Εστίαση ΟΕ" },
    });
    let mut given = 0;
    for round in 0..3_u8 {
        let mut file = vec![round; 300_000];
        file[..9].copy_from_slice(b"%PDF-1.7\n");
        assert_eq!(client.register(&entry, &[("αίτηση.pdf", &file)]).await.unwrap().status, 201);
        given += 1;

        // Too little for the next file.
        file[10] = 200;
        let filler = disk.fill(100_000);
        let refused = client.register(&entry, &[("αίτηση.pdf", &file)]).await.unwrap();
        assert_eq!(refused.status, 507, "{}", refused.text());
        // The rest of the file was not read: that connection is of no use any more.
        client = Client::new(&office);

        // And then too little for any row; what still found room is acknowledged rightly.
        let mut refusals = 0;
        let filler = (std::fs::remove_file(filler).unwrap(), disk.fill(0)).1;
        for _ in 0..40 {
            let answer = client.register(&entry, &[]).await.unwrap();
            assert!(matches!(answer.status, 201 | 507), "{} {}", answer.status, answer.text());
            given += i64::from(answer.status == 201);
            refusals += u32::from(answer.status == 507);
        }
        assert!(refusals > 0);
        assert_eq!(client.get("/api/v1/register/entries").await.unwrap().status, 200, "reading needs no space");

        std::fs::remove_file(filler).unwrap();
        let answer = client.register(&entry, &[("αίτηση.pdf", &file)]).await.unwrap();
        given += 1;
        assert_eq!((answer.status, answer.json()["number"].as_i64()), (201, Some(given)), "{}", answer.text());
    }
    assert_eq!(Log::fetch(&office).await.leaves.len() as i64, given);
    assert_eq!(std::fs::read_dir(folder.path().join("files/incoming")).unwrap().count(), 0);
    drop(server);
}
