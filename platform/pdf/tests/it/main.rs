//! Receipts: what they carry, and that they are the same for the same input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use pdf::{Attachment, FileLine, Receipt, attachment, receipt};

fn sample() -> (Receipt, Vec<Attachment>) {
    let facts = [
        ("Εκδότης", "Δήμος Άστεως"),
        ("Συναλλασσόμενος", "Εστίαση ΟΕ"),
        ("Θέμα", "Αίτηση άδειας χρήσης κοινόχρηστου χώρου για τραπεζοκαθίσματα, οδός Αθηνάς 14"),
        ("Αρμόδια υπηρεσία", "Τμήμα Πρωτοκόλλου, Διεκπεραίωσης και Αρχείου"),
    ];
    let receipt = Receipt {
        lang: "el".into(),
        municipality: "Δήμος Άστεως".into(),
        title: "Απόδειξη καταχώρισης".into(),
        number: "Α.Π. 12345/2026".into(),
        time: "23/11/2026 14:05:31".into(),
        facts: facts.map(|(label, value)| (label.into(), value.into())).to_vec(),
        files_title: "Αρχεία".into(),
        files: vec![FileLine { name: "αίτηση.pdf".into(), size: "184 KB".into(), sha256: "ab".repeat(32) }],
        verify_url: "https://asty.example/verify".into(),
        verify_text: "Ελέγξτε την απόδειξη στη διεύθυνση:".into(),
        foot: "Η ώρα της απόδειξης είναι η νόμιμη ώρα κατάθεσης.".into(),
    };
    let proof = Attachment {
        name: "12345-2026.tlog-proof".into(),
        media_type: "text/plain".into(),
        description: "Απόδειξη".into(),
        bytes: b"c2sp.org/tlog-proof@v1\n".to_vec(),
    };
    (receipt, vec![proof])
}

fn at() -> kernel::Instant {
    "2026-11-23T12:05:31Z".parse().unwrap()
}

#[test]
fn a_receipt_carries_its_proof() {
    let (sample, files) = sample();
    let bytes = receipt(&sample, &files, at()).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(attachment(&bytes, ".tlog-proof").unwrap(), files[0].bytes);
    assert_eq!(attachment(&bytes, ".exe"), None);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (sample, files) = sample();
    assert_eq!(receipt(&sample, &files, at()).unwrap(), receipt(&sample, &files, at()).unwrap());
}

#[test]
fn text_is_data_and_never_code() {
    let (mut sample, files) = sample();
    sample.facts.push(("#panic()".into(), "$x$ #read(\"/etc/passwd\") *bold* \\ [".into()));
    assert!(receipt(&sample, &files, at()).is_ok());
}

#[test]
fn names_of_all_scripts_get_their_receipt() {
    for name in
        ["王小明", "😀", "𝕋", "\u{e000}\u{feff}\u{fffe}\u{fffd}", "a\u{200d}\u{301}", "שלום", "مرحبا", "\u{10ffff}"]
    {
        let (mut sample, files) = sample();
        sample.facts.push(("Συναλλασσόμενος".into(), name.into()));
        assert!(receipt(&sample, &files, at()).is_ok(), "{name}");
    }
}

#[test]
fn hostile_files_give_nothing_and_break_nothing() {
    let (sample, files) = sample();
    let good = receipt(&sample, &files, at()).unwrap();
    for cut in (0..good.len()).step_by(997) {
        let _ = attachment(&good[..cut], ".tlog-proof");
    }
    for place in (0..good.len()).step_by(487) {
        let mut bad = good.clone();
        bad[place] ^= 0x5a;
        let _ = attachment(&bad, ".tlog-proof");
    }
    assert_eq!(attachment(b"%PDF-1.7\n", ".tlog-proof"), None);
    assert_eq!(attachment(b"not a pdf", ".tlog-proof"), None);
}
