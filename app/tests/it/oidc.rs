//! Signing in at a real OpenID Connect provider: the npm package `oidc-provider`, installed by `scripts/setup-test`.

use crate::demo::Demo;
use axum::{
    body::Body,
    http::{Request, header},
};
use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
};

const BACK: &str = "http://asty.localhost:80/login/oidc/back";

struct Peer {
    child: Child,
    /// Kept open: it goes on writing, and would end with nobody there to read.
    _lines: BufReader<ChildStdout>,
    issuer: String,
}

impl Peer {
    fn start() -> Self {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oidc");
        let mut command = Command::new("node");
        command.current_dir(folder).args(["provider.js", BACK]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("node: run scripts/setup-test");
        let (mut issuer, mut lines) = (String::new(), BufReader::new(child.stdout.take().unwrap()));
        lines.read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http"), "oidc-provider did not start: run scripts/setup-test");
        Self { child, _lines: lines, issuer: issuer.trim().to_owned() }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What our side answers: status, where to, the cookie that it sets, the page.
async fn ours(demo: &Demo, path: &str, cookie: &str) -> (u16, String, String, String) {
    let request = Request::builder().uri(path).header("host", "asty.localhost").header("cookie", cookie);
    let response = demo.answer(request.body(Body::empty()).unwrap()).await;
    let head = |name| response.headers().get_all(name).iter().filter_map(|v| v.to_str().ok());
    let to = head(header::LOCATION).next().unwrap_or_default().to_owned();
    let set = head(header::SET_COOKIE).find(|c| !c.starts_with("asty_lang")).unwrap_or_default();
    let set = set.split(';').next().unwrap_or_default().to_owned();
    let status = response.status().as_u16();
    (status, to, set, String::from_utf8_lossy(response.body()).into_owned())
}

/// Walks through the provider's pages as `name`: where it sends the browser in the end.
async fn theirs(url: &str, name: &str) -> String {
    let browser = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none());
    let browser = browser.build().unwrap();
    let mut answer = browser.get(url).send().await.unwrap();
    for _ in 0..12 {
        if let Some(to) = answer.headers().get("location") {
            let to = answer.url().join(to.to_str().unwrap()).unwrap();
            if to.as_str().starts_with("http://asty.localhost") {
                return to.as_str().split_once("localhost").unwrap().1.trim_start_matches(":80").to_owned();
            }
            answer = browser.get(to).send().await.unwrap();
            continue;
        }
        let url = answer.url().clone();
        let page = answer.text().await.unwrap();
        let prompt = if page.contains("value=\"consent\"") { "consent" } else { "login" };
        let form = [("prompt", prompt), ("login", name), ("password", "any")];
        answer = browser.post(url).form(&form).send().await.unwrap();
    }
    panic!("the provider went round in circles");
}

#[tokio::test]
async fn staff_sign_in_at_a_provider() {
    let peer = Peer::start();
    let words = ["asty", "a secret of the tests", "Πάροχος"].map(str::to_owned);
    let [client_id, client_secret, name] = words;
    let provider = oidc::Provider::new(peer.issuer.clone(), client_id, client_secret, name);
    let demo = crate::demo::with(|town| town.oidc = Some(provider.clone())).await;
    let (_, _, _, page) = ours(&demo, "/login", "").await;
    assert!(page.contains("Είσοδος με Πάροχος"), "{page}");

    for _ in 0..2 {
        // The first time known by the e-mail, the second by the key.
        let (_, to, ticket, _) = ours(&demo, "/login/oidc", "").await;
        let back = theirs(&to, "clerk").await;
        let (status, to, session, page) = ours(&demo, &back, &ticket).await;
        assert_eq!((status, to.as_str()), (303, "/home"), "{page}");
        assert_eq!(ours(&demo, "/desk", &session).await.0, 200);
        // What came back once does not open again.
        assert_eq!(ours(&demo, &back, &ticket).await.0, 422);
    }
    for (name, words) in [("stranger", "Δεν υπάρχει λογαριασμός"), ("unvouched-head", "Δεν υπάρχει λογαριασμός")]
    {
        let (_, to, ticket, _) = ours(&demo, "/login/oidc", "").await;
        let back = theirs(&to, name).await;
        let (status, _, session, page) = ours(&demo, &back, &ticket).await;
        assert!(status == 422 && session.is_empty() && page.contains(words), "{page}");
    }
    // Begun in one browser, brought into another.
    let (_, to, _, _) = ours(&demo, "/login/oidc", "").await;
    let back = theirs(&to, "clerk").await;
    let (_, _, other, _) = ours(&demo, "/login/oidc", "").await;
    assert_eq!(ours(&demo, &back, &other).await.0, 422);
    assert_eq!(ours(&demo, &back, "").await.0, 422);
    let asked = reqwest::get(format!("{}/discoveries", peer.issuer)).await.unwrap().text().await.unwrap();
    assert_eq!(asked, "1", "what the provider says of itself is kept");
}
