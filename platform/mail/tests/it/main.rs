//! Mail over a real SMTP server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kernel::Role;
use mail::{Attachment, Mail, Mailer, Security, Server};
use queue::{Failure, State, Worker};
use testkit::{Fresh, Smtp, employee};

fn server(smtp: &Smtp, password: &str) -> Server {
    Server {
        host: "localhost".into(),
        port: smtp.port,
        security: Security::StartTls,
        credentials: Some(("asty".into(), password.into())),
        authority: Some(smtp.authority.clone().into_bytes()),
        from: "Δήμος Άστεως <protocol@asty.gr>".into(),
    }
}

fn letter(to: &str) -> Mail {
    let bytes = vec![0, 255, 10, 13];
    let file = Attachment { name: "σημείο.bin".into(), media_type: "application/octet-stream".into(), bytes };
    let subject = "Πρόσκληση\r\nBcc: everyone@asty.gr".into();
    Mail {
        to: to.into(), subject, text: "Καλημέρα,\n.\nτέλος\n".into(), attachments: vec![file], ..Mail::default()
    }
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let mut smtp = Smtp::start(true);
    let mailer = Mailer::new(&server(&smtp, "right-word")).unwrap();
    mailer.check().await.unwrap();
    mailer.send("job-1", &letter("Μαρία <maria@nisida.gr>")).await.unwrap();
    let seen = smtp.receive();
    assert_eq!((&seen["to"], &seen["secure"]), (&serde_json::json!(["maria@nisida.gr"]), &true.into()), "{seen}");
    assert_eq!(seen["headers"]["subject"], "Πρόσκληση  Bcc: everyone@asty.gr");
    assert_eq!(seen["headers"]["from"], "Δήμος Άστεως <protocol@asty.gr>");
    assert_eq!(seen["headers"]["message-id"], "<job-1@asty.gr>");
    assert!(seen["headers"].get("bcc").is_none());
    assert_eq!(seen["text"].as_str().unwrap().replace('\r', ""), "Καλημέρα,\n.\nτέλος\n");
    assert_eq!(seen["files"]["σημείο.bin"], "AP8KDQ==");
}

#[tokio::test]
async fn what_is_about_the_mail_is_final_and_the_rest_is_not() {
    let smtp = Smtp::start(true);
    let mailer = Mailer::new(&server(&smtp, "right-word")).unwrap();
    for (to, is_final) in [("nobody@nisida.gr", true), ("no address", true), ("busy@nisida.gr", false)] {
        let failure = mailer.send("x", &letter(to)).await.unwrap_err();
        assert_eq!(matches!(failure, Failure::Never(_)), is_final, "{to}: {failure}");
    }
    let failure =
        Mailer::new(&server(&smtp, "wrong-word")).unwrap().send("x", &letter("maria@nisida.gr")).await.unwrap_err();
    assert!(matches!(&failure, Failure::Later(words) if words.contains("535")), "{failure}");
    let mut untrusted = server(&smtp, "right-word");
    untrusted.authority = None;
    let failure = Mailer::new(&untrusted).unwrap().send("x", &letter("maria@nisida.gr")).await.unwrap_err();
    assert!(matches!(&failure, Failure::Later(words) if words.contains("ertificate")), "{failure}");
    let port = smtp.port;
    drop(smtp);
    let gone = Server { port, security: Security::None, ..untrusted };
    assert!(Mailer::new(&gone).unwrap().check().await.is_err());
}

#[tokio::test]
async fn a_mail_goes_when_its_transaction_was_committed() {
    let mut smtp = Smtp::start(true);
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        mail::enqueue(&mut cx, "invitation 1", &letter("maria@nisida.gr")).await.unwrap();
        cx.commit().await.unwrap();
        let mailer = Mailer::new(&server(&smtp, "right-word")).unwrap();
        let worker = Worker::new(town.db.clone(), town.clock.clone()).on(mail::KIND, move |job| {
            let mailer = mailer.clone();
            async move { mailer.send(&job.id.to_string(), &job.read()?).await }
        });
        assert!(worker.step().await.unwrap());
        assert_eq!(smtp.receive()["to"][0], "maria@nisida.gr");
        let mut cx = town.read(&employee(Role::Administrator)).await;
        let done = queue::list(&mut cx, State::Done, None, None, 9).await.unwrap();
        assert_eq!(done.len(), 1);
    }
}
