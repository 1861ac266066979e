//! Two units, one of which has not joined; a clerk gives papers to them.

use blobs::Stored;
use circulation::{NewAssignment, Order, Purpose, Recipient};
use db::Cx;
use documents::File;
use identity::{NewEmployee, NewPosition, NewUnit, UnitKind};
use kernel::{Actor, AssignmentId, Employee, Role, UnitId};
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};
use rollout::Joins;
use std::sync::Arc;
use testkit::{Fresh, employee};

pub struct House {
    pub clerk: Arc<Actor>,
    pub head: Arc<Actor>,
    pub administrator: Arc<Actor>,
    pub works: UnitId,
    pub money: UnitId,
}

async fn unit(cx: &mut Cx, code: &str) -> UnitId {
    let valid_from = "2025-01-01".parse().unwrap();
    let (code, name) = (code.to_owned(), format!("Τμήμα {code}"));
    let new = NewUnit { parent: None, kind: UnitKind::Department, code, name, email: None, valid_from };
    identity::create_unit(cx, new).await.unwrap()
}

/// Works has not joined; money has, from the beginning.
pub async fn house(town: &Fresh) -> House {
    let administrator = employee(Role::Administrator);
    let mut cx = town.write(&administrator).await;
    let (works, money) = (unit(&mut cx, "works").await, unit(&mut cx, "money").await);
    let at = NewPosition { unit: works, title: String::new(), is_main: true, is_head: true, is_deputy: false };
    let valid_from = "2025-01-01".parse().unwrap();
    let (name, email, code, account) = ("Νίκος Δήμου".to_owned(), None, None, None);
    let new = NewEmployee { name: name.clone(), email, code, positions: vec![at], account, valid_from };
    let id = identity::create_employee(&mut cx, new).await.unwrap();
    let unit_name = identity::unit_name(&mut cx, works, valid_from).await.unwrap();
    let (unit, roles) = (Some(works), vec![Role::Head]);
    let head = Arc::new(Actor::Employee(Employee { id, name, unit, unit_name, roles, scopes: None, bearer: None }));
    rollout::set_joining(&mut cx, works, Joins::NotYet).await.unwrap();
    cx.commit().await.unwrap();
    House { clerk: employee(Role::Clerk), head, administrator, works, money }
}

/// A file that is taken in.
pub async fn file(town: &Fresh, house: &House, name: &str) -> File {
    let mut cx = town.write(&house.clerk).await;
    let mut sha256 = [0; 32];
    sha256.iter_mut().zip(name.bytes()).for_each(|(to, byte)| *to = byte);
    let stored = Stored { sha256, size: 3, media_type: "application/pdf", encrypted: false, new: true };
    let file = documents::attach(&mut cx, name, &stored).await.unwrap();
    cx.commit().await.unwrap();
    file
}

/// Registers a paper.
pub async fn registered(town: &Fresh, house: &House, confidentiality: Confidentiality, files: Vec<File>) -> (i64, i64) {
    let fields = Fields {
        direction: Direction::Incoming,
        subject: "Λακκούβα στην οδό Αιόλου".into(),
        correspondent: Some(Party { name: "Εστίαση ΟΕ".into(), tax_id: None, email: None }),
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Application,
        channel: Channel::Email,
        confidentiality,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    };
    let mut cx = town.write(&house.clerk).await;
    let entry = register::register(&mut cx, fields, files).await.unwrap();
    cx.commit().await.unwrap();
    (entry.year, entry.number)
}

/// For action.
pub fn to(to: Recipient) -> NewAssignment {
    NewAssignment { to, purpose: Purpose::Action }
}

/// Gives an entry to units by an order, beside whom it names.
pub async fn ordered(
    town: &Fresh,
    house: &House,
    place: (i64, i64),
    units: &[UnitId],
    mut order: Order,
) -> Vec<AssignmentId> {
    let mut cx = town.write(&house.clerk).await;
    order.to.extend(units.iter().map(|unit| to(Recipient { unit: *unit, employee: None })));
    let made = circulation::assign(&mut cx, place, order).await.unwrap();
    cx.commit().await.unwrap();
    made
}

/// Registers a paper and gives it to units.
pub async fn given(town: &Fresh, house: &House, confidentiality: Confidentiality, to: &[UnitId]) -> Vec<AssignmentId> {
    let place = registered(town, house, confidentiality, vec![]).await;
    ordered(town, house, place, to, Order::default()).await
}
