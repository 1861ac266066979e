//! Receipts: what they carry, and that they are the same for the same input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Document, Object, Stream, dictionary};
use pdf::{Attachment, FileLine, Receipt, attachments, receipt};
use std::io::Write;

const HEAD: &[u8] = b"c2sp.org/tlog-proof@v1\n";

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
        cancelled: String::new(),
        notes: Vec::new(),
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
        bytes: HEAD.to_vec(),
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
    assert_eq!(attachments(&bytes, HEAD).remove(0), files[0].bytes);
    assert!(attachments(&bytes, b"MZ").is_empty());
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
fn a_sheet_of_lists_has_as_many_pages_as_it_needs() {
    let part = |lines: usize| pdf::SheetPart {
        title: "Εκπρόθεσμα".into(),
        count: lines.to_string(),
        columns: ["Α.Π.", "Θέμα", "Το έχει", "Προθεσμία"].map(str::to_owned).to_vec(),
        lines: (0..lines)
            .map(|n| vec![format!("{n}/2026"), "Θέμα #panic()".into(), "Τμήμα".into(), "–".into()])
            .collect(),
        note: String::new(),
    };
    let sheet = |parts| pdf::Sheet {
        lang: "el".into(),
        municipality: "Δήμος Άστεως".into(),
        title: "Ημερήσιο δελτίο".into(),
        sub: "Τμήμα Εσόδων".into(),
        parts,
        empty: "Τίποτα.".into(),
    };
    let pages = |parts| {
        let bytes = pdf::sheet(&sheet(parts), at()).unwrap();
        Document::load_mem(&bytes).unwrap().get_pages().len()
    };
    assert_eq!((pages(vec![]), pages(vec![part(3), part(2)])), (1, 1));
    assert!(pages(vec![part(200)]) > 2);
}

#[test]
fn hostile_files_give_nothing_and_break_nothing() {
    let (sample, files) = sample();
    let good = receipt(&sample, &files, at()).unwrap();
    for cut in (0..good.len()).step_by(997) {
        let _ = attachments(&good[..cut], HEAD);
    }
    for place in (0..good.len()).step_by(487) {
        let mut bad = good.clone();
        bad[place] ^= 0x5a;
        let _ = attachments(&bad, HEAD);
    }
    assert!(attachments(b"%PDF-1.7\n", HEAD).is_empty());
    assert!(attachments(b"not a pdf", HEAD).is_empty());
}

fn packed(bytes: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    bytes.into_iter().for_each(|part| encoder.write_all(&part).unwrap());
    encoder.finish().unwrap()
}

/// A PDF with one embedded file, packed by these filters.
fn carrier(filters: &[&str], content: Vec<u8>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let filters: Vec<Object> = filters.iter().map(|filter| Object::Name(filter.as_bytes().to_vec())).collect();
    let dict = dictionary! { "Type" => "EmbeddedFile", "Filter" => filters };
    let file = document.add_object(Stream::new(dict, content));
    let name = Object::string_literal("1-2026.tlog-proof");
    let spec = dictionary! { "Type" => "Filespec", "F" => name, "EF" => dictionary! { "F" => file } };
    let spec = document.add_object(spec);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "AF" => vec![spec.into()] });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The most memory that this process ever had, bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() * 1024
}

/// Another program's edition of the receipt may keep the file as it is, or pack it.
#[test]
fn an_embedded_file_is_found_packed_and_plain() {
    let content = [HEAD, b"index 0\n"].concat();
    assert_eq!(attachments(&carrier(&[], content.clone()), HEAD).remove(0), content);
    assert_eq!(attachments(&carrier(&["FlateDecode"], packed([content.clone()])), HEAD).remove(0), content);
}

#[test]
fn a_flood_is_not_let_out() {
    // 400 MB, once packed some 2 MB, twice some kilobytes.
    let flood = || std::iter::once(HEAD.to_vec()).chain((0..400).map(|_| vec![0; 1_000_000]));
    let (once, before) = (packed(flood()), peak());
    let twice = packed([once.clone()]);
    assert!(twice.len() < 100_000, "{}", twice.len());
    assert!(attachments(&carrier(&["FlateDecode", "FlateDecode"], twice), HEAD).is_empty());
    assert!(attachments(&carrier(&["FlateDecode"], once), HEAD).is_empty());
    assert!(peak() - before < 50_000_000, "{} bytes more", peak() - before);
}

/// A book of the lines `from..=to`.
fn book(from: usize, to: usize) -> pdf::Book {
    let line = |n: usize| {
        let subject = format!("Αίτηση {n} για άδεια χρήσης κοινόχρηστου χώρου, οδός Αθηνάς #panic() *{n}*");
        let cells = [
            n.to_string(),
            "23/11/2026 14:05".into(),
            "εισερχόμενο".into(),
            subject,
            "Εστίαση ΟΕ".into(),
            String::new(),
        ];
        cells.to_vec()
    };
    pdf::Book {
        lang: "el".into(),
        municipality: "Δήμος Άστεως".into(),
        title: "Βιβλίο πρωτοκόλλου".into(),
        period: "2026".into(),
        heads: ["Α.Π.", "Ημερομηνία", "Κατεύθυνση", "Θέμα", "Συναλλασσόμενος", "Φάκελος"].map(str::to_owned).to_vec(),
        widths: vec![9, 12, 11, 46, 28, 8],
        lines: (from..=to).map(line).collect(),
        page: "Σελίδα".into(),
        ..pdf::Book::default()
    }
}

#[test]
fn a_book_has_every_line_and_its_heads_on_every_page() {
    let bytes = pdf::book(&book(1, 200), at()).unwrap();
    assert!(bytes.windows(11).any(|w| w == b"pdfaid:part"));
    let pages = lopdf::Document::load_mem(&bytes).unwrap().get_pages().len();
    assert!((5..20).contains(&pages), "{pages} pages");
}

/// A book in parts of `size` lines, written piece by piece.
fn volume(lines: usize, size: usize, mut to: impl std::io::Write) {
    let mut volume = pdf::Volume::new(at());
    for from in (1..=lines).step_by(size) {
        let last = (from + size - 1).min(lines);
        to.write_all(&volume.add(&book(from, last), format!("{from}/2026 – {last}/2026")).unwrap()).unwrap();
    }
    to.write_all(&volume.finish().unwrap()).unwrap();
}

/// The test prints few lines, so that it stays short; `ASTY_BOOK_LINES=100000 ASTY_KEEP_BOOK=book.pdf` prints more, to
/// be looked at and measured.
#[test]
fn a_book_in_parts_is_one_book() {
    if let (Ok(lines), Ok(path)) = (std::env::var("ASTY_BOOK_LINES"), std::env::var("ASTY_KEEP_BOOK")) {
        return volume(lines.parse().unwrap(), 500, std::fs::File::create(path).unwrap());
    }
    let (mut bytes, mut again) = (Vec::new(), Vec::new());
    volume(130, 50, &mut bytes);
    volume(130, 50, &mut again);
    assert_eq!(bytes, again, "the same lines give the same bytes");
    let parts = [(1, 50), (51, 100), (101, 130)].map(|(from, to)| pdf::book(&book(from, to), at()).unwrap());
    let pages = |bytes: &[u8]| lopdf::Document::load_mem(bytes).unwrap().get_pages().len();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let count = document.get_pages().len();
    assert_eq!(count, parts.iter().map(|part| pages(part)).sum::<usize>());
    // What makes it PDF/A is there once, and says how long the whole is.
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!((text.matches("pdfaid:part>").count(), text.matches("/Type/OutputIntent").count()), (2, 1));
    assert!(text.contains(&format!("<xmpTPg:NPages>{count}<")), "{}", text.matches("NPages").count());
    assert!(document.trailer.has(b"ID") && document.catalog().unwrap().has(b"Metadata"));
    let outline = document.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    assert_eq!(document.get_dictionary(outline).unwrap().get(b"Count").unwrap().as_i64().unwrap(), 3);
    // Nothing that a page draws with was lost on the way.
    for (number, page) in document.get_pages() {
        let fonts = document.get_page_fonts(page).unwrap();
        assert!(!fonts.is_empty() && !document.get_page_content(page).is_empty(), "page {number}");
        for font in fonts.values() {
            let below = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_reference().unwrap();
            let describes = document.get_dictionary(below).unwrap().get(b"FontDescriptor").unwrap();
            assert!(document.get_dictionary(describes.as_reference().unwrap()).is_ok());
        }
    }
}

fn stamped(original: &[u8]) -> Vec<u8> {
    let stamp = pdf::Stamp {
        lang: "el".into(),
        municipality: "Δήμος Άστεως".into(),
        number: "Α.Π. 12345/2026".into(),
        time: "23/11/2026 14:05:31".into(),
        note: "Αντίγραφο με αριθμό πρωτοκόλλου".into(),
        url: "https://asty.example/verify".into(),
    };
    pdf::stamp(original, &stamp, at()).unwrap()
}

#[test]
fn a_stamped_copy_begins_with_the_original_and_grows_above_it() {
    let (sample, files) = sample();
    let original = receipt(&sample, &files, at()).unwrap();
    let copy = stamped(&original);
    assert!(copy.starts_with(&original));
    let document = lopdf::Document::load_mem(&copy).unwrap();
    let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
    let height = page.get(b"MediaBox").unwrap().as_array().unwrap()[3].as_float().unwrap();
    assert!((height - 841.89 - 40.0).abs() < 0.1, "{height}");
    // What was in it is in it still; a copy of the copy is stamped again.
    assert_eq!(attachments(&copy, HEAD).remove(0), files[0].bytes);
    assert!(stamped(&copy).starts_with(&copy));
}

#[test]
fn what_is_no_pdf_is_refused() {
    let stamp = pdf::Stamp {
        lang: "el".into(),
        municipality: String::new(),
        number: "1".into(),
        time: String::new(),
        note: String::new(),
        url: "https://asty.example".into(),
    };
    for rubbish in [&b"%PDF-1.7\n"[..], b"", b"\x89PNG"] {
        assert!(matches!(pdf::stamp(rubbish, &stamp, at()), Err(pdf::StampError::Unfit(_))));
    }
    if let (Ok(from), Ok(to)) = (std::env::var("ASTY_STAMP"), std::env::var("ASTY_STAMPED")) {
        std::fs::write(to, stamped(&std::fs::read(from).unwrap())).unwrap();
    }
}
