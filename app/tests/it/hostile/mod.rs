//! More than a thousand hostile inputs over real HTTP: none crashes the program, leaves its folder, runs in a browser, or is
//! stored as rubbish.

mod inputs;
mod requests;
mod server;

use inputs::{contents, names, texts};
use kernel::Role;
use requests::{broken, halves};
use serde_json::{Value, json};
use server::{ENTRIES, Server};
use std::path::{Path, PathBuf};

/// What a browser may show; anything else is only downloaded.
const SHOWN: [&str; 6] =
    ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain; charset=utf-8"];

/// How many inputs each test judges at least: a thousand together.
const FILES: usize = 500;
const TEXTS: usize = 300;
const ADDRESSES: usize = 300;
const REQUESTS: usize = 40;
const _: () = assert!(FILES + TEXTS + ADDRESSES + REQUESTS >= 1_000);

fn entry(subject: &str) -> Value {
    json!({ "direction": "incoming", "subject": subject, "correspondent": { "name": "Χ" } })
}

fn is_clean(name: &str) -> bool {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    !name.is_empty() && name.chars().count() <= 200 && !name.chars().any(hidden) && !matches!(name, "." | "..")
}

/// Every file under a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

/// The stored file comes back byte for byte, and never as something that runs.
async fn check_file(server: &Server, links: &Value, file: &Value, sent: &[u8]) {
    assert!(is_clean(file["name"].as_str().unwrap()), "{file}");
    let path = format!("{}{}", links["files"].as_str().unwrap(), file["id"].as_str().unwrap());
    let answer = server.get(&path).await;
    assert_eq!((answer.status, &answer.body[..]), (200, sent));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let (media, disposition) = (answer.header("content-type"), answer.header("content-disposition"));
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && (policy.starts_with("sandbox") || media == "application/pdf"),
        "{policy}"
    );
    let shown = disposition.starts_with("inline");
    assert_eq!(shown, SHOWN.contains(&media), "{file} {}", answer.head);
    assert!(shown || (media == "application/octet-stream" && disposition.starts_with("attachment")), "{}", answer.head);
    let runs = String::from_utf8_lossy(sent).replace('\0', "").to_lowercase();
    let runs = ["<script", "<svg", "<html", "<body"].iter().any(|tag| runs.contains(tag));
    let page =
        media.contains("html") || media.contains("svg") || media.contains("xml") || media.starts_with("text/plain");
    assert!(!(runs && page), "{file}");
}

#[tokio::test]
async fn files_and_names() {
    let server = Server::start().await;
    let before =
        walk(server.folder.path()).iter().filter(|p| !p.starts_with(server.folder.path().join("data"))).count();
    let (names, contents) = (names(), contents());
    let mut taken = 0;
    for (place, name) in names.iter().enumerate() {
        let chosen: Vec<&Vec<u8>> = (0..6).map(|n| &contents[(place * 6 + n) % contents.len()]).collect();
        let files: Vec<_> = chosen.iter().map(|c| (name.clone(), (*c).clone())).collect();
        let answer = server.register(&entry("Θέμα"), &files).await;
        let body = answer.json();
        if answer.status == 201 {
            let stored = body["files"].as_array().unwrap();
            assert_eq!(stored.len(), chosen.len());
            for (file, sent) in stored.iter().zip(&chosen).take(if place < 5 { 6 } else { 2 }) {
                check_file(&server, &body["links"], file, sent).await;
            }
            taken += 1;
        } else {
            assert!(matches!(answer.status, 400 | 422), "{:?}: {}", String::from_utf8_lossy(name), answer.text());
        }
        server.judge(1 + chosen.len());
    }
    assert!(taken * 10 > names.len() * 8, "most names are odd and no reason to refuse: {taken} of {}", names.len());
    let all = walk(server.folder.path());
    let outside = all.iter().filter(|p| !p.starts_with(server.folder.path().join("data")));
    assert_eq!(outside.count(), before, "nothing is written outside");
    for path in all.iter().filter(|p| p.components().any(|c| c.as_os_str() == "files")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let hash = name.len() == 62 && name.bytes().all(|b| b.is_ascii_hexdigit());
        assert!(hash || matches!(name, "lock" | "open"), "{}", path.display());
    }
    assert!(server.judged.get() >= FILES, "{}", server.judged.get());
}

#[tokio::test]
async fn texts_in_every_field() {
    let server = Server::start().await;
    for text in texts() {
        for field in ["subject", "their_number", "folder", "details", "language", "name", "email", "tax_id", "related"]
        {
            let mut sent = entry("Θέμα");
            match field {
                "name" | "email" | "tax_id" => sent["correspondent"][field] = json!(text),
                "related" => sent[field] = json!([text]),
                _ => sent[field] = json!(text),
            }
            let answer = server.register(&sent, &[]).await;
            assert!(matches!(answer.status, 201 | 400 | 413 | 422), "{field} {text:.40?}: {}", answer.text());
            if answer.status == 201 && matches!(field, "subject" | "details" | "name") {
                let (body, links) = (answer.json(), answer.json()["links"].clone());
                let entry = &body["entry"];
                for stored in [&entry["subject"], &entry["details"], &entry["correspondent"]["name"]] {
                    assert!(!stored.as_str().unwrap_or_default().contains(['\0', '\u{202e}']), "{stored}");
                }
                let page = server.get(links["page"].as_str().unwrap()).await;
                assert!(
                    !page.text().contains("<script>alert") && !page.text().contains("<img src=x"),
                    "{}",
                    page.text()
                );
                assert_eq!(server.get(links["receipt"].as_str().unwrap()).await.status, 200, "{text:?}");
            }
            server.judge(1);
        }
    }
    let list = server.get("/desk/register").await.text();
    assert!(!list.contains("<script>alert") && !list.contains("<img src=x"), "{list}");
    assert!(server.judged.get() >= TEXTS, "{}", server.judged.get());
}

#[tokio::test]
async fn addresses_and_forms() {
    let server = Server::start().await;
    server.register(&entry("Θέμα"), &[]).await;
    let encoded = |text: &str| text.bytes().take(3_000).map(|b| format!("%{b:02X}")).collect::<String>();
    for text in texts() {
        let value = encoded(&text);
        for path in [
            format!("{ENTRIES}?q={value}"),
            format!("{ENTRIES}?cursor={value}"),
            format!("{ENTRIES}/{value}/1"),
            format!("{ENTRIES}/2026/1/files/{value}"),
            format!("/desk/register?q={value}&folder={value}&before={value}"),
            format!("/desk/correspondents?q={value}"),
            format!("/log/tile/{value}"),
            format!("/{value}"),
        ] {
            let answer = server.get(&path).await;
            assert!(matches!(answer.status, 200 | 400 | 404 | 414), "{path:.80}: {}", answer.status);
            let page = answer.header("content-type").starts_with("text/html");
            assert!(!page || !answer.text().contains("<script>alert"), "{path:.80}");
            server.judge(1);
        }
        let form = format!("user={value}&password={value}");
        let answer =
            server.call(Role::Clerk, "POST", "/login", "application/x-www-form-urlencoded", form.as_bytes()).await;
        assert!(answer.status < 500 && !answer.text().contains("<script>alert"), "{}", answer.text());
        server.judge(1);
    }
    // What was typed as a user name stands in the trail; a spreadsheet must not run it.
    let trail = server.call(Role::Auditor, "GET", "/admin/audit/export.csv", "text/plain", b"").await.text();
    let cells = trail.lines().flat_map(|line| line.split([',', ';'])).map(|cell| cell.trim_matches('"'));
    let formula = |cell: &str| cell.len() > 1 && cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    assert_eq!(cells.filter(|cell| formula(cell)).collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(server.judged.get() >= ADDRESSES, "{}", server.judged.get());
}

#[tokio::test]
async fn broken_requests() {
    let server = Server::start().await;
    let (token, entry) = (server.token(Role::Clerk), entry("Θέμα"));
    let (whole, halves) = (broken(token, &entry), halves(token, &entry));
    let all = whole.iter().map(|request| (request, true)).chain(halves.iter().map(|half| (half, false)));
    for (request, whole) in all {
        let answer = if whole { server.raw(request).await } else { server.half(request).await };
        let shown = String::from_utf8_lossy(&request[..request.len().min(300)]);
        assert!(answer.status < 500 && answer.status != 201, "{shown}\n{}\n{}", answer.head, answer.text());
        server.judge(1);
    }
    // Nothing of it is there: not an entry, not a file, not half of one.
    assert_eq!(server.get(ENTRIES).await.json()["entries"], json!([]));
    let files = walk(&server.folder.path().join("data"));
    let left: Vec<_> = files
        .iter()
        .filter(|p| p.components().any(|c| c.as_os_str() == "files") && !p.ends_with("lock") && !p.ends_with("open"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(server.judged.get() >= REQUESTS, "{}", server.judged.get());
}
