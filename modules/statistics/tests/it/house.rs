//! A small town: two units under a directorate, each with a head; and the protocol office.

use circulation::{NewAssignment, Order, Purpose, Recipient};
use db::Cx;
use identity::{NewEmployee, NewPosition, NewUnit, UnitKind};
use kernel::{Actor, AssignmentId, Employee, Instant, Role, UnitId};
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};
use statistics::{Asked, Period};
use std::sync::Arc;
use testkit::{Fresh, employee, instant};

pub struct House {
    pub clerk: Arc<Actor>,
    /// Leads the directorate.
    pub director: Arc<Actor>,
    pub head: Arc<Actor>,
    pub worker: Arc<Actor>,
    pub treasurer: Arc<Actor>,
    pub administrator: Arc<Actor>,
    pub auditor: Arc<Actor>,
    pub directorate: UnitId,
    pub works: UnitId,
    pub money: UnitId,
}

async fn unit(cx: &mut Cx, parent: Option<UnitId>, code: &str) -> UnitId {
    let valid_from = "2025-01-01".parse().unwrap();
    let (code, name) = (code.to_owned(), format!("Τμήμα {code}"));
    let new = NewUnit { parent, kind: UnitKind::Department, code, name, email: None, valid_from };
    identity::create_unit(cx, new).await.unwrap()
}

async fn person(cx: &mut Cx, name: &str, unit: UnitId, is_head: bool, role: Role) -> Arc<Actor> {
    let at = NewPosition { unit, title: String::new(), is_main: true, is_head, is_deputy: false };
    let (name, valid_from) = (name.to_owned(), "2025-01-01".parse().unwrap());
    let (email, code, account) = (None, None, None);
    let new = NewEmployee { name: name.clone(), email, code, positions: vec![at], account, valid_from };
    let id = identity::create_employee(cx, new).await.unwrap();
    let unit_name = identity::unit_name(cx, unit, valid_from).await.unwrap();
    let roles = vec![role];
    Arc::new(Actor::Employee(Employee { id, name, unit: Some(unit), unit_name, roles, scopes: None, bearer: None }))
}

pub async fn house(town: &Fresh) -> House {
    let administrator = employee(Role::Administrator);
    let mut cx = town.write(&administrator).await;
    let protocol = unit(&mut cx, None, "protocol").await;
    let directorate = unit(&mut cx, None, "directorate").await;
    let works = unit(&mut cx, Some(directorate), "works").await;
    let money = unit(&mut cx, None, "money").await;
    let house = House {
        clerk: person(&mut cx, "Μαρία Παππά", protocol, false, Role::Clerk).await,
        director: person(&mut cx, "Ιωάννα Διευθύντρια", directorate, true, Role::Head).await,
        head: person(&mut cx, "Νίκος Δήμου", works, true, Role::Head).await,
        worker: person(&mut cx, "Άννα Τεχνίτη", works, false, Role::Employee).await,
        treasurer: person(&mut cx, "Ελένη Ταμία", money, true, Role::Head).await,
        auditor: employee(Role::Auditor),
        administrator,
        directorate,
        works,
        money,
    };
    cx.commit().await.unwrap();
    house
}

/// Somebody with the role of a head who leads these units.
pub async fn leads(town: &Fresh, name: &str, units: &[UnitId]) -> Arc<Actor> {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let position = |(place, unit): (usize, &UnitId)| {
        let (title, is_main) = (String::new(), place == 0);
        NewPosition { unit: *unit, title, is_main, is_head: true, is_deputy: false }
    };
    let (valid_from, positions) = ("2025-01-01".parse().unwrap(), units.iter().enumerate().map(position).collect());
    let (name, email, code, account) = (name.to_owned(), None, None, None);
    let new = NewEmployee { name: name.clone(), email, code, positions, account, valid_from };
    let id = identity::create_employee(&mut cx, new).await.unwrap();
    cx.commit().await.unwrap();
    let (unit, unit_name, roles) = (units.first().copied(), None, vec![Role::Head]);
    Arc::new(Actor::Employee(Employee { id, name, unit, unit_name, roles, scopes: None, bearer: None }))
}

pub fn letter(direction: Direction, competent_unit: Option<UnitId>, kind: Kind) -> Fields {
    Fields {
        direction,
        subject: "Λακκούβα στην οδό Αιόλου".into(),
        correspondent: Some(Party { name: "Εστίαση ΟΕ".into(), tax_id: None, email: None }),
        further: Vec::new(),
        competent_unit,
        their_number: None,
        their_date: None,
        kind,
        channel: Channel::Counter,
        confidentiality: Confidentiality::Open,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

/// A context of somebody at a moment: `2026-11-16T10:00`, by the clock in Athens.
pub async fn at(town: &Fresh, actor: &Arc<Actor>, when: &str) -> Cx {
    let mut cx = town.write(actor).await;
    cx.now = moment(when);
    cx
}

pub fn moment(when: &str) -> Instant {
    instant(&format!("{when}:00+02:00"))
}

/// Registers a paper then.
pub async fn registered(town: &Fresh, house: &House, when: &str, fields: Fields) -> (i64, i64) {
    let mut cx = at(town, &house.clerk, when).await;
    let entry = register::register(&mut cx, fields, vec![]).await.unwrap();
    cx.commit().await.unwrap();
    (entry.year, entry.number)
}

/// A clerk gives it to units then.
pub async fn assigned(
    town: &Fresh,
    house: &House,
    (when, due): (&str, &str),
    place: (i64, i64),
    to: &[UnitId],
) -> Vec<AssignmentId> {
    let mut cx = at(town, &house.clerk, when).await;
    let to =
        to.iter().map(|unit| NewAssignment { to: Recipient { unit: *unit, employee: None }, purpose: Purpose::Action });
    let due = circulation::deadline(&mut cx, due).await.unwrap();
    let order = Order { to: to.collect(), due, ..Order::default() };
    let made = circulation::assign(&mut cx, place, order).await.unwrap();
    cx.commit().await.unwrap();
    made
}

/// Counts everything that the log holds.
pub async fn count(town: &Fresh) {
    let system = Arc::new(Actor::System("figures"));
    loop {
        let mut cx = town.write(&system).await;
        let reckoned = statistics::reckon(&mut cx).await.unwrap();
        let more = statistics::count(&mut cx, reckoned).await.unwrap();
        cx.commit().await.unwrap();
        if !more {
            break;
        }
    }
}

/// November 2026.
pub fn november() -> Asked {
    Asked { period: Period::months_from("2026-11-01".parse().unwrap(), 1), unit: None, below: true }
}
