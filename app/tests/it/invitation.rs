//! An invitation, from the command line over a real mail server into the browser.

use crate::program::{Server, bad, good, installation};
use testkit::Smtp;

const CONFIG: [&str; 4] = ["--config", "asty.toml", "--municipality", "nisida"];
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BODY: &str = "password=three+blue+windows&again=three+blue+windows";

fn with<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&CONFIG).copied().collect()
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    answer.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim()
}

/// The way in that a mail of an invitation names.
fn way(mail: &serde_json::Value) -> String {
    assert_eq!(mail["to"][0], "anna@nisida.gr");
    assert!(mail["headers"]["subject"].as_str().unwrap().contains("Δήμος Νησίδος"), "{mail}");
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("Άννα Τεχνίτη") && text.contains("Όνομα χρήστη: anna"), "{text}");
    let rest = text.split_once("https://nisida.localhost").unwrap().1;
    rest.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn an_administrator_is_invited_sets_a_password_and_is_in() {
    let (folder, mut smtp) = (installation(), Smtp::start(false));
    let folder = folder.path();
    let anna = ["user", "create", "--user", "anna", "--name", "Άννα Τεχνίτη", "--role", "administrator"];
    let anna = [&anna[..], &["--email", "anna@nisida.gr", "--invite"]].concat();
    assert_eq!(good(folder, &with(&anna)), "");
    assert!(good(folder, &with(&["user", "list"])).contains("anna\tΆννα Τεχνίτη\tadministrator\tno password"));
    // A second one: the first link ends.
    good(folder, &with(&["user", "invite", "--user", "anna"]));
    let port = smtp.port.to_string();
    let server = Server::start(
        folder,
        &[
            ("ASTY_MAIL_SERVER", "localhost"),
            ("ASTY_MAIL_PORT", &port),
            ("ASTY_MAIL_SECURITY", "none"),
            ("ASTY_SERVER_PROXIES", "127.0.0.1"),
        ],
    );
    let [first, second] = [smtp.receive(), smtp.receive()].map(|mail| way(&mail));
    let get = |path: &str| server.ask("nisida.localhost", "GET", path, &[], "");
    assert!(get(&first).starts_with("HTTP/1.1 410"), "{}", get(&first));
    assert!(get("/invitation/unknown").starts_with("HTTP/1.1 404"));
    // The other municipality knows nothing of it.
    assert!(server.ask("asty.localhost", "GET", &second, &[], "").starts_with("HTTP/1.1 404"));
    let page = get(&second);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<code>anna</code>"), "{page}");

    let post = |body: &str, more: &[(&str, &str)]| {
        server.ask("nisida.localhost", "POST", &second, &[&[FORM][..], more].concat(), body)
    };
    let elsewhere = post(BODY, &[("sec-fetch-site", "cross-site")]);
    assert!(elsewhere.starts_with("HTTP/1.1 403"), "{elsewhere}");
    for (body, words) in
        [("password=short&again=short", "λιγότερους"), ("password=three+blue+windows&again=x", "διαφέρουν")]
    {
        let page = post(body, &[]);
        assert!(page.starts_with("HTTP/1.1 422") && page.contains(words), "{page}");
    }
    let page = post(BODY, &[("x-forwarded-for", "198.51.100.9, 203.0.113.7")]);
    assert!(page.starts_with("HTTP/1.1 303"), "{page}");
    assert_eq!(header(&page, "location:"), "/home");
    let cookie = header(&page, "set-cookie:");
    assert!(cookie.starts_with("__Host-asty_session="), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let session = cookie.split(';').next().unwrap();
    let account = server.ask("nisida.localhost", "GET", "/desk/account", &[("cookie", session)], "");
    // The address that the proxy saw, not the one that the browser made up.
    assert!(account.contains("203.0.113.7") && !account.contains("198.51.100.9"), "{account}");
    assert!(get(&second).starts_with("HTTP/1.1 410"));
    assert!(post(BODY, &[]).starts_with("HTTP/1.1 410"));
    assert!(bad(folder, &with(&["user", "invite", "--user", "anna"])).contains("has a password already"));
    let log = server.stop();
    assert!(!log.contains(&second), "the secret stands in the log");
}
