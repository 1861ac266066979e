//! A demo of two municipalities that answers without a network.

use axum::{
    Router,
    body::Body,
    http::{Request, Response},
};
use http_body_util::BodyExt;
use kernel::{Clock, Role};
use serde_json::Value;
use std::process::Command;
use tower::ServiceExt;

pub struct Demo {
    router: Router,
    pub document: Value,
    _folder: tempfile::TempDir,
}

pub async fn demo() -> Demo {
    with(|_| ()).await
}

/// A demo whose towns are changed before they are served.
pub async fn with(change: impl Fn(&mut http_shell::Town)) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(testkit::instant("2026-11-23T12:05:31Z"));
    let (mut towns, document) = asty::demo::open(folder.path(), 80, &clock, asty::demo::Size::Small).await.unwrap();
    towns.iter_mut().for_each(change);
    Demo {
        router: asty::server(towns, clock, pdf::Workshop::Apart(crate::PROGRAM.into())).unwrap(),
        document,
        _folder: folder,
    }
}

impl Demo {
    pub fn token(&self, town: usize, role: Role) -> String {
        let accounts = self.document["municipalities"][town]["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|a| a["role"] == role.as_str()).unwrap();
        account["token"].as_str().unwrap().to_owned()
    }

    pub async fn ask(&self, host: &str, method: &str, path: &str, token: Option<&str>) -> (u16, String) {
        let mut request = Request::builder().method(method).uri(path).header("host", host);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let (status, body) = self.send(request.body(Body::empty()).unwrap()).await;
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// The bytes that a page of the desk gives; it must be there.
    pub async fn bytes(&self, host: &str, path: &str, token: &str) -> Vec<u8> {
        let request = Request::builder().uri(path).header("host", host);
        let request = request.header("authorization", format!("Bearer {token}")).body(Body::empty());
        let (status, body) = self.send(request.unwrap()).await;
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&body));
        body
    }

    pub async fn send(&self, request: Request<Body>) -> (u16, Vec<u8>) {
        let response = self.answer(request).await;
        (response.status().as_u16(), response.into_body())
    }

    pub async fn answer(&self, request: Request<Body>) -> Response<Vec<u8>> {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        Response::from_parts(parts, body.collect().await.unwrap().to_bytes().to_vec())
    }

    pub async fn register(&self, host: &str, token: &str, subject: &str) -> (u16, Value) {
        let entry = serde_json::json!({
            "direction": "incoming", "subject": subject, "correspondent": { "name": "Χ" }, "kind": "application",
        });
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"entry\"\r\n\r\n{entry}\r\n\
             --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../α.pdf\"\r\n\r\n%PDF-1.7 {subject}\r\n--b--\r\n"
        );
        let request = Request::builder()
            .method("POST")
            .uri("/api/v1/register/entries")
            .header("host", host)
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "multipart/form-data; boundary=b");
        let (status, bytes) = self.send(request.body(Body::from(body)).unwrap()).await;
        (status, serde_json::from_slice(&bytes).unwrap())
    }
}

/// The words on the pages of a PDF, as its reader has them.
pub fn words(pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(file.path()).arg("-").output();
    let output = output.expect("run scripts/setup-test first");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}
