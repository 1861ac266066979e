//! Each movement on both engines, allowed and forbidden; nothing is ever in nobody's hands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod addressed;
mod away;
mod closed;
mod digest;
mod notice;
mod paper;
mod plans;
mod reopen;
mod routing;
mod story;
mod tamper;
mod whereabouts;

use circulation::{NewAssignment, Order, Purpose, Recipient};
use identity::{NewEmployee, NewPosition, NewUnit, UnitKind};
use kernel::{Actor, Employee, Role, UnitId};
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

/// Two departments, each with a head; the first with two who work there; and the protocol office.
#[allow(missing_docs)]
pub struct House {
    pub clerk: Arc<Actor>,
    pub works: UnitId,
    pub money: UnitId,
    pub head: Arc<Actor>,
    pub worker: Arc<Actor>,
    pub other: Arc<Actor>,
    pub treasurer: Arc<Actor>,
}

/// Makes it.
pub async fn house(town: &Fresh) -> House {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let day = "2025-01-01".parse().unwrap();
    let unit = async |cx: &mut db::Cx, code: &str, name: &str| {
        let (code, name) = (code.to_owned(), name.to_owned());
        let new = NewUnit { parent: None, kind: UnitKind::Department, code, name, email: None, valid_from: day };
        identity::create_unit(cx, new).await.unwrap()
    };
    let protocol = unit(&mut cx, "protocol", "Τμήμα Πρωτοκόλλου").await;
    let works = unit(&mut cx, "works", "Τμήμα Έργων").await;
    let money = unit(&mut cx, "money", "Τμήμα Ταμείου").await;
    let person = async |cx: &mut db::Cx, name: &str, unit: UnitId, is_head: bool, role: Role| {
        let at = NewPosition { unit, title: String::new(), is_main: true, is_head, is_deputy: false };
        let name = name.to_owned();
        let new = NewEmployee {
            name: name.clone(),
            email: None,
            code: None,
            positions: vec![at],
            account: None,
            valid_from: day,
        };
        let id = identity::create_employee(cx, new).await.unwrap();
        let unit_name = identity::unit_name(cx, unit, day).await.unwrap();
        let roles = vec![role];
        Arc::new(Actor::Employee(Employee { id, name, unit: Some(unit), unit_name, roles, scopes: None, bearer: None }))
    };
    let house = House {
        clerk: person(&mut cx, "Μαρία Παππά", protocol, false, Role::Clerk).await,
        head: person(&mut cx, "Νίκος Δήμου", works, true, Role::Head).await,
        worker: person(&mut cx, "Άννα Τεχνίτη", works, false, Role::Employee).await,
        other: person(&mut cx, "Πέτρος Αλεξίου", works, false, Role::Employee).await,
        treasurer: person(&mut cx, "Ελένη Ταμία", money, true, Role::Head).await,
        works,
        money,
    };
    cx.commit().await.unwrap();
    house
}

/// A letter that came in, or goes out.
pub fn letter(direction: Direction, confidentiality: Confidentiality) -> Fields {
    Fields {
        direction,
        subject: "Λακκούβα στην οδό Αιόλου".into(),
        correspondent: Some(Party { name: "Εστίαση ΟΕ".into(), tax_id: None, email: None }),
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Application,
        channel: Channel::Counter,
        confidentiality,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

/// A registered letter: its year and number.
pub async fn registered(town: &Fresh, house: &House, fields: Fields) -> (i64, i64) {
    let mut cx = town.write(&house.clerk).await;
    let entry = register::register(&mut cx, fields, vec![]).await.unwrap();
    cx.commit().await.unwrap();
    (entry.year, entry.number)
}

/// An order to units, and to people of them.
pub fn order(to: &[(UnitId, Option<&Arc<Actor>>, Purpose)]) -> Order {
    let one = |(unit, person, purpose): &(UnitId, Option<&Arc<Actor>>, Purpose)| NewAssignment {
        to: Recipient { unit: *unit, employee: person.map(|p| p.employee().unwrap().id) },
        purpose: *purpose,
    };
    Order { to: to.iter().map(one).collect(), ..Order::default() }
}

/// A stored file, and the entry of which it is.
pub async fn with_file(town: &Fresh, house: &House, confidentiality: Confidentiality) -> ((i64, i64), kernel::FileId) {
    let mut cx = town.write(&house.clerk).await;
    let file = attached(&mut cx, "Αίτηση.txt").await;
    let id = file.id;
    let entry = register::register(&mut cx, letter(Direction::Incoming, confidentiality), vec![file]).await.unwrap();
    cx.commit().await.unwrap();
    ((entry.year, entry.number), id)
}

/// A stored file.
pub async fn attached(cx: &mut db::Cx, name: &str) -> documents::File {
    let stored = blobs::Stored { sha256: [7; 32], size: 3, media_type: "text/plain", encrypted: false, new: true };
    documents::attach(cx, name, &stored).await.unwrap()
}

/// The way of an entry.
pub async fn way(cx: &mut db::Cx, (year, number): (i64, i64)) -> circulation::Way {
    let found = register::get(cx, year, number).await.unwrap();
    let register::Found::Whole(entry) = found else { panic!("an outline") };
    circulation::way(cx, &entry).await.unwrap()
}
