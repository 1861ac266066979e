//! Hostile texts, names and files.

/// Texts that somebody may send wherever a text is taken.
pub fn texts() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{7*7}}${7*7}#{7*7}",
        "{% include '/etc/passwd' %}",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1+1",
        "'; drop table entry; --",
        "\" or 1=1 --",
        "\0",
        "a\0b",
        "\r\nset-cookie: x=y",
        "\u{202e}gnp.exe",
        "\u{2066}x\u{2069}",
        "\u{feff}",
        "\u{200b}",
        "../../etc/passwd",
        "%00%0d%0a",
        "\\u0000",
        "𝕋😀\u{10ffff}",
        "\u{fffe}\u{ffff}",
        "e\u{301}\u{301}\u{301}",
        "ﷺ",
        "null",
        "[]",
        "#read(\"/etc/passwd\")",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([" ".repeat(500), "x".repeat(10_000), "ά".repeat(100_000), "\u{301}".repeat(900), "\n".repeat(999)]);
    all
}

/// Content dispositions: names in every writing that a program may use.
pub fn names() -> Vec<Vec<u8>> {
    let (long, dots) = ("x".repeat(300) + ".pdf", "../".repeat(100) + "x");
    let names = [
        "../../../x.pdf",
        "..\\..\\x.pdf",
        "/etc/passwd",
        "C:\\windows\\x.exe",
        "a\0b.pdf",
        "..\0/..\0/x",
        ".",
        "..",
        "...",
        ".htaccess",
        "-rf",
        "~root",
        "$(id).pdf",
        "`id`.pdf",
        "x.pdf;y",
        "x.pdf%00.html",
        "%2e%2e%2fx",
        "CON",
        "aux.pdf",
        "fdp.\u{202e}exe",
        "\u{feff}x",
        "<script>alert(1)</script>.html",
        "=1+1.csv",
        "x\ty.pdf",
        " x .pdf ",
        "'\\\"x",
        "x.svg",
        "x.html",
        "index.php",
        "αρχείο.pdf",
        "𝕋.pdf",
        "e\u{301}.pdf",
        &long,
        &dots,
    ];
    let encoded = |name: &str| name.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let mut all: Vec<Vec<u8>> = names.map(|n| format!("filename=\"{n}\"").into_bytes()).to_vec();
    all.extend(names.map(|n| format!("filename*=UTF-8''{}", encoded(n)).into_bytes()));
    all.extend(
        [&b"filename=\"\xff\xfe.pdf\""[..], b"filename=\"\xce\"", b"filename=x y", b"filename=\"", b"filename"]
            .map(<[u8]>::to_vec),
    );
    all
}

/// A ZIP file whose table of contents names these entries with these sizes; nothing of it is true.
fn zip(entries: &[(&str, u32)], end: [u8; 12]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    let start = u32::try_from(bytes.len()).unwrap();
    for (name, size) in entries {
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0");
        bytes.extend([4_u32.to_le_bytes(), size.to_le_bytes()].concat());
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(name.bytes());
    }
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(end);
    bytes.splice(bytes.len() - 4.., start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

pub fn contents() -> Vec<Vec<u8>> {
    let office = ["[Content_Types].xml", "word/document.xml", "../../evil", "/etc/passwd"].map(|n| (n, u32::MAX));
    let many: Vec<(&str, u32)> = (0..40_000).map(|_| ("word/a", 1)).collect();
    // A compound file whose directory follows itself.
    let mut compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    compound.resize(4_096, 0);
    let mut all = vec![
        zip(&office, [0xff; 12]),
        zip(&office, [0; 12]),
        zip(&many, [1; 12]),
        zip(&[], [0xff; 12]),
        compound.clone(),
    ];
    compound[8..].fill(0xff);
    all.push(compound);
    let texts = [
        "<html><script>alert(1)</script>",
        "<!doctype html><body onload=alert(1)>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
        "GIF89a/*<script>alert(1)</script>*/=1;",
        "%PDF-1.7\n<script>alert(1)</script>",
        "%PDF-1.7\nstartxref\n9\nstartxref\n0\n%%EOF",
        "%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
        "x<script>alert(1)</script>",
        "#!/bin/sh\nrm -rf /",
        "MZ\u{1}\u{2}",
        "{\\rtf1\\object}",
        "From: a\r\nTo: b\r\nSubject: <script>\r\n\r\n<script>alert(1)</script>",
        "=cmd|' /C calc'!A0,1\n",
        "\u{202e}",
        "a\0b",
        "BM<html>",
    ];
    all.extend(texts.map(|t| t.as_bytes().to_vec()));
    // UTF-16 and windows-1253 hide nothing.
    all.push(b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0>\0".to_vec());
    all.push(b"\xc1\xe1<script>alert(1)</script>".to_vec());
    all.push(b"\x89PNG\r\n\x1a\n<script>alert(1)</script>".to_vec());
    all.push(vec![0; 100_000]);
    all.push(vec![0xff; 3]);
    all
}
