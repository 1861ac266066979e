//! Requests that no program of ours would send.

use super::ENTRIES;
use serde_json::Value;

const MULTIPART: &str = "content-type: multipart/form-data; boundary=b\r\n";

/// The head of a registration, with more lines.
fn head(token: &str, extra: &str) -> String {
    format!(
        "POST {ENTRIES} HTTP/1.1\r\nhost: asty.localhost\r\nauthorization: Bearer {token}\r\nconnection: close\r\n{extra}\r\n\r\n"
    )
}

/// A registration with a body as long as it says.
fn sized(token: &str, media: &str, body: &[u8]) -> Vec<u8> {
    [head(token, &format!("{media}content-length: {}", body.len())).as_bytes(), body].concat()
}

/// Lengths that are wrong, of a body that breaks off in a file.
fn lengths(token: &str, entry: &Value) -> impl Iterator<Item = Vec<u8>> {
    let part = format!("--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{entry}\r\n");
    let file = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf";
    ["0", "1", "10", "99999999", "18446744073709551616", "-1", "x", "", "1, 2", "0x10"]
        .into_iter()
        .map(move |length| (head(token, &format!("{MULTIPART}content-length: {length}")) + &part + file).into_bytes())
}

/// Bodies that are no form, or no registration.
fn bodies(token: &str) -> impl Iterator<Item = Vec<u8>> {
    let forms: [&[u8]; 16] = [
        b"",
        b"--",
        b"--b",
        b"--b--",
        b"--b\r\n",
        b"--b\r\n\r\n\r\n--b--",
        b"--x\r\n\r\n--x--",
        b"\0\0\0",
        b"--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n\xff\xfe\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{\"subject\":1}\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n[[[[[[\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: form-data; name=\"\xff\"\r\n\r\n\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\nno header at all\r\n--b--\r\n",
        b"--b\r\ncontent-disposition: \r\n\r\n--b--\r\n",
    ];
    let deep = "[".repeat(50_000);
    let deep = format!("--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{deep}\r\n--b--\r\n");
    let medias =
        ["", "content-type: text/html\r\n", "content-type: multipart/form-data\r\n", "content-type: \u{1}\r\n"];
    let mut all: Vec<_> = forms.map(|body| sized(token, MULTIPART, body)).to_vec();
    all.extend(medias.map(|media| sized(token, media, b"x")));
    all.push(sized(token, MULTIPART, deep.as_bytes()));
    all.into_iter()
}

/// Bodies in pieces that do not fit.
fn chunks(token: &str) -> impl Iterator<Item = Vec<u8>> {
    let chunked = head(token, &format!("{MULTIPART}transfer-encoding: chunked"));
    let both = head(token, &format!("{MULTIPART}content-length: 5\r\ntransfer-encoding: chunked"));
    ["zz\r\n", "5\r\nab", "ffffffffffffffff\r\nx", "-1\r\n", "0\r\n\r\n", "3\r\n--b\r\n0\r\n\r\n"]
        .into_iter()
        .map(move |chunks| (chunked.clone() + chunks).into_bytes())
        .chain([both.into_bytes()])
}

/// What is hardly HTTP.
fn heads() -> impl Iterator<Item = Vec<u8>> {
    let long = format!("GET /{} HTTP/1.1\r\nhost: asty.localhost\r\n\r\n", "x".repeat(500_000));
    let many = format!("GET / HTTP/1.1\r\nhost: asty.localhost\r\n{}\r\n", "a: b\r\n".repeat(1_000));
    [
        &b"\0\xff\x16\x03\x01"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: asty.localhost\r\ncookie: asty_session=\xff\xfe; asty_lang=../../x\r\nauthorization: Bearer \xff\r\nconnection: close\r\n\r\n",
    ]
    .map(<[u8]>::to_vec)
    .into_iter()
    .chain([long.into_bytes(), many.into_bytes()])
}

/// All of them.
pub fn broken(token: &str, entry: &Value) -> Vec<Vec<u8>> {
    lengths(token, entry).chain(bodies(token)).chain(chunks(token)).chain(heads()).collect()
}
