//! The interface for programs.

use crate::demo::{Demo, demo};
use axum::{
    body::Body,
    http::{Request, Response},
};
use kernel::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ENTRIES: &str = "/api/v1/register/entries";

/// Asks as a clerk of the first town.
async fn call(demo: &Demo, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response<Vec<u8>> {
    let token = demo.token(0, Role::Clerk);
    let mut request = Request::builder().method(method).uri(path).header("host", "asty.localhost");
    request = request.header("authorization", format!("bearer {token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    demo.answer(request.body(Body::from(body.to_owned())).unwrap()).await
}

fn read(response: &Response<Vec<u8>>) -> Value {
    serde_json::from_slice(response.body()).unwrap_or_default()
}

fn form(entry: &Value, file: &str) -> String {
    format!(
        "--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{entry}\r\n\
         --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"α.pdf\"\r\n\r\n%PDF-1.7 {file}\r\n--b--\r\n"
    )
}

fn entry(subject: &str) -> Value {
    json!({ "direction": "incoming", "subject": subject, "correspondent": { "name": "Χ" }, "folder": "1.5",
        "their_number": "12/α", "their_date": "2026-11-20", "kind": "application", "channel": "email",
        "confidentiality": "personal", "related": ["7/2025"], "details": "δύο\nγραμμές" })
}

async fn register(demo: &Demo, key: &str, subject: &str, file: &str) -> Response<Vec<u8>> {
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("idempotency-key", key)];
    call(demo, "POST", ENTRIES, &headers, &form(&entry(subject), file)).await
}

async fn change(demo: &Demo, path: &str, key: &str, body: &Value) -> Response<Vec<u8>> {
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    call(demo, "POST", path, &headers, &body.to_string()).await
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let demo = demo().await;
    let response = call(&demo, "GET", "/api/openapi.json", &[], "").await;
    let description = read(&response);
    assert_eq!(description["openapi"], "3.1.0");
    let methods = |(path, item): (&String, &Value)| {
        item.as_object().unwrap().keys().map(|m| format!("{} {path}", m.to_uppercase())).collect::<Vec<_>>()
    };
    let described: BTreeSet<String> = description["paths"].as_object().unwrap().iter().flat_map(methods).collect();
    let routes = asty::routes();
    let of_programs = routes.iter().filter(|r| r.path.starts_with("/api/v1/") || r.path.ends_with('z'));
    let mut table: BTreeSet<String> = of_programs.map(|r| format!("{} {}", r.method, r.path)).collect();
    table.insert("GET /metrics".to_owned());
    assert_eq!(described, table);
}

#[tokio::test]
async fn an_entry_from_registration_to_cancellation() {
    let demo = demo().await;
    let made = register(&demo, "k1", "Αίτηση", "x").await;
    let body = read(&made);
    assert_eq!(
        (made.status().as_u16(), &made.headers()["location"]),
        (201, &format!("{ENTRIES}/2026/1")[..].parse().unwrap())
    );
    assert_eq!((&body["year"], &body["number"], &body["state"]), (&json!(2026), &json!(1), &json!("active")));
    assert_eq!(body["registered_at"], "2026-11-23T14:05:31.000000+02:00");
    assert_eq!((&body["files"][0]["name"], &body["files"][0]["size"]), (&json!("α.pdf"), &json!(10)));
    assert_eq!(body["files"][0]["media_type"], "application/pdf");
    let own = body["links"]["self"].as_str().unwrap().to_owned();
    assert_eq!(read(&call(&demo, "GET", &own, &[], "").await), body);
    let file = format!("{}{}", body["links"]["files"].as_str().unwrap(), body["files"][0]["id"].as_str().unwrap());
    assert_eq!(call(&demo, "GET", &file, &[], "").await.into_body(), b"%PDF-1.7 x");

    let wanted = json!({ "reason": "λάθος θέμα", "entry": entry("Νέο θέμα") });
    let corrected = change(&demo, &format!("{own}/correct"), "k2", &wanted).await;
    assert_eq!((corrected.status().as_u16(), &read(&corrected)["entry"]["subject"]), (200, &json!("Νέο θέμα")));
    // Asked again, nothing is done and the answer is the same; without the key it is a new request.
    assert_eq!(change(&demo, &format!("{own}/correct"), "k2", &wanted).await.body(), corrected.body());
    assert_eq!(change(&demo, &format!("{own}/correct"), "k3", &wanted).await.status(), 409);
    let cancelled = change(&demo, &format!("{own}/cancel"), "k4", &json!({ "reason": "διπλό" })).await;
    assert_eq!((cancelled.status().as_u16(), &read(&cancelled)["state"]), (200, &json!("cancelled")));
    assert_eq!(change(&demo, &format!("{own}/cancel"), "k5", &json!({ "reason": "διπλό" })).await.status(), 409);
}

#[tokio::test]
async fn each_act_has_a_proof_and_a_receipt_and_says_what_it_proves() {
    let demo = demo().await;
    let own = read(&register(&demo, "k1", "Αίτηση", "x").await)["links"]["self"].as_str().unwrap().to_owned();
    let wanted = json!({ "reason": "λάθος θέμα", "entry": entry("Νέο θέμα") });
    change(&demo, &format!("{own}/correct"), "k2", &wanted).await;
    let last = read(&change(&demo, &format!("{own}/cancel"), "k3", &json!({ "reason": "διπλό" })).await);
    assert_eq!(last["revision"], 2);
    let key = demo.document["municipalities"][0]["log_key"].as_str().unwrap().to_owned();
    let keys = asty::verify::keys(&[key]).unwrap();
    let acts = [
        (0, "was registered at", "Αίτηση", "corrected or cancelled later"),
        (1, "was corrected at", "Νέο θέμα", "corrected or cancelled later"),
        (2, "was cancelled at", "διπλό", "why, and what had stood until then"),
    ];
    for (revision, act, stated, said) in acts {
        for part in ["proof", "receipt"] {
            let path = format!("{own}/{part}?revision={revision}");
            let file = call(&demo, "GET", &path, &[], "").await;
            let words = asty::verify::file(file.body(), &keys, true).unwrap();
            assert!(words.contains(act) && words.contains(stated) && words.contains(said), "{path}: {words}");
        }
    }
    assert_eq!(
        call(&demo, "GET", &format!("{own}/proof"), &[], "").await.body(),
        call(&demo, "GET", &format!("{own}/proof?revision=0"), &[], "").await.body()
    );
    assert_eq!(call(&demo, "GET", &format!("{own}/receipt?revision=3"), &[], "").await.status(), 404);
}

#[tokio::test]
async fn what_a_restricted_entry_says_is_recorded_as_read_whoever_gets_it() {
    let demo = demo().await;
    let mut secret = entry("Πειθαρχική υπόθεση");
    secret["confidentiality"] = json!("confidential");
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("idempotency-key", "k")];
    let made = call(&demo, "POST", ENTRIES, &headers, &form(&secret, "x")).await;
    let own = read(&made)["links"]["self"].as_str().unwrap().to_owned();
    let read_times = async || {
        let path = "/admin/audit/export.json?kind=register.opened";
        let (_, trail) = demo.ask("asty.localhost", "GET", path, Some(&demo.token(0, Role::Auditor))).await;
        serde_json::from_str::<Vec<Value>>(&trail).unwrap().len()
    };
    assert_eq!(read_times().await, 0);
    secret["subject"] = json!("Πειθαρχική υπόθεση Β");
    change(&demo, &format!("{own}/correct"), "k2", &json!({ "reason": "λάθος", "entry": secret })).await;
    assert_eq!(read_times().await, 1);
    change(&demo, &format!("{own}/cancel"), "k3", &json!({ "reason": "διπλό" })).await;
    assert_eq!(read_times().await, 2);
}

/// A PDF of one empty page with an array of so many empty arrays, behind the first nine bytes that [`form`] writes.
fn page(arrays: usize) -> String {
    let page = format!("<</Type/Page/Parent 2 0 R/Swollen[{}]/MediaBox[0 0 595 842]>>", "[]".repeat(arrays));
    let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", &page];
    let (mut text, mut table) = ("\n".to_owned(), "xref\n0 4\n0000000000 65535 f \n".to_owned());
    for (n, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len() + 9);
        text += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = text.len() + 9;
    format!("{text}{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF")
}

#[tokio::test]
async fn a_program_gets_a_stamped_copy_made_once() {
    let demo = demo().await;
    let made = read(&register(&demo, "k1", "Αίτηση", &page(0)).await);
    let (own, id) = (made["links"]["self"].as_str().unwrap(), made["files"][0]["id"].as_str().unwrap());
    let path = format!("{own}/files/{id}/stamped");
    let copy = change(&demo, &path, "k2", &json!({})).await;
    assert_eq!(copy.status(), 201, "{}", read(&copy));
    let copy = read(&copy);
    assert_eq!((&copy["original"], &copy["name"]), (&json!(id), &json!("1-2026 α.pdf")));
    let bytes = call(&demo, "GET", &format!("{own}/files/{}", copy["id"].as_str().unwrap()), &[], "").await;
    assert!(bytes.body().starts_with(format!("%PDF-1.7 {}", page(0)).as_bytes()));
    assert_eq!(change(&demo, &path, "k2", &json!({})).await.status(), 201, "the same call, the same answer");
    let again = change(&demo, &path, "k3", &json!({})).await;
    assert_eq!((again.status().as_u16(), read(&again)), (200, copy.clone()));
    assert_eq!(read(&call(&demo, "GET", own, &[], "").await)["stamped"], json!([copy]));

    let broken = read(&register(&demo, "k4", "Αίτηση", "x").await);
    let path = format!("{ENTRIES}/2026/2/files/{}/stamped", broken["files"][0]["id"].as_str().unwrap());
    assert_eq!(change(&demo, &path, "k5", &json!({})).await.status(), 409);
}

/// The head of a part is held in memory.
#[tokio::test]
async fn a_part_whose_head_does_not_end_is_cut_off() {
    let demo = demo().await;
    let headers = [("content-type", "multipart/form-data; boundary=b")];
    for (name, status) in [("α".repeat(100), 400), ("α".repeat(4_000_000), 400)] {
        let body = format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\nx\r\n--b--\r\n");
        let answer = call(&demo, "POST", ENTRIES, &headers, &body).await;
        assert_eq!(answer.status(), status);
        let detail = read(&answer)["detail"].as_str().unwrap().to_owned();
        assert_eq!(detail.contains("the parts are"), name.len() < 1_000, "{detail}");
    }
}

/// Four megabytes that take gigabytes to read: only the process that reads them ends.
#[tokio::test]
async fn a_file_that_swells_in_memory_is_not_stamped_and_harms_nobody() {
    let demo = demo().await;
    for (number, arrays, status) in [(1, 1_000, 201), (2, 2_000_000, 409)] {
        let made = read(&register(&demo, &format!("r{number}"), "Αίτηση", &page(arrays)).await);
        assert_eq!(made["number"], number, "{made}");
        let path = format!("{ENTRIES}/2026/{number}/files/{}/stamped", made["files"][0]["id"].as_str().unwrap());
        let answer = change(&demo, &path, &format!("s{number}"), &json!({})).await;
        assert_eq!(answer.status(), status, "{}", read(&answer));
    }
}

#[tokio::test]
async fn a_request_sent_many_times_registers_once() {
    let demo = demo().await;
    let calls = (0..6).map(|_| register(&demo, "same", "Θέμα", "x"));
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(|a| a.status() == 201 && a.body() == answers[0].body()));
    assert!(answers.iter().all(|a| a.headers().get("location") == answers[0].headers().get("location")));
    for other in [register(&demo, "same", "Άλλο", "x").await, register(&demo, "same", "Θέμα", "y").await] {
        assert_eq!(other.status(), 422, "{}", read(&other));
    }
    assert_eq!(register(&demo, "με ελληνικά", "Θέμα", "x").await.status(), 400);
    // What was refused is not remembered.
    assert_eq!(register(&demo, "later", " ", "x").await.status(), 422);
    assert_eq!(read(&register(&demo, "later", "Θέμα", "x").await)["number"], 2);
}

#[tokio::test]
async fn the_list_is_paged_by_cursor() {
    let demo = demo().await;
    for number in 0..120 {
        register(&demo, &number.to_string(), &format!("Θέμα {number}"), "x").await;
    }
    let (mut seen, mut path) = (Vec::new(), format!("{ENTRIES}?direction=incoming&year=2026"));
    loop {
        let page = read(&call(&demo, "GET", &path, &[], "").await);
        seen.extend(page["entries"].as_array().unwrap().iter().map(|e| e["number"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{ENTRIES}?direction=incoming&year=2026&cursor={next}");
    }
    assert_eq!(seen, (1..=120).rev().collect::<Vec<_>>());
}

/// Method, path, header, body, and the status that must follow.
type Case<'a> = (&'a str, &'a str, Option<(&'a str, &'a str)>, &'a str, u16);

#[tokio::test]
async fn every_refusal_is_a_problem_document() {
    let demo = demo().await;
    register(&demo, "k", "Θέμα", "x").await;
    let (json, multipart) = (("content-type", "application/json"), ("content-type", "multipart/form-data; boundary=b"));
    let cancel = &format!("{ENTRIES}/2026/1/cancel")[..];
    let large = format!("\"{}\"", "x".repeat(3_000_000));
    let broken = "--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{";
    let cases: [Case; 14] = [
        ("GET", "/api/v1/nothing", None, "", 404),
        ("GET", "/api/v1/register/entries/2026/99", None, "", 404),
        ("GET", "/api/v1/register/entries/2026/x", None, "", 400),
        ("GET", "/api/v1/register/entries?year=x", None, "", 400),
        ("GET", "/api/v1/register/entries?colour=x", None, "", 400),
        ("GET", "/api/v1/register/entries?cursor=x", None, "", 400),
        ("DELETE", ENTRIES, None, "", 405),
        ("POST", cancel, None, "{}", 415),
        ("POST", cancel, Some(json), "{", 400),
        ("POST", cancel, Some(json), "{}", 422),
        ("POST", cancel, Some(json), &large, 413),
        ("POST", ENTRIES, Some(json), "{}", 415),
        ("POST", ENTRIES, Some(multipart), broken, 400),
        ("POST", ENTRIES, Some(multipart), "--b--\r\n", 400),
    ];
    for (method, path, header, body, status) in cases {
        let response = call(&demo, method, path, header.as_slice(), body).await;
        assert_eq!(response.status(), status, "{method} {path} {body:.20}: {}", read(&response));
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(read(&response)["status"], status);
        assert!(read(&response)["title"].is_string() && read(&response)["detail"].is_string());
    }
    let stranger = Request::builder().uri(ENTRIES).header("host", "asty.localhost").body(Body::empty()).unwrap();
    assert_eq!(demo.answer(stranger).await.headers()["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn the_program_says_how_it_is() {
    let demo = demo().await;
    for (path, word) in [("/healthz", "ok"), ("/readyz", "\"ready\":true")] {
        let (status, body) = demo.ask("10.0.0.1", "GET", path, None).await;
        assert!(status == 200 && body.contains(word), "{path}: {status} {body}");
    }
    let (_, figures) = demo.ask("10.0.0.1", "GET", "/metrics", None).await;
    assert!(
        figures.contains("asty_http_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1"),
        "{figures}"
    );
    assert!(figures.contains("process_resident_memory_bytes ") && figures.ends_with("# EOF\n"));
}

/// Through a proxy the world asks: it learns whether all is well, and nothing of whom or how much.
#[tokio::test]
async fn figures_are_not_for_the_world_outside() {
    let demo = demo().await;
    let outside = [("x-forwarded-for", "203.0.113.7")];
    assert_eq!(call(&demo, "GET", "/metrics", &outside, "").await.status(), 404);
    let ready = read(&call(&demo, "GET", "/readyz", &outside, "").await);
    assert_eq!(ready, json!({ "ready": true, "municipalities": [] }));
}
