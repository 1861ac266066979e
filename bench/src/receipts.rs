//! Receipts a second on one core.

use crate::{
    Size,
    report::{Floor, Report},
};
use kernel::Clock;
use pdf::{Attachment, FileLine, Receipt};
use std::time::Instant;

fn receipt(number: usize) -> (Receipt, Attachment) {
    // As many as the receipt of an incoming paper has (http/register/src/receipt.rs).
    let facts = [
        ("Εκδότης", "Δήμος Άστεως".to_owned()),
        ("Είδος καταχώρισης", "Εισερχόμενο".to_owned()),
        ("Αποστολέας", format!("Εστίαση {number} ΟΕ")),
        ("Θέμα", format!("Αίτηση άδειας χρήσης κοινόχρηστου χώρου για τραπεζοκαθίσματα, οδός Αθηνάς {number}")),
        ("Είδος εγγράφου", "Αίτηση".to_owned()),
        ("Αριθμός αποστολέα", format!("{number}/ΑΒ")),
        ("Ημερομηνία αποστολέα", "20/11/2026".to_owned()),
        ("Αρμόδια υπηρεσία", "Τμήμα Πρωτοκόλλου, Διεκπεραίωσης και Αρχείου".to_owned()),
        ("Προθεσμία απάντησης", "12/01/2027".to_owned()),
        ("Αριθμός συνημμένων", "1".to_owned()),
        ("Καταχώρισε", "Ελένη Παπαδοπούλου".to_owned()),
    ];
    let proof = Attachment {
        name: format!("{number}-2026.tlog-proof"),
        media_type: "text/plain".to_owned(),
        description: "Απόδειξη".to_owned(),
        bytes: format!("c2sp.org/tlog-proof@v1\n{number}\n").repeat(60).into_bytes(),
    };
    let receipt = Receipt {
        lang: "el".to_owned(),
        municipality: "Δήμος Άστεως".to_owned(),
        title: "Απόδειξη καταχώρισης".to_owned(),
        cancelled: String::new(),
        notes: Vec::new(),
        number: format!("Α.Π. {number}/2026"),
        time: "23/11/2026 14:05:31".to_owned(),
        facts: facts.map(|(label, value)| (label.to_owned(), value)).to_vec(),
        files_title: "Αρχεία".to_owned(),
        files: vec![FileLine {
            name: "αίτηση.pdf".to_owned(), size: "184 KB".to_owned(), sha256: "ab".repeat(32)
        }],
        verify_url: "https://asty.example/verify".to_owned(),
        verify_text: "Ελέγξτε την απόδειξη στη διεύθυνση:".to_owned(),
        foot: "Η ώρα της απόδειξης είναι η νόμιμη ώρα κατάθεσης.".to_owned(),
    };
    (receipt, proof)
}

/// Makes receipts that differ, on one thread.
pub fn measure(size: &Size, report: &mut Report) {
    let make = |number| {
        let (receipt, proof) = receipt(number);
        pdf::receipt(&receipt, &[proof], Clock::System.now()).unwrap()
    };
    (0..size.receipts / 10).for_each(|number| drop(make(number)));
    let start = Instant::now();
    (0..size.receipts).for_each(|number| drop(make(1_000 + number)));
    let rate = size.receipts as f64 / start.elapsed().as_secs_f64();
    report.figure("receipts, PDF/A-3 with the proof inside, a second on one core", rate, Floor::Least(150.0));
}
