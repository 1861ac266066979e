//! What is done after the commit.

use crate::program::{Server, installation};
use base64::Engine as _;
use kernel::{Actor, Clock};
use std::sync::Arc;
use testkit::Smtp;

#[tokio::test(flavor = "multi_thread")]
async fn the_server_sends_what_was_written_in_its_database() {
    let (folder, mut smtp) = (installation(), Smtp::start(true));
    std::fs::write(folder.path().join("smtp.pem"), &smtp.authority).unwrap();
    std::fs::write(folder.path().join("word"), "right-word\n").unwrap();
    let word = format!("file:{}", folder.path().join("word").display());
    let port = smtp.port.to_string();
    let server = Server::start(
        folder.path(),
        &[
            ("ASTY_MAIL_SERVER", "localhost"),
            ("ASTY_MAIL_PORT", &port),
            ("ASTY_MAIL_USER", "asty"),
            ("ASTY_MAIL_PASSWORD", &word),
            ("ASTY_MUNICIPALITY_NISIDA_MAIL_AUTHORITY", "smtp.pem"),
            ("ASTY_MUNICIPALITY_NISIDA_AUDITORS", "auditor@nisida.gr"),
        ],
    );
    for code in ["asty", "nisida"] {
        let path = folder.path().join(format!("data/{code}/asty.db"));
        let db = db::Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        let tx = db.write().await.unwrap();
        let mut cx = db::Cx::new(Arc::new(Actor::System("test")), Clock::System.now(), None, tx);
        let to = format!("{code}@nisida.gr");
        let mail =
            mail::Mail { to, subject: "Θέμα".into(), text: "Κείμενο".into(), ..mail::Mail::default() };
        mail::enqueue(&mut cx, "1", &mail).await.unwrap();
        cx.commit().await.unwrap();
    }
    // Only the island trusts the server's certificate: the other's mail waits.
    let mut seen = [smtp.receive(), smtp.receive()];
    seen.sort_by_key(|mail| mail["to"][0].to_string());
    assert_eq!(
        (&seen[1]["to"][0], &seen[1]["headers"]["from"]),
        (&"nisida@nisida.gr".into(), &"Δήμος Νησίδος <asty@nisida.localhost>".into())
    );
    // The daily checkpoint: by mail to the auditor and in a file, the same bytes, signed.
    let day = Clock::System.now().day();
    let mail = &seen[0];
    assert!(mail["headers"]["subject"].as_str().unwrap().contains("σημείο ελέγχου"), "{mail}");
    let kept = std::fs::read(folder.path().join(format!("data/nisida/checkpoints/{day}.checkpoint"))).unwrap();
    let sent = mail["files"][format!("{day}.checkpoint")].as_str().unwrap();
    assert_eq!(base64::engine::general_purpose::STANDARD.decode(sent).unwrap(), kept);
    let key = mail["text"].as_str().unwrap().split('"').nth(1).unwrap();
    let keys = [tlog::VerifierKey::parse(key).unwrap()];
    let checkpoint = tlog::Checkpoint::open(std::str::from_utf8(&kept).unwrap(), &keys).unwrap();
    assert_eq!((checkpoint.size, checkpoint.origin.as_str()), (0, "nisida.localhost/log"));
    found(&server, key, &day.to_string(), std::str::from_utf8(&kept).unwrap());
    server.stop();
}

/// Anyone finds the key, the checkpoint and the days that were kept.
fn found(server: &Server, key: &str, day: &str, kept: &str) {
    let ask = |path: &str| server.ask("nisida.localhost", "GET", path, &[], "");
    let page = ask("/log");
    for part in [key, "https://nisida.localhost/log", &format!("/log/checkpoints/{day}"), "asty verify --key"] {
        assert!(page.contains(part) || page.contains(&html_escaped(part)), "{part} in {page}");
    }
    assert!(ask(&format!("/log/checkpoints/{day}")).ends_with(kept));
    for nothing in ["2020-01-01", "..%2Flog.key", "x"] {
        assert!(ask(&format!("/log/checkpoints/{nothing}")).starts_with("HTTP/1.1 404"), "{nothing}");
    }
}

/// As a page has it.
fn html_escaped(text: &str) -> String {
    text.replace('/', "&#x2f;")
}

/// Between the file and the mail the power may go: what comes to the auditors later is what the file says.
#[tokio::test(flavor = "multi_thread")]
async fn the_auditors_get_the_checkpoint_that_was_kept() {
    let (folder, mut smtp) = (crate::verify::installation(""), Smtp::start(false));
    let (folder, port) = (folder.path(), smtp.port.to_string());
    let environment = [
        ("ASTY_MAIL_SERVER", "localhost"),
        ("ASTY_MAIL_PORT", &port),
        ("ASTY_MAIL_SECURITY", "none"),
        ("ASTY_MAIL_FROM", "asty@asty.gr"),
        ("ASTY_MUNICIPALITY_ASTY_AUDITORS", "auditor@nisida.gr"),
    ];
    let server = Server::start(folder, &environment);
    let first = smtp.receive();
    server.stop();
    // The log grows, and the job of the day is to be done again.
    crate::verify::register(folder, "", "Έγγραφο", 3).await;
    let db = crate::verify::open(folder, "").await;
    let mut tx = db.write().await.unwrap();
    let args = tx.args();
    tx.exec("delete from job", args).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let server = Server::start(folder, &environment);
    let second = smtp.receive();
    server.stop();
    assert!(first["text"].as_str().unwrap().contains("είχε τότε 0 γραμμές"), "{first}");
    assert_eq!((&first["text"], &first["files"]), (&second["text"], &second["files"]));
}
