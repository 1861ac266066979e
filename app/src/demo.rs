//! The demo: two municipalities with people of every role.

use crate::{AppError, town};
use db::Cx;
use http_shell::Town;
use identity::{NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash, UnitKind};
use kernel::{Actor, Clock, Permission, Role, UnitId};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc};

const PASSWORD: &str = "asty-demo-2026";
const TOWNS: [(&str, &str); 2] = [("Δήμος Άστεως", "asty.localhost"), ("Δήμος Νησίδος", "nisida.localhost")];
const PEOPLE: [(&str, &str, Role); 5] = [
    ("clerk", "Μαρία Παππά", Role::Clerk),
    ("head", "Γιώργος Νικολάου", Role::Head),
    ("employee", "Ελένη Δήμου", Role::Employee),
    ("auditor", "Νίκος Λογοθέτης", Role::Auditor),
    ("administrator", "Άννα Τεχνίτη", Role::Administrator),
];

/// Makes the demo in `folder`, or goes on with what is there; writes `demo.json`. Gives the towns and that document.
///
/// # Errors
/// When a database, a folder or an account cannot be made.
pub async fn open(folder: &Path, port: u16, clock: &Clock) -> Result<(Vec<Town>, Value), AppError> {
    let path = folder.join("demo.json");
    let before: Option<Value> = match tokio::fs::read(&path).await {
        Ok(bytes) => Some(serde_json::from_slice(&bytes)?),
        Err(_) => None,
    };
    let (mut towns, mut described) = (Vec::new(), Vec::new());
    for (place, (name, host)) in TOWNS.into_iter().enumerate() {
        let mut town = town(name, host, &folder.join(host), None).await?;
        town.url = format!("http://{host}:{port}");
        let known = before.as_ref().and_then(|b| b.pointer(&format!("/municipalities/{place}/accounts"))).cloned();
        let accounts = match known {
            Some(accounts) => accounts,
            None => people(&town, clock).await?,
        };
        let key = town.log.key.verifier().to_string();
        described.push(json!({ "name": name, "host": host, "log_key": key, "accounts": accounts }));
        towns.push(town);
    }
    let document = json!({ "base_url": format!("http://asty.localhost:{port}"), "municipalities": described });
    tokio::fs::write(&path, serde_json::to_vec_pretty(&document)?).await?;
    Ok((towns, document))
}

async fn people(town: &Town, clock: &Clock) -> Result<Value, AppError> {
    let password = PasswordHash::make(PASSWORD.to_owned()).await?;
    let actor = Arc::new(Actor::System("demo"));
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    let unit = unit(&mut cx).await?;
    let mut accounts = Vec::new();
    for (user, name, role) in PEOPLE {
        let position = NewPosition { unit, is_main: true, is_head: role == Role::Head };
        let account = NewAccount { user: user.to_owned(), password: password.clone(), roles: vec![role] };
        let valid_from = cx.now.day();
        let new = NewEmployee {
            name: name.to_owned(),
            email: Some(format!("{user}@{}", town.host)),
            positions: vec![position],
            account: Some(account),
            valid_from,
        };
        identity::create_employee(&mut cx, new).await?;
        let scopes: Vec<Permission> = Permission::ALL.iter().copied().filter(|p| role.grants(*p)).collect();
        let token = identity::create_token(&mut cx, user, "demo", &scopes).await?;
        accounts.push(json!({ "role": role, "user": user, "password": PASSWORD, "token": token }));
    }
    cx.commit().await?;
    Ok(Value::Array(accounts))
}

async fn unit(cx: &mut Cx) -> Result<UnitId, AppError> {
    let valid_from = cx.now.day();
    let directorate = NewUnit {
        parent: None,
        kind: UnitKind::Directorate,
        code: "administration".to_owned(),
        name: "Διεύθυνση Διοικητικών Υπηρεσιών".to_owned(),
        email: None,
        valid_from,
    };
    let parent = Some(identity::create_unit(cx, directorate).await?);
    let department = NewUnit {
        parent,
        kind: UnitKind::Department,
        code: "protocol".to_owned(),
        name: "Τμήμα Πρωτοκόλλου, Διεκπεραίωσης και Αρχείου".to_owned(),
        email: None,
        valid_from,
    };
    Ok(identity::create_unit(cx, department).await?)
}
