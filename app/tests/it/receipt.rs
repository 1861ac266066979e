//! The receipt goes out, comes back to `/verify`, and is believed only where it belongs.

use crate::demo::{Demo, demo, words};
use axum::{body::Body, http::Request};
use kernel::Role;

async fn fetch(demo: &Demo, path: &str) -> Vec<u8> {
    let token = demo.token(0, Role::Clerk);
    let request = Request::builder().uri(path).header("host", "asty.localhost");
    let request = request.header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    let (status, bytes) = demo.send(request).await;
    assert_eq!(status, 200, "{path}");
    bytes
}

async fn verify(demo: &Demo, host: &str, file: &[u8]) -> String {
    let mut body = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"1.pdf\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = Request::builder().method("POST").uri("/verify").header("host", host);
    let request = request.header("content-type", "multipart/form-data; boundary=b").body(Body::from(body)).unwrap();
    let (status, page) = demo.send(request).await;
    assert_eq!(status, 200);
    String::from_utf8(page).unwrap()
}

#[tokio::test]
async fn a_receipt_is_verified_by_anyone() {
    let demo = demo().await;
    let (status, entry) = demo.register("asty.localhost", &demo.token(0, Role::Clerk), "Πρώτο έγγραφο").await;
    assert_eq!(status, 201);
    let receipt = fetch(&demo, entry["links"]["receipt"].as_str().unwrap()).await;
    assert!(receipt.starts_with(b"%PDF-"));
    assert!(verify(&demo, "asty.localhost", &receipt).await.contains("Η απόδειξη ισχύει"));
    // The other municipality's key did not sign it.
    assert!(verify(&demo, "nisida.localhost", &receipt).await.contains("Η απόδειξη δεν ισχύει"));
    // The proof alone says the same; one changed letter of what it opens is seen.
    let proof = fetch(&demo, entry["links"]["proof"].as_str().unwrap()).await;
    assert!(verify(&demo, "asty.localhost", &proof).await.contains("Η απόδειξη ισχύει"));
    let mut altered = proof.clone();
    let place = altered.windows(6).position(|w| w == b"extra ").unwrap() + 400;
    altered[place] = if altered[place] == b'A' { b'B' } else { b'A' };
    assert!(verify(&demo, "asty.localhost", &altered).await.contains("Η απόδειξη δεν ισχύει"));
    assert!(verify(&demo, "asty.localhost", b"%PDF-1.7 nothing").await.contains("Δεν βρέθηκε απόδειξη"));
    // As large as the page says that it takes.
    let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; 4_900_000]].concat();
    assert!(verify(&demo, "asty.localhost", &large).await.contains("Δεν βρέθηκε απόδειξη"));
}

/// Whoever holds the receipt of an entry that was cancelled later is told, by the receipt that is given now.
#[tokio::test]
async fn a_receipt_carries_what_was_done_later() {
    let demo = demo().await;
    let token = demo.token(0, Role::Clerk);
    demo.register("asty.localhost", &token, "Πρώτο έγγραφο").await;
    let before = fetch(&demo, "/desk/register/2026/1/receipt").await;
    let request = Request::builder().method("POST").uri("/api/v1/register/entries/2026/1/cancel");
    let request = request.header("host", "asty.localhost").header("authorization", format!("bearer {token}"));
    let request = request.header("content-type", "application/json");
    let cancelled = demo.answer(request.body(Body::from(r#"{"reason":"διπλό"}"#)).unwrap()).await;
    assert_eq!(cancelled.status(), 200);
    let after = fetch(&demo, "/desk/register/2026/1/receipt").await;
    assert!(words(&before).contains("Προθεσμία απάντησης") && !words(&after).contains("Προθεσμία απάντησης"));
    for (receipt, told) in [(&before, false), (&after, true)] {
        let page = verify(&demo, "asty.localhost", receipt).await;
        assert!(page.contains("Πρώτο έγγραφο"));
        assert_eq!(page.contains("done changed"), told);
        assert_eq!(page.contains("Η εγγραφή ακυρώθηκε στις 23"), told);
        let key = demo.document["municipalities"][0]["log_key"].as_str().unwrap().to_owned();
        let words = asty::verify::file(receipt, &asty::verify::keys(&[key]).unwrap(), false).unwrap();
        assert_eq!(words.contains("Proven too: it was cancelled"), told, "{words}");
    }
}

#[tokio::test]
async fn a_receipt_states_what_was_registered() {
    let demo = demo().await;
    // A subject that would be markup, or code of the template.
    let subject = "Αίτηση <b>με</b> #set page() *όχι* $x$";
    let (_, entry) = demo.register("asty.localhost", &demo.token(0, Role::Clerk), subject).await;
    let receipt = fetch(&demo, "/desk/register/2026/1/receipt").await;
    assert_eq!(receipt, fetch(&demo, "/desk/register/2026/1/receipt").await, "the same bytes each time");
    let said = words(&receipt);
    let deadline = "Προθεσμία απάντησης 12/01/2027";
    for stated in [
        "Δήμος Άστεως Απόδειξη καταχώρισης Α.Π. 1/2026 23/11/2026 14:05",
        "Εκδότης Δήμος Άστεως",
        "Είδος εγγραφής εισερχόμενο",
        "Αποστολέας Χ",
        &format!("Θέμα {subject}"),
        "Αριθμός αρχείων 1",
        deadline,
        entry["files"][0]["name"].as_str().unwrap(),
        entry["files"][0]["sha256"].as_str().unwrap(),
        "1-2026.tlog-proof",
        "/verify",
    ] {
        assert!(said.contains(stated), "{stated} is not in: {said}");
    }
}
