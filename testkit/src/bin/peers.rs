//! A mailbox (Dovecot) and a mail server (aiosmtpd) for the stories in the browser. The first line that it prints says where
//! they are; each further one is a mail that the mail server got. Each line that it reads, a text of JSON, is a mail that
//! comes to the mailbox. It ends with its input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this program is for tests only")]

use serde_json::json;
use testkit::{Dovecot, Smtp};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let dovecot = Dovecot::start(folder.path()).expect("run scripts/setup-test first");
    let mut smtp = Smtp::start(false);
    println!("{}", json!({ "imap": dovecot.tls, "authority": dovecot.authority, "smtp": smtp.port }));
    // It goes on until the program ends.
    std::thread::spawn(move || {
        loop {
            println!("{}", smtp.receive());
        }
    });
    for (number, line) in std::io::stdin().lines().enumerate() {
        let mail: String = serde_json::from_str(&line.unwrap()).unwrap();
        dovecot.deliver(&number.to_string(), mail.as_bytes());
    }
}
