//! What leaves the program as a table or a book.

use crate::demo::{demo, words};
use kernel::Role;
use serde_json::Value;

#[tokio::test]
async fn exports_open_in_spreadsheets_and_run_nothing() {
    let demo = demo().await;
    let (host, token) = ("asty.localhost", demo.token(0, Role::Clerk));
    for subject in ["=HYPERLINK(\"http://x\")", "Κλάδεμα δέντρων", "@SUM(1)"] {
        demo.register(host, &token, subject).await;
    }
    let export = async |format: &str| {
        let path = format!("/desk/register/export?sort=number&format={format}");
        demo.bytes(host, &path, &token).await
    };
    let csv = String::from_utf8(export("csv").await).unwrap();
    assert!(csv.starts_with("\u{feff}Έτος,Α.Π.,"), "{csv}");
    assert!(csv.contains("'=HYPERLINK") && csv.contains("'@SUM(1)") && csv.contains("Κλάδεμα δέντρων"), "{csv}");
    let sheet = sheets::read(&export("xlsx").await).unwrap().remove(0);
    assert_eq!((sheet.rows.len(), sheet.rows[1][4].as_str()), (4, "=HYPERLINK(\"http://x\")"));
    let json: Value = serde_json::from_slice(&export("json").await).unwrap();
    assert_eq!(json[2]["number"], 3);
    for path in ["/desk/book/pdf?period=2026", "/desk/book/pdf?period=2026-11", "/desk/book/pdf?period=2026-11-23"] {
        let book = words(&demo.bytes(host, path, &token).await);
        let lines = ["=HYPERLINK(\"http://x\")", "Κλάδεμα δέντρων", "@SUM(1)", "3 εγγραφές"];
        assert!(lines.iter().all(|line| book.contains(line)), "{path}: {book}");
    }
    let before = words(&demo.bytes(host, "/desk/book/pdf?period=2026-10", &token).await);
    assert!(!before.contains("Κλάδεμα"), "{before}");
    let closing = words(&demo.bytes(host, "/desk/closing?day=2026-11-23", &token).await);
    for fact in ["Πρώτος αριθμός 1/2026", "Τελευταίος αριθμός 3/2026", "Εγγραφές 3", "asty.localhost/log 3"]
    {
        assert!(closing.contains(fact), "{fact}: {closing}");
    }
}
