//! `asty migrate` and `asty serve`.

use crate::program::{Server, TOWNS, bad, good, installation};

#[test]
fn serving_waits_for_migrating() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(bad(folder, &["serve", "--config", "asty.toml"]).contains("cannot be read"));
    std::fs::write(folder.join("asty.toml"), TOWNS).unwrap();
    let refused = bad(folder, &["serve", "--config", "asty.toml"]);
    assert!(refused.contains("the database is empty. Mend: asty migrate"), "{refused}");
    assert!(good(folder, &["migrate", "--config", "asty.toml"]).contains("Δήμος Νησίδος: 0001_event"));
    assert!(good(folder, &["migrate", "--config", "asty.toml"]).contains("Δήμος Νησίδος: up to date"));
}

#[test]
fn two_municipalities_are_served_and_no_secret_is_logged() {
    let folder = installation();
    let server = Server::start(folder.path(), &[("ASTY_LOGGING_LEVEL", "trace")]);
    for host in ["asty.localhost", "nisida.localhost"] {
        let answer = server.ask(host, "GET", "/log/checkpoint", &[], "");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(&format!("{host}/log\n0\n")), "{answer}");
    }
    assert!(server.ask("elsewhere", "GET", "/log/checkpoint", &[], "").starts_with("HTTP/1.1 404"));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    server.ask("asty.localhost", "POST", "/login", &form, "user=maria&password=hunter2-in-the-form");
    let headers = [("authorization", "Bearer asty_hunter2-in-the-header"), ("cookie", "asty_session=hunter2-cookie")];
    server.ask("asty.localhost", "GET", "/api/v1/register/entries?q=hunter2-query", &headers, "");
    let log = server.stop();
    assert!(!log.contains("hunter2") && !log.contains("PRIVATE"), "{log}");
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered = lines.iter().filter(|l| l["message"] == "answered");
    let routes: Vec<(&str, u64)> =
        answered.map(|l| (l["route"].as_str().unwrap(), l["status"].as_u64().unwrap())).collect();
    assert!(routes.contains(&("/api/v1/register/entries", 401)), "{routes:?}");
    assert_eq!(lines.last().unwrap()["message"], "stopped");
}

#[test]
fn a_lost_key_is_not_replaced_once_the_log_has_lines() {
    let folder = installation();
    Server::start(folder.path(), &[]).stop();
    let data = folder.path().join("data/asty");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(data.join("log.key")).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    // As an entry would: the head of the log moves.
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = db::Db::connect(&format!("sqlite:{}", data.join("asty.db").display())).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let args = tx.args();
        tx.exec("update log_head set size = 1", args).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
    std::fs::remove_file(data.join("log.key")).unwrap();
    assert!(bad(folder.path(), &["serve", "--config", "asty.toml"]).contains("bring it back from the backup"));
}
