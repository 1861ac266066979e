//! The first accounts, from the command line.

use crate::program::{Server, bad, command, good, installation};
use std::{io::Write, process::Stdio};

const CONFIG: [&str; 4] = ["--config", "asty.toml", "--municipality", "asty"];

fn with<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&CONFIG).copied().collect()
}

#[test]
fn an_account_and_a_token_open_what_they_should_and_only_there() {
    let folder = installation();
    let folder = folder.path();
    let anna = ["user", "create", "--user", "anna", "--name", "Άννα Τεχνίτη", "--role", "administrator"];
    assert!(good(folder, &with(&anna)).trim().len() > 12);
    assert!(bad(folder, &with(&anna)).contains("user name"));
    let maria = ["user", "create", "--user", "maria", "--name", "Μαρία", "--role", "clerk", "--password-stdin"];
    for (typed, well) in [("short\n", false), ("a long enough one\n", true)] {
        let mut child = command(folder, &with(&maria)).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        assert_eq!(child.wait().unwrap().success(), well, "{typed}");
    }
    assert!(
        bad(folder, &with(&["token", "create", "--user", "maria", "--scope", "register:everything"]))
            .contains("everything")
    );
    assert!(
        bad(folder, &with(&["token", "create", "--user", "nobody", "--scope", "register:read"]))
            .contains("no such account")
    );
    let token = good(folder, &with(&["token", "create", "--user", "maria", "--scope", "register:read"]));
    let header = format!("Bearer {}", token.trim());
    let server = Server::start(folder, &[]);
    let list = |host: &str| server.ask(host, "GET", "/api/v1/register/entries", &[("authorization", &header)], "");
    assert!(list("asty.localhost").starts_with("HTTP/1.1 200"), "{}", list("asty.localhost"));
    assert!(list("nisida.localhost").starts_with("HTTP/1.1 401"));
    server.stop();
}
