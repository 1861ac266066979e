//! Scanned pages, read by the real Tesseract.

use crate::{SUBJECT, letter};
use extract::{Means, Ocr, Reader};
use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use std::process::Command;

fn ocr() -> Option<Ocr> {
    let there = Command::new("tesseract").arg("--list-langs").output().ok();
    let there = there.filter(|listed| String::from_utf8_lossy(&listed.stdout).contains("ell"));
    testkit::needed("tesseract with Greek", there)?;
    Some(Ocr { program: "tesseract".to_owned(), languages: "ell+eng".to_owned() })
}

/// A picture of a letter, as PNG.
fn picture() -> Vec<u8> {
    let pdf = Pdf::new(letter()).unwrap();
    let settings = RenderSettings { x_scale: 3.0, y_scale: 3.0, bg_color: WHITE, ..RenderSettings::default() };
    let page = &pdf.pages()[0];
    render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings).into_png().unwrap()
}

/// A PDF that holds nothing but a picture: what a scanner makes.
fn scan() -> Vec<u8> {
    scan_and(None)
}

/// The same with a page of text behind it.
fn scan_and(text: Option<&str>) -> Vec<u8> {
    let picture = image::load_from_memory(&picture()).unwrap().to_luma8();
    let (width, height) = picture.dimensions();
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90).encode_image(&picture).unwrap();
    let content = "q 595 0 0 842 0 0 cm /I Do Q";
    let kids = if text.is_some() { "[3 0 R 6 0 R] /Count 2" } else { "[3 0 R] /Count 1" };
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids {kids} >>").into_bytes(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
            .to_vec(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes(),
        [
            format!(
                "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n",
                jpeg.len()
            )
            .into_bytes(),
            jpeg,
            b"\nendstream".to_vec(),
        ]
        .concat(),
    ];
    if let Some(text) = text {
        let content = format!("BT /F 12 Tf 50 700 Td ({text}) Tj ET");
        objects.push(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /Font << /F 8 0 R >> >> >>"
                .to_vec(),
        );
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes());
        objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec());
    }
    let count = objects.len() + 1;
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    out.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    out
}

#[test]
fn pages_without_text_are_recognised() {
    let Some(ocr) = ocr() else { return };
    assert_eq!(Reader::Here.read("application/pdf", scan(), None).unwrap(), None, "a picture has no text");
    for (kind, bytes) in [("application/pdf", scan()), ("image/png", picture())] {
        let reading = Reader::Here.read(kind, bytes, Some(&ocr)).unwrap().unwrap();
        let text = reading.pages[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(reading.means, Means::Ocr);
        assert!(text.contains(SUBJECT) && text.contains("έργων οδοποιίας"), "{kind}: {text}");
    }
    assert_eq!(Reader::Here.read("application/pdf", letter(), Some(&ocr)).unwrap().unwrap().means, Means::Text);
    let missing = Ocr { program: "no-such-program".to_owned(), ..ocr };
    assert!(Reader::Here.read("image/png", picture(), Some(&missing)).is_err());
}

/// A program that recognises nothing takes nothing from what has a text layer.
#[test]
fn a_page_that_cannot_be_recognised_takes_nothing_from_the_others() {
    for program in ["false", "no-such-program"] {
        let ocr = Ocr { program: program.to_owned(), languages: "ell".to_owned() };
        assert!(Reader::Here.read("application/pdf", scan(), Some(&ocr)).is_err(), "there is nothing but a picture");
        let mixed = scan_and(Some("Something that was typed stands here"));
        let reading = Reader::Here.read("application/pdf", mixed, Some(&ocr)).unwrap().unwrap();
        assert_eq!((reading.means, reading.pages.len()), (Means::Text, 2), "{program}");
        assert!(reading.pages[1].contains("typed stands"), "{reading:?}");
    }
}
