//! The news of a kept search come by e-mail, over a real mail server; nothing restricted is in them.

use crate::{
    notice::letter,
    program::{Server, installation},
};
use identity::{NewAccount, NewEmployee, PasswordHash};
use kernel::{Actor, Clock, Employee, Role};
use register::Confidentiality;
use search::NewSaved;
use std::{sync::Arc, time::Duration};
use testkit::Smtp;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_in_a_kept_search_is_mailed_to_its_owner() {
    let (folder, mut smtp) = (installation(), Smtp::start(false));
    let port = smtp.port.to_string();
    let mail = [("ASTY_MAIL_SERVER", "localhost"), ("ASTY_MAIL_PORT", port.as_str()), ("ASTY_MAIL_SECURITY", "none")];
    let server = Server::start(folder.path(), &mail);
    let path = folder.path().join("data/nisida/asty.db");
    let db = db::Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let system = Arc::new(Actor::System("test"));
    let cx = async || db::Cx::new(system.clone(), Clock::System.now(), None, db.write().await.unwrap());
    let mut first = cx().await;
    let password = PasswordHash::make("correct horse battery staple".to_owned()).await.unwrap();
    let roles = vec![Role::Clerk];
    let account = Some(NewAccount { user: "maria".to_owned(), password, roles: roles.clone() });
    let (name, email, valid_from) = ("Μαρία Παππά".to_owned(), Some("maria@nisida.gr".to_owned()), "2025-01-01");
    let valid_from = valid_from.parse().unwrap();
    let new = NewEmployee { name: name.clone(), email, code: None, positions: vec![], account, valid_from };
    let id = identity::create_employee(&mut first, new).await.unwrap();
    let clerk = Employee { id, name, unit: None, unit_name: None, roles, scopes: None, bearer: None };
    first.actor = Arc::new(Actor::Employee(clerk));
    let query = "q=%CE%BB%CE%B1%CE%BA%CE%BA%CE%BF%CF%8D%CE%B2%CE%B5%CF%82".to_owned();
    let new = NewSaved { name: "Λακκούβες".into(), query, mails: true, ..NewSaved::default() };
    let kept = search::save(&mut first, new).await.unwrap();
    for confidentiality in [Confidentiality::Open, Confidentiality::Confidential] {
        register::register(&mut first, letter(confidentiality), vec![]).await.unwrap();
    }
    let today = first.now.day();
    first.commit().await.unwrap();
    // The index follows by itself; until it has, there is nothing to tell. The job of a day is asked for again.
    for turn in 0..40 {
        let mut next = cx().await;
        let news = serde_json::json!({ "search": kept.id, "day": today });
        queue::enqueue(&mut next, "search", &format!("turn {turn}"), &news).await.unwrap();
        next.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let told = smtp.receive();
    let text = told["text"].as_str().unwrap();
    assert_eq!(told["to"][0], "maria@nisida.gr");
    assert_eq!(told["headers"]["subject"], "1 νέο έγγραφο: Λακκούβες");
    assert!(text.contains("Λακκούβα στην παραλία") && text.contains("/desk/search?q="), "{text}");
    assert_eq!(text.matches("Λακκούβα στην παραλία").count(), 1, "one of the two is confidential: {text}");
    server.stop();
}
