//! The first accounts, from the command line.

use crate::program::{Server, bad, command, good, installation};
use std::{io::Write, process::Stdio};

const CONFIG: [&str; 4] = ["--config", "asty.toml", "--municipality", "asty"];

fn with<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&CONFIG).copied().collect()
}

/// What came of giving a password at the standard input.
fn typed(folder: &std::path::Path, arguments: &[&str], text: &str) -> bool {
    let mut child = command(folder, &with(arguments)).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn accounts_are_listed_helped_and_locked() {
    let folder = installation();
    let folder = folder.path();
    for (user, role) in [("anna", "administrator"), ("maria", "clerk")] {
        good(folder, &with(&["user", "create", "--user", user, "--name", user, "--role", role]));
    }
    let line = |user: &str| {
        let list = good(folder, &with(&["user", "list"]));
        list.lines().find(|line| line.starts_with(user)).unwrap().to_owned()
    };
    assert_eq!(line("maria"), "maria\tmaria\tclerk\tmust change the password");
    assert!(bad(folder, &with(&["user", "lock", "--user", "anna"])).contains("last administrator"));
    assert!(bad(folder, &with(&["user", "roles", "--user", "anna", "--role", "clerk"])).contains("last administrator"));
    assert!(bad(folder, &with(&["user", "lock", "--user", "nobody"])).contains("no such account"));
    good(folder, &with(&["user", "lock", "--user", "maria"]));
    assert!(line("maria").contains("\tlocked, "));
    good(folder, &with(&["user", "unlock", "--user", "maria"]));
    good(folder, &with(&["user", "roles", "--user", "maria", "--role", "head", "--role", "clerk"]));
    assert!(line("maria").contains("\tclerk,head\tmust"), "{}", line("maria"));
    assert!(good(folder, &with(&["user", "password", "--user", "maria"])).trim().len() > 12);
    let given = ["user", "password", "--user", "maria", "--password-stdin"];
    assert!(!typed(folder, &given, "short\n") && typed(folder, &given, "a long enough one\n"));
    assert!(bad(folder, &with(&["user", "invite", "--user", "maria"])).contains("no e-mail"));

    let token = ["token", "create", "--user", "maria", "--scope", "register:read", "--name", "scanner", "--days", "7"];
    good(folder, &with(&token));
    let list = || good(folder, &with(&["token", "list", "--user", "maria"]));
    let shown = list();
    let until = kernel::Clock::System.now().plus_seconds(7 * 24 * 3600).day();
    let (id, rest) = shown.split_once('\t').unwrap();
    assert_eq!(rest.trim(), format!("scanner\tregister:read\t{until}"));
    assert!(bad(folder, &with(&["token", "revoke", "--user", "anna", id])).contains("no token"));
    good(folder, &with(&["token", "revoke", "--user", "maria", &id[..12]]));
    assert_eq!(list(), "");
}

#[test]
fn what_cannot_be_is_said_with_what_can() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("asty.toml"), crate::verify::TOWN).unwrap();
    let alone = |words: &[&'static str]| -> Vec<&str> { words.iter().chain(&CONFIG[..2]).copied().collect() };
    assert!(bad(folder, &alone(&["user", "list"])).contains("the database is empty. Mend: asty migrate"));
    good(folder, &alone(&["migrate"]));
    assert!(bad(folder, &alone(&["backup", "--to", "b"])).contains("made by the first asty serve"));
    assert!(bad(folder, &alone(&["backup", "--to", "data/asty/b"])).contains("say another folder"));
    assert!(bad(folder, &alone(&["log", "rotate", "--yes"])).contains("there is no key at"));
    let make = ["user", "create", "--user", "maria", "--name", "Μαρία", "--role"];
    assert!(bad(folder, &alone(&[&make[..], &["king"]].concat())).contains("auditor, administrator"));
    let roles = ["auditor", "--role", "clerk"];
    assert!(bad(folder, &alone(&[&make[..], &roles].concat())).contains("must not have another role"));
    let scope = ["token", "create", "--user", "maria", "--scope", "all"];
    assert!(bad(folder, &alone(&scope)).contains("register:read, register:write"));
}

#[test]
fn an_account_and_a_token_open_what_they_should_and_only_there() {
    let folder = installation();
    let folder = folder.path();
    let anna = ["user", "create", "--user", "anna", "--name", "Άννα Τεχνίτη", "--role", "administrator"];
    assert!(good(folder, &with(&anna)).trim().len() > 12);
    assert!(bad(folder, &with(&anna)).contains("user name"));
    let maria = ["user", "create", "--user", "maria", "--name", "Μαρία", "--role", "clerk", "--password-stdin"];
    assert!(!typed(folder, &maria, "short\n") && typed(folder, &maria, "a long enough one\n"));
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
