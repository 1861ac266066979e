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
    let picture = image::load_from_memory(&picture()).unwrap().to_luma8();
    let (width, height) = picture.dimensions();
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90).encode_image(&picture).unwrap();
    let content = "q 595 0 0 842 0 0 cm /I Do Q";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
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
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    out.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
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
