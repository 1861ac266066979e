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

/// A registration that says this of its length, and breaks off in a file.
fn breaking_off(token: &str, entry: &Value, length: &str) -> Vec<u8> {
    let part = format!("--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{entry}\r\n");
    let file = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf";
    (head(token, &format!("{MULTIPART}content-length: {length}")) + &part + file).into_bytes()
}

/// Lengths that are wrong.
fn lengths(token: &str, entry: &Value) -> impl Iterator<Item = Vec<u8>> {
    let wrong = ["0", "1", "10", "18446744073709551616", "-1", "x", "", "1, 2", "0x10"];
    wrong.into_iter().map(move |length| breaking_off(token, entry, length))
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

/// A body in pieces.
fn chunked(token: &str, chunks: &str) -> Vec<u8> {
    (head(token, &format!("{MULTIPART}transfer-encoding: chunked")) + chunks).into_bytes()
}

/// What is hardly HTTP.
fn heads() -> impl Iterator<Item = Vec<u8>> {
    let long = format!("GET /{} HTTP/1.1\r\nhost: asty.localhost\r\n\r\n", "x".repeat(500_000));
    let many = format!("GET / HTTP/1.1\r\nhost: asty.localhost\r\n{}\r\n", "a: b\r\n".repeat(1_000));
    let strange = b"GET / HTTP/1.1\r\nhost: asty.localhost\r\ncookie: asty_session=\xff\xfe; asty_lang=../../x\r\nauthorization: Bearer \xff\r\nconnection: close\r\n\r\n";
    [long.into_bytes(), many.into_bytes(), strange.to_vec()].into_iter()
}

/// Requests that must be answered.
pub fn broken(token: &str, entry: &Value) -> Vec<Vec<u8>> {
    let pieces = ["zz\r\n", "-1\r\n", "0\r\n\r\n", "3\r\n--b\r\n0\r\n\r\n"].map(|chunks| chunked(token, chunks));
    lengths(token, entry).chain(bodies(token)).chain(pieces).chain(heads()).collect()
}

/// What ends before its end, or is no HTTP at all.
pub fn halves(token: &str, entry: &Value) -> Vec<Vec<u8>> {
    let both = head(token, &format!("{MULTIPART}content-length: 5\r\ntransfer-encoding: chunked")).into_bytes();
    let pieces = ["5\r\nab", "ffffffffffffffff\r\nx"].map(|chunks| chunked(token, chunks));
    let no_http = [
        &b"\0\xff\x16\x03\x01"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    let begun = [breaking_off(token, entry, "99999999"), both];
    begun.into_iter().chain(pieces).chain(no_http.map(<[u8]>::to_vec)).collect()
}
