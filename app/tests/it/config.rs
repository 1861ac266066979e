//! The configuration: what is read, what wins, what is refused.

use asty::config::{Config, reference};
use std::{collections::BTreeMap, path::Path};

const TOWN: &str = "[municipality.asty]\nname = 'Δήμος Άστεως'\nhost = 'Asty.gr'\n";

fn read(text: &str, env: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let env: BTreeMap<String, String> = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Config::read(text, Path::new("/etc/asty"), &env).map_err(|e| e.problems)
}

#[test]
fn the_least_is_a_name_and_a_host() {
    let config = read(TOWN, &[]).unwrap();
    let town = config.municipality(None).unwrap();
    assert_eq!((town.base.host.as_str(), town.url().as_str()), ("asty.gr", "https://asty.gr"));
    assert_eq!(town.base.database.0, "sqlite:/etc/asty/data/asty/asty.db");
    assert_eq!(town.base.log_key, Path::new("/etc/asty/data/asty/log.key"));
    assert_eq!(town.limits.max_file.0, 200 << 20);
}

#[test]
fn the_environment_wins_and_a_municipality_wins_over_everyone() {
    let text = format!("limits.max_file = '1 MiB'\nserver.data = '/srv'\n{TOWN}limits.max_file = 7\n");
    let largest = |env: &[(&str, &str)]| read(&text, env).unwrap().municipalities[0].limits.max_file.0;
    assert_eq!(largest(&[]), 7);
    assert_eq!(largest(&[("ASTY_LIMITS_MAX_FILE", "9")]), 7);
    assert_eq!(largest(&[("ASTY_MUNICIPALITY_ASTY_LIMITS_MAX_FILE", "8")]), 8);
    assert_eq!(read(&text, &[]).unwrap().municipalities[0].base.files, Path::new("/srv/asty/files"));
}

#[test]
fn what_nobody_knows_is_refused_with_the_nearest_that_there_is() {
    for (wrong, meant) in [
        ("[server]\nlisen = '127.0.0.1:1'", "server.listen"),
        ("[sever]\nlisten = '127.0.0.1:1'", "server.listen"),
        ("listen = '127.0.0.1:1'", "server.listen"),
        ("[municipality.asty]\nmax_file = 1", "municipality.asty.limits.max_file"),
        ("[municipality.asty]\nhst = 'x'", "municipality.asty.host"),
    ] {
        let problems = read(wrong, &[]).unwrap_err();
        assert!(problems[0].ends_with(&format!("is not known; did you mean {meant}?")), "{wrong}: {problems:?}");
    }
    let problems = read(TOWN, &[("ASTY_SERVER_LISTN", "x")]).unwrap_err();
    assert_eq!(problems, ["ASTY_SERVER_LISTN is not known; did you mean ASTY_SERVER_LISTEN?"]);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let text =
        "server.listen = 'here'\nlogging.format = 'xml'\n[municipality.asty]\nname = ' '\nlimits.max_file = 1.5\n";
    let problems = read(text, &[]).unwrap_err().join("\n");
    for part in ["server.listen", "logging.format", "asty.name", "asty.host is missing", "limits.max_file"] {
        assert!(problems.contains(part), "{part} in {problems}");
    }
    assert!(read("", &[]).unwrap_err()[0].contains("no municipality"));
    assert!(read("= 1", &[]).is_err());
}

#[test]
fn two_municipalities_share_nothing() {
    let other = "[municipality.nisida]\nname = 'Δήμος Νησίδος'\nhost = 'nisida.gr'\n";
    assert_eq!(read(&format!("{TOWN}{other}"), &[]).unwrap().municipalities.len(), 2);
    for shared in ["name", "host", "database", "files", "log_key"] {
        let value = if shared == "database" { "sqlite:x.db" } else { "x" };
        let text = [TOWN, other].map(|town| {
            let town: String = town.lines().filter(|l| !l.starts_with(shared)).map(|l| format!("{l}\n")).collect();
            format!("{town}{shared} = '{value}'\n")
        });
        let problems = read(&text.concat(), &[]).unwrap_err();
        assert!(problems[0].contains(&format!("nisida.{shared} is the same as")), "{problems:?}");
    }
}

#[test]
fn an_address_that_is_none_is_refused() {
    for (wrong, said) in [
        ("url = 'asty'", "asty.url must be an address like"),
        ("url = 'https://'", "asty.url must be an address like"),
        ("auditors = ['anna@asty.gr', 'not an address']", "asty.auditors must be a list of e-mail addresses, not `not"),
    ] {
        let problems = read(&format!("{TOWN}{wrong}\n"), &[]).unwrap_err();
        assert!(problems[0].contains(said), "{problems:?}");
    }
    let right =
        "url = 'http://asty.localhost:8080/'\nauditors = ['anna@asty.gr', 'Νίκος Έλεγχος <nikos@elegxos.gr>']\n";
    assert_eq!(read(&format!("{TOWN}{right}"), &[]).unwrap().municipalities[0].url(), "http://asty.localhost:8080");
}

#[test]
fn a_secret_is_not_shown_even_when_it_is_wrong() {
    let text = format!("{TOWN}database = 'mysql://asty:hunter2@db/asty'\n");
    assert!(!read(&text, &[]).unwrap_err().concat().contains("hunter2"));
    let text = format!("{TOWN}database = 'postgres://asty:hunter2@db/asty'\n");
    assert!(!format!("{:?}", read(&text, &[]).unwrap()).contains("hunter2"));
}

#[test]
fn the_reference_is_the_one_of_this_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/admin/configuration.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == reference(), "run: asty config reference > docs/admin/configuration.md");
    let example = reference().split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
    assert!(read(&example, &[]).is_ok());
}
