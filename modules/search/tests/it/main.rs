//! Each action on both engines, allowed and forbidden; what may not be read is not found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod files;
mod saved;
mod story;

use db::Cx;
use fulltext::Index;
use identity::{NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash, UnitKind};
use kernel::{Actor, Employee, Role, UnitId};
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};
use search::{Asked, Follower, Results};
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

/// A clerk, and a department with a head and one who works there.
pub struct House {
    pub clerk: Arc<Actor>,
    pub works: UnitId,
    pub head: Arc<Actor>,
    pub worker: Arc<Actor>,
}

pub async fn house(town: &Fresh) -> House {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let valid_from = "2025-01-01".parse().unwrap();
    let new = NewUnit {
        parent: None,
        kind: UnitKind::Department,
        code: "works".to_owned(),
        name: "Τμήμα Έργων".to_owned(),
        email: None,
        valid_from,
    };
    let works = identity::create_unit(&mut cx, new).await.unwrap();
    let person = async |cx: &mut Cx, name: &str, role: Role| {
        let is_head = role == Role::Head;
        let at = NewPosition { unit: works, title: String::new(), is_main: true, is_head, is_deputy: false };
        let password = PasswordHash::make("correct horse battery staple".to_owned()).await.unwrap();
        let new = NewEmployee {
            name: name.to_owned(),
            email: None,
            code: None,
            positions: vec![at],
            account: Some(NewAccount { user: role.as_str().to_owned(), password, roles: vec![role] }),
            valid_from,
        };
        let id = identity::create_employee(cx, new).await.unwrap();
        let (name, unit, roles) = (name.to_owned(), Some(works), vec![role]);
        Arc::new(Actor::Employee(Employee { id, name, unit, unit_name: None, roles, scopes: None, bearer: None }))
    };
    let house = House {
        clerk: person(&mut cx, "Μαρία Παππά", Role::Clerk).await,
        head: person(&mut cx, "Νίκος Δήμου", Role::Head).await,
        worker: person(&mut cx, "Άννα Τεχνίτη", Role::Employee).await,
        works,
    };
    cx.commit().await.unwrap();
    house
}

pub fn letter(subject: &str, confidentiality: Confidentiality) -> Fields {
    Fields {
        direction: Direction::Incoming,
        subject: subject.into(),
        correspondent: Some(Party { name: "Εστίαση ΟΕ".into(), tax_id: None, email: None }),
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Letter,
        channel: Channel::Counter,
        confidentiality,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

pub async fn registered(town: &Fresh, house: &House, fields: Fields) -> (i64, i64) {
    let mut cx = town.write(&house.clerk).await;
    let entry = register::register(&mut cx, fields, vec![]).await.unwrap();
    cx.commit().await.unwrap();
    (entry.year, entry.number)
}

/// Lets the index catch up.
pub async fn followed(town: &Fresh, index: &Index, follower: &mut Follower) -> Vec<[u8; 32]> {
    let mut unread = Vec::new();
    loop {
        let mut cx = town.read(&Arc::new(Actor::System("search"))).await;
        let look = follower.look(&mut cx, index).await.unwrap();
        drop(cx);
        follower.keep().await.unwrap();
        unread.extend(look.unread);
        if look.entries == 0 {
            return unread;
        }
    }
}

pub async fn found(town: &Fresh, index: &Index, actor: &Arc<Actor>, q: &str) -> Results {
    let asked = Asked { q: q.to_owned(), ..Asked::default() };
    search::find(&mut town.read(actor).await, index, &asked).await.unwrap()
}

pub fn numbers(results: &Results) -> Vec<i64> {
    let mut numbers: Vec<i64> = results.hits.iter().map(|hit| hit.row.number).collect();
    numbers.sort_unstable();
    numbers
}
