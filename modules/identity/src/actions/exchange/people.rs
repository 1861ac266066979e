//! The table of employees: a line for each position.

use super::{
    Report, RowProblem,
    table::{PEOPLE, Row, Table, YES, overlap, role_words},
};
use crate::{
    IdentityError, NewAccount, NewEmployee, NewPosition, PasswordHash, PersonDetails, Position, Problem, Term,
    actions::account,
    events,
    store::{self, WholeRow},
};
use db::{Cx, Event};
use kernel::{AccountId, Day, EmployeeId, Role};
use sheets::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody, as known before.
struct Known {
    people: BTreeMap<EmployeeId, WholeRow>,
    codes: BTreeMap<String, EmployeeId>,
    roles: BTreeMap<AccountId, Vec<Role>>,
    positions: BTreeMap<EmployeeId, Vec<Position>>,
    order: Vec<EmployeeId>,
    terms: Vec<Term>,
}

/// How the table calls somebody: their number, or the key where they have none.
fn key(person: &WholeRow) -> String {
    person.code.clone().unwrap_or_else(|| person.id.to_string())
}

async fn known(cx: &mut Cx) -> Result<Known, IdentityError> {
    let people = store::whole(&mut cx.tx).await?;
    let (mut roles, mut positions) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
    for grant in store::all_roles(&mut cx.tx).await? {
        roles.entry(grant.account).or_default().push(grant.role);
    }
    for position in store::all_positions(&mut cx.tx).await? {
        positions.entry(position.employee).or_default().push(position);
    }
    Ok(Known {
        codes: people.iter().map(|p| (key(p), p.id)).collect(),
        order: people.iter().map(|p| p.id).collect(),
        people: people.into_iter().map(|p| (p.id, p)).collect(),
        terms: store::all_terms(&mut cx.tx).await?,
        roles,
        positions,
    })
}

pub(super) async fn sheet(cx: &mut Cx) -> Result<Sheet, IdentityError> {
    let known = known(cx).await?;
    let mut rows = vec![PEOPLE.iter().map(|(head, _)| (*head).to_owned()).collect::<Vec<_>>()];
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let yes = |value: bool| if value { YES.to_owned() } else { String::new() };
    for person in known.order.iter().filter_map(|id| known.people.get(id)) {
        let roles = person.account.and_then(|a| known.roles.get(&a)).map(|r| role_words(r)).unwrap_or_default();
        let (email, phone, user) = (text(&person.email), text(&person.phone), text(&person.user_name));
        let head = vec![key(person), person.name.clone(), email, phone, user, roles];
        let positions = known.positions.get(&person.id).map(Vec::as_slice).unwrap_or_default();
        rows.extend(positions.iter().map(|p| {
            let to = p.valid_to.map(|d| d.to_string()).unwrap_or_default();
            let marks = [yes(p.is_main), yes(p.is_head), yes(p.is_deputy)];
            let place = [p.unit_code.clone(), p.title.clone()].into_iter().chain(marks);
            head.iter().cloned().chain(place).chain([p.valid_from.to_string(), to]).collect()
        }));
        if positions.is_empty() {
            let mut row = head;
            row.resize(PEOPLE.len() - 2, String::new());
            row.extend([person.valid_from.to_string(), String::new()]);
            rows.push(row);
        }
    }
    Ok(Sheet { name: "people".to_owned(), rows })
}

pub(super) async fn take(cx: &mut Cx, table: &Table<'_>, report: &mut Report) -> Result<(), IdentityError> {
    let mut known = known(cx).await?;
    let mut groups: Vec<(String, Vec<Row<'_>>)> = Vec::new();
    let mut places = BTreeMap::new();
    for row in table.rows() {
        match row.required("employee") {
            Ok(key) => {
                let place = *places.entry(key.clone()).or_insert(groups.len());
                if place == groups.len() {
                    groups.push((key, Vec::new()));
                }
                groups[place].1.push(row);
            }
            Err(problem) => report.problems.push(problem),
        }
    }
    let mut users: BTreeSet<String> =
        known.people.values().filter_map(|p| p.user_name.as_deref().map(greek::fold)).collect();
    for (key, rows) in groups {
        let Some(first) = rows.first().copied() else { continue };
        let before = report.counts;
        let person = match person(cx, &mut known, &key, first, &rows, report).await? {
            Ok(person) => person,
            Err(problem) => {
                report.problems.push(problem);
                continue;
            }
        };
        if let Err(problem) = access(cx, &known, &person, first, &mut users, report).await? {
            report.problems.push(problem);
        }
        for row in &rows {
            if let Err(problem) = position(cx, &known, &person, *row, report).await? {
                report.problems.push(problem);
            }
        }
        if before == report.counts {
            report.counts.unchanged += rows.len() as i64;
        } else {
            together(cx, &person, first, report).await?;
        }
        if report.counts.people_added > before.people_added {
            // Whoever is new is counted as such, not as changes too.
            report.counts.people_changed = before.people_changed;
        }
    }
    Ok(())
}

/// The inner error is one of the line, the outer one ends the import.
type Taken<T> = Result<Result<T, RowProblem>, IdentityError>;

async fn record(
    cx: &mut Cx,
    kind: &'static str,
    person: &WholeRow,
    data: serde_json::Value,
) -> Result<(), IdentityError> {
    let (subject_kind, subject, label) = (events::EMPLOYEE, person.id.0, person.name.as_str());
    Ok(cx.record(Event { kind, subject_kind, subject, label, data }).await?)
}

/// Somebody's name and ways to reach them; somebody new is added.
async fn person(
    cx: &mut Cx,
    known: &mut Known,
    key: &str,
    row: Row<'_>,
    rows: &[Row<'_>],
    report: &mut Report,
) -> Taken<WholeRow> {
    let name = match row.required("name") {
        Ok(name) => name,
        Err(problem) => return Ok(Err(problem)),
    };
    let (email, phone) = match row.email() {
        Ok(email) => (email, row.text("phone")),
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(person) = known.codes.get(key).and_then(|id| known.people.get(id)) {
        let keep = |column, new: Option<String>, old: &Option<String>| {
            if row.cell(column).is_some() { new } else { old.clone() }
        };
        let (email, phone) = (keep("email", email, &person.email), keep("phone", phone, &person.phone));
        if (&name, &email, &phone) != (&person.name, &person.email, &person.phone) {
            let details = PersonDetails { name, code: person.code.clone(), email, phone };
            store::set_person(&mut cx.tx, person.id, &details).await?;
            report.counts.people_changed += 1;
            record(cx, events::EMPLOYEE_CHANGED, person, serde_json::json!({ "import": true, "after": details }))
                .await?;
        }
        return Ok(Ok(person.clone()));
    }
    if key.parse::<EmployeeId>().is_ok() {
        return Ok(Err(row.problem("identity-import-employee", key)));
    }
    let periods: Vec<_> = rows.iter().filter_map(|r| r.period(cx.now.day()).ok()).collect();
    let valid_from = periods.iter().map(|p| p.0).min().unwrap_or(cx.now.day());
    let id = EmployeeId::new();
    let new = NewEmployee {
        name: name.clone(),
        email: email.clone(),
        code: None,
        positions: Vec::new(),
        account: None,
        valid_from,
    };
    store::insert_employee(&mut cx.tx, id, &new).await?;
    let code = Some(key.to_owned());
    let details = PersonDetails { name: name.clone(), code: code.clone(), email: email.clone(), phone: phone.clone() };
    store::set_person(&mut cx.tx, id, &details).await?;
    // Whoever has only positions that ended has left.
    let left = periods.iter().map(|p| p.1).collect::<Option<Vec<Day>>>().and_then(|days| days.into_iter().max());
    if let Some(day) = left {
        store::end_person(&mut cx.tx, id, day).await?;
    }
    let person = WholeRow { id, code, name, email, phone, valid_from, user_name: None, account: None };
    report.counts.people_added += 1;
    record(cx, events::EMPLOYEE_ADDED, &person, serde_json::json!({ "import": true, "from": valid_from })).await?;
    Ok(Ok(person))
}

/// What somebody is of whom the table does not say it.
fn anyone() -> Vec<Role> {
    vec![Role::Employee]
}

/// The words for what is wrong with an account.
fn key_of(problems: &[Problem]) -> &'static str {
    problems.first().map_or("identity-problem-user", |problem| problem.key)
}

/// The account and what it may. A new one opens only after an invitation or a reset.
async fn access(
    cx: &mut Cx,
    known: &Known,
    person: &WholeRow,
    row: Row<'_>,
    users: &mut BTreeSet<String>,
    report: &mut Report,
) -> Taken<()> {
    let roles = match row.roles() {
        Ok(roles) => roles,
        Err(problem) => return Ok(Err(problem)),
    };
    match (row.text("user"), &person.user_name) {
        (Some(user), Some(before)) if greek::fold(&user) != greek::fold(before) => {
            return Ok(Err(row.problem("identity-import-user", user)));
        }
        (Some(user), None) => {
            if !users.insert(greek::fold(&user)) {
                return Ok(Err(row.problem("identity-problem-user-taken", user)));
            }
            let new =
                NewAccount { user: user.clone(), password: PasswordHash::none(), roles: roles.unwrap_or_else(anyone) };
            report.counts.people_changed += 1;
            match account::create_account(cx, person.id, new).await {
                Err(IdentityError::Invalid(problems)) => return Ok(Err(row.problem(key_of(&problems), user))),
                other => other?,
            }
        }
        (_, Some(_)) => {
            let before = person.account.and_then(|a| known.roles.get(&a)).cloned().unwrap_or_default();
            let wanted = roles.filter(|roles| BTreeSet::from_iter(roles) != BTreeSet::from_iter(&before));
            if let Some(wanted) = wanted {
                report.counts.people_changed += 1;
                match account::set_roles(cx, person.id, &wanted).await {
                    Err(IdentityError::Invalid(problems)) => {
                        return Ok(Err(row.problem(key_of(&problems), role_words(&wanted))));
                    }
                    other => other?,
                }
            }
        }
        (None, None) => {}
    }
    Ok(Ok(()))
}

/// One position, when the line names a unit.
async fn position(cx: &mut Cx, known: &Known, person: &WholeRow, row: Row<'_>, report: &mut Report) -> Taken<()> {
    let (Some(code), period) = (row.text("unit"), row.period(cx.now.day())) else { return Ok(Ok(())) };
    let (from, to) = match period {
        Ok(period) => period,
        Err(problem) => return Ok(Err(problem)),
    };
    let open = |t: &&Term| t.code == code && t.valid_from <= from && t.valid_to.is_none_or(|end| end > from);
    let Some(unit) = known.terms.iter().find(open).map(|t| t.unit) else {
        return Ok(Err(row.problem("identity-import-unit", code)));
    };
    let (is_main, is_head, is_deputy) = (row.yes("main"), row.yes("head"), row.yes("deputy"));
    let new = NewPosition { unit, title: row.text("title").unwrap_or_default(), is_main, is_head, is_deputy };
    let same = |p: &Position| {
        (p.unit, p.valid_from, p.valid_to) == (unit, from, to)
            && (p.is_main, p.is_head, p.is_deputy) == (is_main, is_head, is_deputy)
            && p.title == new.title
    };
    if known.positions.get(&person.id).is_some_and(|all| all.iter().any(same)) {
        return Ok(Ok(()));
    }
    store::put_position(&mut cx.tx, person.id, &new, (from, to)).await?;
    report.counts.people_changed += 1;
    let data = serde_json::json!({
        "import": true, "unit": code, "title": new.title, "head": is_head, "deputy": is_deputy, "main": is_main,
        "from": from, "to": to,
    });
    record(cx, events::POSITION_ADDED, person, data).await?;
    Ok(Ok(()))
}

/// What only all positions of somebody show: two main ones, or two in one unit, at the same time.
async fn together(cx: &mut Cx, person: &WholeRow, row: Row<'_>, report: &mut Report) -> Result<(), IdentityError> {
    let all = store::positions_of(&mut cx.tx, person.id).await?;
    let main = all.iter().filter(|p| p.is_main).map(|p| (p.valid_from, p.valid_to)).collect();
    if overlap(main) {
        report.problems.push(row.problem("identity-problem-two-main", person.name.clone()));
    }
    let mut units: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for p in &all {
        units.entry(p.unit).or_default().push((p.valid_from, p.valid_to));
    }
    if units.into_values().any(overlap) {
        report.problems.push(row.problem("identity-import-overlap", person.name.clone()));
    }
    Ok(())
}
