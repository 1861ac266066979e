//! A municipality at work: units, employees with open sessions, and a register of ten years of which the last papers are
//! in people's hands.

use crate::{Size, words::Words};
use circulation::{NewAssignment, Order, Outcome, Purpose, Recipient};
use db::{Cx, Db};
use identity::{NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash, UnitKind};
use kernel::{Actor, Clock, Day, Employee, Instant, Role, UnitId};
use register::{Fields, Handling};
use rusqlite::Connection;
use serde_json::json;
use std::{path::Path, sync::Arc};
use testkit::{Office, PASSWORD, sign_in};

const YEARS: i64 = 10;
const DAY_SECONDS: i64 = 86_400;
/// Entries that one transaction makes.
const TOGETHER: i64 = 1_000;
/// Of a hundred entries so many are still in people's hands, the newest.
const OPEN: i64 = 3;
/// The newest that nobody has yet, of a thousand.
const UNASSIGNED: i64 = 1;

/// Somebody whose session is open.
#[derive(Clone)]
pub struct Session {
    /// The cookie.
    pub cookie: String,
    /// Whether they register.
    pub clerk: bool,
    /// The name of their unit.
    pub unit: String,
}

/// A municipality with its people.
pub struct Town {
    /// Where it is.
    pub office: Office,
    /// Those who work there.
    pub sessions: Vec<Session>,
    /// The years of its entries, each with how many there are.
    pub years: Vec<(i64, i64)>,
    /// What nobody has yet.
    pub unassigned: Vec<(i64, i64)>,
}

struct Staff {
    units: Vec<(UnitId, String)>,
    /// The unit and who.
    people: Vec<(usize, Arc<Actor>)>,
}

/// Makes it in `folder`.
pub async fn make(size: &Size, folder: &Path) -> Town {
    let office = Office::make(folder, None).await;
    // The first start makes the key of the log.
    drop(office.serve(&size.program).await);
    let db = Db::connect(&office.database).await.unwrap();
    let now = Clock::System.now();
    let staff = staff(&db, size, now).await;
    let mut filling = Filling { staff: &staff, words: Words::new(1), now, count: size.town };
    for from in (0..size.town).step_by(TOGETHER as usize) {
        filling.some(&db, from, size.town.min(from + TOGETHER)).await;
    }
    db.close().await;
    enter(size, office).await
}

/// One that was made before in `folder`, of the same size.
pub async fn again(size: &Size, folder: &Path) -> Town {
    let database = format!("sqlite:{}", folder.join("asty.db").display());
    enter(size, Office::again(folder, database).await).await
}

/// Everybody signs in; what would be told of the moves of years is told to nobody.
async fn enter(size: &Size, office: Office) -> Town {
    let path = office.database.trim_start_matches("sqlite:").to_owned();
    let rows = Connection::open(path).unwrap();
    rows.execute_batch("delete from job; delete from digest").unwrap();
    let places = |sql: &str| -> Vec<(i64, i64)> {
        let mut statement = rows.prepare(sql).unwrap();
        let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        found.map(Result::unwrap).collect()
    };
    let years = places("select year, max(number) from entry group by year order by year");
    let unassigned = places("select year, number from entry where handling = 'unassigned' order by year, number");
    drop(rows);
    let db = Db::connect(&office.database).await.unwrap();
    // A town that was kept may be of an earlier version.
    db.migrate().await.unwrap();
    let mut sessions = Vec::new();
    for number in 0..size.employees {
        let cookie = sign_in(&db, &user(number)).await;
        sessions.push(Session { cookie, clerk: registers(number), unit: unit_name(number % size.units) });
    }
    db.close().await;
    Town { office, sessions, years, unassigned }
}

fn user(number: usize) -> String {
    format!("user{number}")
}

fn unit_name(number: usize) -> String {
    format!("Τμήμα Νο. {number}")
}

/// Every twentieth registers.
fn registers(number: usize) -> bool {
    number % 20 == 19
}

/// The units, and the people: in each a head first; every twentieth registers.
async fn staff(db: &Db, size: &Size, now: Instant) -> Staff {
    let mut cx = Cx::new(Arc::new(Actor::System("bench")), now, None, db.write().await.unwrap());
    let since = now.plus_seconds(-(YEARS + 1) * 366 * DAY_SECONDS).day();
    let mut staff = Staff { units: Vec::new(), people: Vec::new() };
    for number in 0..size.units {
        let name = unit_name(number);
        let new = NewUnit {
            // Twenty directorates with their departments.
            parent: (number >= 20).then(|| staff.units[number % 20].0),
            kind: if number < 20 { UnitKind::Directorate } else { UnitKind::Department },
            code: format!("unit-{number}"),
            name: name.clone(),
            email: Some(format!("unit-{number}@asty.localhost")),
            valid_from: since,
        };
        staff.units.push((identity::create_unit(&mut cx, new).await.unwrap(), name));
    }
    let password = PasswordHash::make(PASSWORD.to_owned()).await.unwrap();
    for number in 0..size.employees {
        employ(&mut cx, &mut staff, number, &password, since).await;
    }
    cx.commit().await.unwrap();
    staff
}

async fn employ(cx: &mut Cx, staff: &mut Staff, number: usize, password: &PasswordHash, since: Day) {
    let place = number % staff.units.len();
    let (unit, unit_name) = staff.units[place].clone();
    let is_head = number < staff.units.len();
    let role = match () {
        () if registers(number) => Role::Clerk,
        () if is_head => Role::Head,
        () => Role::Employee,
    };
    let (user, name) = (user(number), format!("Υπάλληλος Νο. {number}"));
    let new = NewEmployee {
        name: name.clone(),
        email: Some(format!("{user}@asty.localhost")),
        code: None,
        positions: vec![NewPosition { unit, title: String::new(), is_main: true, is_head, is_deputy: false }],
        account: Some(NewAccount { user: user.clone(), password: password.clone(), roles: vec![role] }),
        valid_from: since,
    };
    let id = identity::create_employee(cx, new).await.unwrap();
    let employee = Employee {
        id,
        name,
        unit: Some(unit),
        unit_name: Some(unit_name),
        roles: vec![role],
        scopes: None,
        bearer: None,
    };
    staff.people.push((place, Arc::new(Actor::Employee(employee))));
}

/// What registers the papers of ten years, and moves the last ones.
struct Filling<'a> {
    staff: &'a Staff,
    words: Words,
    now: Instant,
    count: i64,
}

impl Filling<'_> {
    async fn some(&mut self, db: &Db, from: i64, to: i64) {
        let bench: Arc<Actor> = Arc::new(Actor::System("bench"));
        let mut cx = Cx::new(bench.clone(), self.now, None, db.write().await.unwrap());
        for number in from..to {
            // The last ones a minute ago, the first ones ten years.
            let ago = (self.count - number) * (YEARS * 365 * DAY_SECONDS / self.count.max(1));
            cx.now = self.now.plus_seconds(-ago - 60);
            cx.actor = bench.clone();
            let (fields, unit) = self.fields(number);
            let entry = register::register(&mut cx, fields, vec![]).await.unwrap();
            self.move_on(&mut cx, (entry.year, entry.number), number, unit).await;
        }
        cx.commit().await.unwrap();
    }

    fn fields(&mut self, number: i64) -> (Fields, usize) {
        let unit = self.words.dice.roll(self.staff.units.len());
        let direction = ["incoming", "incoming", "incoming", "outgoing", "internal"][number as usize % 5];
        let kind = ["application", "letter", "decision"][number as usize % 3];
        let name = format!("Εστίαση {} ΟΕ", self.words.dice.roll(5_000));
        let fields = json!({
            "direction": direction,
            "subject": self.words.subject(),
            "correspondent": { "name": name },
            "kind": kind,
            "competent_unit": self.staff.units[unit].0,
            "confidentiality": if number % 50 == 7 { "restricted" } else { "open" },
        });
        (serde_json::from_value(fields).unwrap(), unit)
    }

    /// Old papers are done; of the newest a third waits for the unit, a third is in hand, a third was done.
    async fn move_on(&mut self, cx: &mut Cx, place: (i64, i64), number: i64, unit: usize) {
        let left = self.count - number;
        if left * 1_000 <= self.count * UNASSIGNED {
            return;
        }
        if left * 100 > self.count * OPEN {
            return register::handled(cx, place, Handling::Done).await.unwrap();
        }
        let to = Recipient { unit: self.staff.units[unit].0, employee: None };
        let due = cx.now.plus_seconds(DAY_SECONDS * self.words.dice.roll(200) as i64).day();
        let to = vec![NewAssignment { to, purpose: Purpose::Action }];
        let order = Order { to, due: Some(due), ..Order::default() };
        let id = circulation::assign(cx, place, order).await.unwrap()[0];
        let Some((_, head)) = self.staff.people.iter().find(|person| person.0 == unit) else { return };
        if number % 3 > 0 {
            cx.actor = head.clone();
            circulation::accept(cx, id).await.unwrap();
        }
        if number % 3 == 2 {
            circulation::complete(cx, id, Outcome { text: "Έγινε.".to_owned(), answer: None }).await.unwrap();
        }
    }
}
