//! Units and employees; one account of each role with a password that is known.

use super::{
    names::{Dice, person},
    units::{PROTOCOL, Row},
};
use crate::AppError;
use db::Cx;
use http_shell::Town;
use identity::{NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash};
use kernel::{Actor, Clock, Day, Employee, Permission, Role, UnitId};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

const PASSWORD: &str = "asty-demo-2026";
/// User name, name, unit, role: the accounts that `demo.json` names.
const KNOWN: [(&str, &str, &str, Role); 5] = [
    ("clerk", "Μαρία Παππά", PROTOCOL, Role::Clerk),
    ("head", "Γιώργος Νικολάου", PROTOCOL, Role::Head),
    ("employee", "Ελένη Δήμου", "technical", Role::Employee),
    ("auditor", "Νίκος Λογοθέτης", "mayor", Role::Auditor),
    ("administrator", "Άννα Τεχνίτη", "administration", Role::Administrator),
];

/// Who registers papers, and the names of the units by their codes.
pub(super) struct Staff {
    pub clerks: Vec<Arc<Actor>>,
    /// Who leads each unit.
    pub heads: HashMap<UnitId, Arc<Actor>>,
    /// Who else works there.
    pub workers: HashMap<UnitId, Vec<Arc<Actor>>>,
    pub units: HashMap<&'static str, (UnitId, &'static str)>,
}

/// Makes the units of `rows` and their employees.
pub(super) async fn make(town: &Town, clock: &Clock, rows: &'static [Row]) -> Result<(Value, Staff), AppError> {
    let password = PasswordHash::make(PASSWORD.to_owned()).await?;
    let actor = Arc::new(Actor::System("demo"));
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    // They were there before the first paper.
    let since = clock.now().plus_seconds(-3 * 365 * 86_400).day();
    let units = self::units(&mut cx, rows, town, since).await?;
    let mut staff = Staff { clerks: Vec::new(), heads: HashMap::new(), workers: HashMap::new(), units };
    let mut accounts = Vec::new();
    for (user, name, code, role) in KNOWN {
        let place = Place { code, is_head: role == Role::Head, role };
        let of = (user.to_owned(), name.to_owned());
        employ(&mut cx, &mut staff, town, &password, since, of, place).await?;
        let scopes: Vec<Permission> = Permission::ALL.iter().copied().filter(|p| role.grants(*p)).collect();
        let token = identity::create_token(&mut cx, user, "demo", &scopes, 365).await?;
        accounts.push(json!({ "role": role, "user": user, "password": PASSWORD, "token": token }));
    }
    let (mut dice, mut taken) = (Dice::new(rows.len() as u64), HashMap::<String, usize>::new());
    for place in places(rows) {
        let who = person(&mut dice);
        let same = taken.entry(who.latin.clone()).and_modify(|n| *n += 1).or_insert(1);
        let user = if *same == 1 { who.latin } else { format!("{}{same}", who.latin) };
        employ(&mut cx, &mut staff, town, &password, since, (user, who.name), place).await?;
    }
    cx.commit().await?;
    Ok((Value::Array(accounts), staff))
}

#[derive(Clone, Copy)]
struct Place {
    code: &'static str,
    is_head: bool,
    role: Role,
}

/// Every unit has a head (that of the protocol office is known already), and everybody else.
fn places(rows: &'static [Row]) -> impl Iterator<Item = Place> {
    let desk = |code: &str| code == PROTOCOL || code.starts_with("kep-") || code.starts_with("local-");
    rows.iter().flat_map(move |&(_, _, code, _, count)| {
        let head = (code != PROTOCOL).then_some(Place { code, is_head: true, role: Role::Head });
        let role = if desk(code) { Role::Clerk } else { Role::Employee };
        head.into_iter().chain(std::iter::repeat_n(Place { code, is_head: false, role }, count))
    })
}

async fn employ(
    cx: &mut Cx,
    staff: &mut Staff,
    town: &Town,
    password: &PasswordHash,
    valid_from: Day,
    (user, name): (String, String),
    place: Place,
) -> Result<(), AppError> {
    let Some((unit, unit_name)) = staff.units.get(place.code).copied() else { return Ok(()) };
    let new = NewEmployee {
        name: name.clone(),
        email: Some(format!("{user}@{}", town.host)),
        code: None,
        positions: vec![NewPosition {
            unit,
            title: String::new(),
            is_main: true,
            is_head: place.is_head,
            is_deputy: false,
        }],
        account: Some(NewAccount { user, password: password.clone(), roles: vec![place.role] }),
        valid_from,
    };
    let id = identity::create_employee(cx, new).await?;
    let actor = Arc::new(Actor::Employee(Employee {
        id,
        name,
        unit: Some(unit),
        unit_name: Some(unit_name.to_owned()),
        roles: vec![place.role],
        scopes: None,
        bearer: None,
    }));
    match place.role {
        Role::Head => drop(staff.heads.insert(unit, actor)),
        Role::Employee => staff.workers.entry(unit).or_default().push(actor),
        Role::Clerk => staff.clerks.push(actor),
        Role::Auditor | Role::Administrator => {}
    }
    Ok(())
}

async fn units(
    cx: &mut Cx,
    rows: &'static [Row],
    town: &Town,
    valid_from: Day,
) -> Result<HashMap<&'static str, (UnitId, &'static str)>, AppError> {
    let (mut made, mut above): (HashMap<_, _>, Vec<UnitId>) = (HashMap::new(), Vec::new());
    for &(depth, kind, code, name, _) in rows {
        above.truncate(depth);
        let new = NewUnit {
            parent: above.last().copied(),
            kind,
            code: code.to_owned(),
            name: name.to_owned(),
            email: Some(format!("{code}@{}", town.host)),
            valid_from,
        };
        let id = identity::create_unit(cx, new).await?;
        above.push(id);
        made.insert(code, (id, name));
    }
    Ok(made)
}
