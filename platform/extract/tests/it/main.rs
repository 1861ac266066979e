//! The text of real files of each kind; and of what pretends to be one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod scanned;

use extract::{Means, Reader, Unread};
use pdf::Letter;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

pub const SUBJECT: &str = "Άδεια κατάληψης πεζοδρομίου";

pub fn letter() -> Vec<u8> {
    let letter = Letter {
        sender: vec!["Εστίαση ΟΕ".into()],
        place: "Άστυ, 23/11/2026".into(),
        number: Some("486".into()),
        recipient: "Δήμο Άστεως".into(),
        subject: SUBJECT.into(),
        paragraphs: vec![
            "Σας διαβιβάζουμε τα σχέδια του προϋπολογισμού των έργων οδοποιίας.".into();
            3
        ],
        signature: vec!["Ο διαχειριστής".into()],
    };
    pdf::letter(&letter, "2026-11-23T12:05:31Z".parse().unwrap()).unwrap()
}

fn read(kind: &str, bytes: &[u8]) -> Option<extract::Reading> {
    Reader::Here.read(kind, bytes.to_vec(), None).unwrap()
}

fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_text_layer_of_a_pdf() {
    let reading = read("application/pdf", &letter()).unwrap();
    assert_eq!((reading.means, reading.pages.len()), (Means::Text, 1));
    let text = reading.pages[0].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(SUBJECT), "{text}");
    assert!(text.contains("τα σχέδια του προϋπολογισμού των έργων οδοποιίας"), "{text}");
}

#[test]
fn office_documents() {
    let word = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Αίτηση &amp; </w:t></w:r><w:r><w:t>άδεια</w:t></w:r></w:p>\
                <w:p><w:r><w:t>Δεύτερη</w:t><w:tab/><w:t>γραμμή</w:t></w:r></w:p></w:body></w:document>";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let read_word = read(kind, &archive(&[("word/document.xml", word), ("word/_rels/document.xml.rels", "<x/>")]));
    assert_eq!(read_word.unwrap().pages, ["Αίτηση & άδεια\nΔεύτερη γραμμή\n"]);
    let text =
        "<office:document-content xmlns:office='o' xmlns:text='t'><text:p>Πρακτικό</text:p></office:document-content>";
    let odt = archive(&[("mimetype", "x"), ("content.xml", text)]);
    assert_eq!(read("application/vnd.oasis.opendocument.text", &odt).unwrap().pages, ["Πρακτικό\n"]);
    let slide = |word: &str| format!("<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:t>{word}</a:t></a:p></p:sld>");
    let (first, tenth) = (slide("πρώτη"), slide("δέκατη"));
    let slides = archive(&[("ppt/slides/slide10.xml", &tenth), ("ppt/slides/slide2.xml", &first)]);
    let kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    assert_eq!(read(kind, &slides).unwrap().pages, ["πρώτη\n", "δέκατη\n"]);
}

#[test]
fn the_cells_of_workbooks() {
    let shared =
        "<sst xmlns='x'><si><t>Δαπάνη &amp; ΦΠΑ</t></si><si/><si><r><t>Προμη</t></r><r><t>θευτής</t></r></si></sst>";
    let first = "<worksheet xmlns='x'><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>15432.5</v></c>\
                 <c r='C1'/><c r='D1' t='s'><v>99</v></c><c r='E1' t='inlineStr'><is><t>Επί τόπου</t></is></c>\
                 <c r='F1' t='str'><f>A1&amp;B1</f><v>άθροισμα</v></c></row></sheetData></worksheet>";
    let second = "<worksheet xmlns='x'><sheetData><row><c t='s'><v>2</v></c><c><f>1+1</f><v>2</v></c></row></sheetData></worksheet>";
    let book = archive(&[
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet2.xml", second),
        ("xl/worksheets/sheet1.xml", first),
        ("xl/worksheets/_rels/sheet1.xml.rels", "<x/>"),
    ]);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let pages = read(kind, &book).unwrap().pages;
    assert_eq!(pages, ["Δαπάνη & ΦΠΑ\n15432.5\nΕπί τόπου\nάθροισμα\n", "Προμηθευτής\n2\n"]);
    // Numbers alone have no shared texts.
    let numbers = archive(&[("xl/worksheets/sheet1.xml", "<worksheet><c><v>094019245</v></c></worksheet>")]);
    assert_eq!(read(kind, &numbers).unwrap().pages, ["094019245\n"]);
}

#[test]
fn mails_and_texts() {
    let mail = "From: =?utf-8?B?zprOrs+Az4nOvQ==?= <k@asty.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?Q?=CE=91?=\r\n\
                MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; \
                charset=utf-8\r\n\r\nΚαλημέρα σας\r\n--x\r\nContent-Type: application/pdf; name=\"plan.pdf\"\r\n\
                Content-Disposition: attachment; filename=\"plan.pdf\"\r\n\r\nx\r\n--x--\r\n";
    let text = &read("message/rfc822", mail.as_bytes()).unwrap().pages[0];
    for word in ["Κήπων", "k@asty.example", "Α\n", "Καλημέρα σας", "plan.pdf"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert_eq!(read("text/plain", b"  \n "), None);
    assert_eq!(read("text/html", "<p>Άδεια</p>".as_bytes()).unwrap().pages[0].trim(), "Άδεια");
}

#[test]
fn what_is_no_text_says_so() {
    let read = |kind: &str, bytes: &[u8]| Reader::Here.read(kind, bytes.to_vec(), None);
    assert!(matches!(read("application/zip", b"PK"), Err(Unread::Kind)));
    assert!(matches!(read("image/png", b"x"), Err(Unread::Kind)), "without a program that recognises");
    for broken in [&b"%PDF-1.7\n"[..], b"", &letter()[..200]] {
        assert!(matches!(read("application/pdf", broken), Err(Unread::Unfit(_)) | Ok(None)), "{broken:?}");
    }
    let office = "application/vnd.oasis.opendocument.text";
    assert!(matches!(read(office, b"PK\x03\x04"), Err(Unread::Unfit(_))));
    assert!(matches!(read(office, &archive(&[("other.xml", "<x/>")])), Err(Unread::Kind)));
    assert!(matches!(read(office, &archive(&[("content.xml", "<a><b></a>")])), Err(Unread::Unfit(_))));
}
