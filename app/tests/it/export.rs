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
    for path in ["/desk/book/pdf?year=2026", "/desk/book/pdf?year=2026&month=11", "/desk/book/pdf?period=23/11/2026"] {
        let book = words(&demo.bytes(host, path, &token).await);
        let lines = ["=HYPERLINK(\"http://x\")", "Κλάδεμα δέντρων", "@SUM(1)", "3 εγγραφές"];
        assert!(lines.iter().all(|line| book.contains(line)), "{path}: {book}");
    }
    let before = words(&demo.bytes(host, "/desk/book/pdf?year=2026&month=10", &token).await);
    assert!(!before.contains("Κλάδεμα"), "{before}");
    let closing = words(&demo.bytes(host, "/desk/closing?day=23/11/2026", &token).await);
    for fact in ["Πρώτος αριθμός 1/2026", "Τελευταίος αριθμός 3/2026", "Εγγραφές 3", "asty.localhost/log 3"]
    {
        assert!(closing.contains(fact), "{fact}: {closing}");
    }
}

#[tokio::test]
async fn a_long_book_leaves_in_parts_with_every_line_once() {
    let demo = demo().await;
    let (host, token) = ("asty.localhost", demo.token(0, Role::Clerk));
    for number in 1..=510 {
        demo.register(host, &token, &format!("Θέμα {number}")).await;
    }
    let book = demo.bytes(host, "/desk/book/pdf?year=2026", &token).await;
    let text = String::from_utf8_lossy(&book);
    assert!(text.starts_with("%PDF-1.7") && text.trim_end().ends_with("%%EOF"));
    // The outline names the first and the last line of each part.
    let mark = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    for part in ["1/2026 – 500/2026", "501/2026 – 510/2026"] {
        assert_eq!(text.matches(&mark(part)).count(), 1, "{part}");
    }
    assert_eq!(text.matches("/Dest[").count(), 2);
}
