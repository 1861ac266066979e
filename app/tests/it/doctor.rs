//! `asty doctor`: it finds what is wrong with the town and its peers, and says how to mend it.

use crate::{
    program::{Server, asty, bad, good},
    verify::TOWN,
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
};
use testkit::Smtp;

/// Whether all is well with a town of this configuration, and what the doctor says.
fn doctor(folder: &Path, configuration: &str) -> (bool, String) {
    std::fs::write(folder.join("asty.toml"), configuration).unwrap();
    let output = asty(folder, &["doctor", "--config", "asty.toml"]);
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

/// What stands in a folder, in order, without the journal of SQLite, which comes and goes.
fn names(folder: &Path) -> Vec<String> {
    let found = std::fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = found.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort();
    names
}

#[test]
fn a_server_that_refuses_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (well, said) =
        doctor(folder.path(), &format!("{TOWN}database = 'postgres://asty:secret@127.0.0.1:1/asty#other'\n"));
    assert!(!well && said.contains("Connection refused") && said.contains("Mend: is the server running"), "{said}");
}

#[test]
fn the_doctor_says_what_is_wrong_and_how_to_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (well, said) = doctor(folder, &format!("{TOWN}mail.server = '127.0.0.1'\nmail.port = 1\n"));
    assert!(!well && said.contains("asty migrate") && said.contains("Mend: mail.server"), "{said}");
    assert_eq!(names(folder), ["asty.toml"], "looking makes nothing");
    std::fs::create_dir_all(folder.join("data/asty")).unwrap();
    assert!(doctor(folder, TOWN).1.contains("is not there yet. Mend: asty migrate"));
    assert!(names(&folder.join("data/asty")).is_empty());
    std::fs::write(folder.join("data/asty/asty.db"), b"").unwrap();
    assert!(doctor(folder, TOWN).1.contains("the database is empty. Mend: asty migrate"));
    assert!(bad(folder, &["serve", "--config", "asty.toml"]).contains("the database is empty. Mend: asty migrate"));
    std::fs::write(folder.join("asty.toml"), TOWN).unwrap();
    good(folder, &["migrate", "--config", "asty.toml"]);
    let (well, said) = doctor(folder, TOWN);
    assert!(well && said.contains("files is made at the first start"), "{said}");
    Server::start(folder, &[]).stop();
    let before = names(&folder.join("data/asty"));
    let (well, said) = doctor(folder, TOWN);
    assert!(
        well && said.contains("up to date and writable") && said.contains("Better: log_key on another disk"),
        "{said}"
    );
    let key = tlog::SigningKey::parse(&std::fs::read_to_string(folder.join("data/asty/log.key")).unwrap()).unwrap();
    assert!(said.contains(&key.verifier().to_string()), "the key is shown, wherever it stands: {said}");
    assert_eq!(names(&folder.join("data/asty")), before);
    // Another host than the one whose name the log was signed under; a key that others read; files where none can be.
    assert!(
        doctor(folder, &TOWN.replace("asty.localhost", "elsewhere.gr")).1.contains("belongs to asty.localhost/log")
    );
    let key = folder.join("data/asty/log.key");
    let read_by = |mode| std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    read_by(0o644);
    assert!(doctor(folder, TOWN).1.contains("Mend: chmod 600"));
    read_by(0o600);
    for (more, mend) in [
        ("files = '/proc/nowhere'", "must own /proc/nowhere"),
        ("index = 'data/asty'", "Mend: give the index a folder of its own"),
        ("limits.max_entry = '9000000 GiB'", "Mend: make room"),
        ("oidc = { issuer = 'http://127.0.0.1:1', client_id = 'a', client_secret = 'b' }", "Mend: oidc.issuer"),
        ("oidc.issuer = 'http://127.0.0.1:1'", "oidc.client_id is not"),
        ("antivirus.clamd = 'unix:/nowhere'", "Mend: is clamd running"),
        ("storage = { bucket = 'files', endpoint = 'http://127.0.0.1:1' }", "Mend: is the store running"),
    ] {
        let (well, said) = doctor(folder, &format!("{TOWN}{more}\n"));
        assert!(!well && said.contains(mend), "{more}\n{said}");
    }
}

/// From now on the S3 server lets in only whom it knows: nobody.
fn lock(address: &str) {
    let address = address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("POST /moto-api/reset-auth HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    stream.write_all(format!("{head}content-length: 1\r\n\r\n0").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn the_doctor_asks_the_peers() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("asty.toml"), TOWN).unwrap();
    good(folder, &["migrate", "--config", "asty.toml"]);
    let (Some(s3), Some(clamd)) = (testkit::s3(), testkit::clamd(folder)) else { return };
    let smtp = Smtp::start(true);
    std::fs::write(folder.join("smtp.pem"), &smtp.authority).unwrap();
    let town = |bucket: &str, largest: &str, password: &str| {
        let storage = format!("storage = {{ bucket = '{bucket}', endpoint = '{}', access_key = 'key'", s3.address);
        let mail =
            format!("mail = {{ server = 'localhost', port = {}, user = 'asty', authority = 'smtp.pem'", smtp.port);
        format!(
            "{TOWN}{storage}, secret_key = 'secret' }}\nantivirus.clamd = '{}'\nlimits.max_file = '{largest}'\n\
             {mail}, password = '{password}' }}\n",
            clamd.address
        )
    };
    let (well, said) = doctor(folder, &town("files", "1 MiB", "right-word"));
    assert!(well && said.contains("the bucket files takes files") && said.contains("files up to 1 MiB"), "{said}");
    for (bucket, largest, password, mend) in [
        ("none", "1 MiB", "right-word", "Mend: make the bucket"),
        ("files", "2 MiB", "right-word", "Mend: StreamMaxLength"),
        ("files", "1 MiB", "wrong-word", "mail.user and mail.password"),
    ] {
        let (well, said) = doctor(folder, &town(bucket, largest, password));
        assert!(!well && said.contains(mend) && said.matches("BAD").count() == 1, "{mend}\n{said}");
    }
    lock(&s3.address);
    let (well, said) = doctor(folder, &town("files", "1 MiB", "right-word"));
    assert!(!well && said.contains("Mend: storage.access_key and storage.secret_key"), "{said}");
}
