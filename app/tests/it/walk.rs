//! Every route, asked by every role and by the other municipality's people.

use crate::demo::demo;
use axum::{body::Body, http::Request};
use http_shell::Access;
use kernel::Role;

fn judged(proof: &str, key: &str) -> Result<String, asty::AppError> {
    asty::verify::file(proof.as_bytes(), &asty::verify::keys(&[key.to_owned()])?, false)
}

fn filled(path: &str) -> String {
    path.replace("{year}", "2026")
        .replace("{number}", "1")
        .replace("{id}", "00000000-0000-0000-0000-000000000000")
        .replace("{token}", "unknown")
        .replace("{day}", "2026-11-25")
        .replace("{*path}", "0/000.p/1")
}

#[tokio::test]
async fn every_route_keeps_to_its_line_of_the_table() {
    let demo = demo().await;
    demo.register("asty.localhost", &demo.token(0, Role::Clerk), "Πρώτο").await;
    for route in asty::routes() {
        let (method, path) = (route.method.as_str(), filled(route.path));
        let stranger = demo.ask("asty.localhost", method, &path, None).await.0;
        let foreign = demo.token(1, Role::Administrator);
        let foreigner = demo.ask("asty.localhost", method, &path, Some(&foreign)).await.0;
        match route.access {
            Access::Public | Access::Anywhere => {
                assert!(!matches!(stranger, 303 | 401 | 403 | 500) || method == "POST", "{method} {path}: {stranger}")
            }
            Access::Needs(permission) => {
                assert!(matches!(stranger, 303 | 401), "{method} {path} by a stranger: {stranger}");
                assert!(matches!(foreigner, 303 | 401), "{method} {path} by the other town: {foreigner}");
                for role in Role::ALL {
                    let status = demo.ask("asty.localhost", method, &path, Some(&demo.token(0, *role))).await.0;
                    let refused = status == 403;
                    // A form without the word against forged requests is refused too: only reading tells.
                    if method == "GET" || !role.grants(permission) {
                        assert_eq!(refused, !role.grants(permission), "{method} {path} by {role}: {status}");
                    }
                    assert_ne!(status, 500, "{method} {path} by {role}");
                }
            }
        }
    }
}

#[tokio::test]
async fn no_form_of_another_site_is_taken() {
    let demo = demo().await;
    for route in asty::routes().into_iter().filter(|route| !route.method.is_safe()) {
        let (host, path) = ("asty.localhost", filled(route.path));
        if path.starts_with("/api/") || matches!(route.access, Access::Anywhere) {
            continue;
        }
        let role = match route.access {
            Access::Needs(permission) => Role::ALL.iter().copied().find(|role| role.grants(permission)),
            _ => None,
        };
        let send = async |site: &str| {
            let mut request = Request::builder().method(route.method.clone()).uri(&path).header("host", host);
            if let Some(role) = role {
                request = request.header("authorization", format!("Bearer {}", demo.token(0, role)));
            }
            let request = request.header("sec-fetch-site", site).header("content-type", "text/plain");
            demo.send(request.body(Body::empty()).unwrap()).await.0
        };
        assert_eq!(send("cross-site").await, 403, "{path}");
        assert_eq!(send("same-site").await, 403, "{path}: another municipality of this installation");
        // Asked by its own page it fails for another reason, or does what it is for.
        assert_ne!(send("same-origin").await, 500, "{path}");
    }
}

#[tokio::test]
async fn the_same_number_in_two_towns_is_two_papers() {
    let demo = demo().await;
    for (town, host) in [(0, "asty.localhost"), (1, "nisida.localhost")] {
        let token = demo.token(town, Role::Clerk);
        let (status, entry) = demo.register(host, &token, host).await;
        assert_eq!((status, &entry["number"]), (201, &serde_json::json!(1)), "{entry}");
        assert_eq!(entry["files"][0]["name"], "α.pdf");
        let (_, page) = demo.ask(host, "GET", "/desk/register/2026/1", Some(&token)).await;
        assert!(page.contains(host), "{page}");
        let (_, proof) = demo.ask(host, "GET", "/desk/register/2026/1/proof", Some(&token)).await;
        let key = demo.document["municipalities"][town]["log_key"].as_str().unwrap();
        assert!(judged(&proof, key).unwrap().contains("Proven: entry 1/2026"));
        let other = demo.document["municipalities"][1 - town]["log_key"].as_str().unwrap();
        assert!(judged(&proof, other).is_err());
        // One letter of the details changed: found.
        let forged = proof.replacen("extra ", "extra A", 1);
        assert!(judged(&forged, key).is_err());
    }
}

#[tokio::test]
async fn programs_get_problem_documents() {
    let demo = demo().await;
    let token = demo.token(0, Role::Clerk);
    let (status, problem) = demo.register("asty.localhost", &token, " ").await;
    assert_eq!((status, &problem["problems"][0]["field"]), (422, &serde_json::json!("subject")), "{problem}");
    let (status, body) = demo.ask("asty.localhost", "GET", "/api/v1/register/entries", None).await;
    assert_eq!(status, 401);
    assert!(body.contains("\"status\":401"), "{body}");
    assert_eq!(demo.ask("elsewhere.localhost", "GET", "/", None).await.0, 404);
}
