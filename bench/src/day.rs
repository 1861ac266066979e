//! A day of a town hall: everybody's session open and listening, papers registered, assigned, read and sought.

use crate::{
    Size, digests,
    load::entry,
    report::{Floor, Report, median, slowest},
    town::{self, Session, Town},
    words::{Dice, Words},
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use testkit::{Answer, Client, Office, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

/// Of a hundred requests, so many of each kind.
const MIX: [(&str, usize); 6] =
    [("tray", 30), ("list", 15), ("search", 15), ("entry page", 25), ("assignment", 7), ("registration", 8)];
/// What people look at in the register.
const LISTS: [&str; 4] = ["", "direction=incoming&state=active", "sort=subject", "q=απόφαση"];
/// Those who ask without a pause, when it is measured how much goes through.
const HASTY: usize = 16;
const MIB: f64 = 1024.0 * 1024.0;

/// A browser of somebody: one request at a time, as the connection is one.
struct Browser {
    client: tokio::sync::Mutex<Client>,
    session: Session,
}

/// What all who ask share.
struct Hall {
    office: Office,
    browsers: Vec<Browser>,
    clerks: Vec<usize>,
    years: Vec<(i64, i64)>,
    dice: Mutex<(Dice, Words)>,
    /// What nobody has yet.
    unassigned: Mutex<Vec<(i64, i64)>>,
    took: Mutex<BTreeMap<&'static str, Vec<f64>>>,
    heard: AtomicU64,
}

/// Measures on a register of its own.
pub async fn measure(size: &Size, report: &mut Report) {
    // Making it takes a quarter of an hour: a folder that is named keeps it for the next time.
    let kept = std::env::var_os("ASTY_TEST_TOWN").map(PathBuf::from);
    let folder = tempfile::tempdir_in(".").unwrap();
    let place = kept.unwrap_or(folder.path().to_owned());
    let start = Instant::now();
    let mut town = if place.join("asty.db").exists() {
        town::again(size, &place).await
    } else {
        std::fs::create_dir_all(&place).unwrap();
        town::make(size, &place).await
    };
    report.note(&format!(
        "{} entries, {} units and {} employees made in {:.0} s",
        size.town,
        size.units,
        size.employees,
        start.elapsed().as_secs_f64()
    ));
    digests::measure(&mut town.office, size, report).await;
    let start = Instant::now();
    let server = town.office.serve(&size.program).await;
    indexed(&town.office, size.town).await;
    report.note(&format!("all of them found by their words {:.0} s after the start", start.elapsed().as_secs_f64()));
    let hall = hall(town);
    alone(&hall, &server, size, report).await;
    let mut listening = JoinSet::new();
    for place in 0..hall.browsers.len() {
        listening.spawn(listen(hall.clone(), place));
    }
    tokio::time::sleep(Duration::from_secs(if size.town > 10_000 { 15 } else { 1 })).await;
    day(&hall, &server, size, report).await;
    haste(&hall, &server, size, report).await;
    let resident = server.resident() as f64 / MIB;
    report.note(&format!("resident memory after that, {resident:.0} MiB"));
}

/// Waits until the index has followed everything: each entry has this word.
async fn indexed(office: &Office, entries: i64) {
    let path = format!("/api/v1/search?q={}", encoded("Εστίαση"));
    for _ in 0..entries.max(600) {
        // A connection that is not used for long is closed by the server.
        let total = Client::new(office).get(&path).await.unwrap().json()["total"].as_i64();
        if total.is_some_and(|total| total >= entries) {
            return;
        }
        // To ask is work too.
        tokio::time::sleep(Duration::from_millis(if entries > 10_000 { 5_000 } else { 100 })).await;
    }
    panic!("the index does not follow");
}

fn hall(town: Town) -> Arc<Hall> {
    let browser = |session: Session| Browser {
        client: tokio::sync::Mutex::new(Client::session(&town.office, &session.cookie)),
        session,
    };
    let browsers: Vec<Browser> = town.sessions.iter().cloned().map(browser).collect();
    let clerks = (0..browsers.len()).filter(|place| browsers[*place].session.clerk).collect();
    Arc::new(Hall {
        office: town.office,
        browsers,
        clerks,
        years: town.years,
        dice: Mutex::new((Dice(5), Words::new(7))),
        unassigned: Mutex::new(town.unassigned),
        took: Mutex::default(),
        heard: AtomicU64::new(0),
    })
}

/// Listens to the counts of somebody's trays, as an open page does; goes there again when it is sent away.
async fn listen(hall: Arc<Hall>, place: usize) {
    loop {
        let mut stream = TcpStream::connect(hall.office.address).await.unwrap();
        let head = format!(
            "GET /desk/live HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n\r\n",
            hall.office.host, hall.browsers[place].session.cookie
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut bytes = [0; 4096];
        while let Ok(count) = stream.read(&mut bytes).await
            && count > 0
        {
            let events = bytes[..count].windows(6).filter(|some| some == b"data: ").count() as u64;
            hall.heard.fetch_add(events, Ordering::Relaxed);
        }
    }
}

/// Each kind of request while nobody else asks for anything.
async fn alone(hall: &Hall, server: &Server, size: &Size, report: &mut Report) {
    for (kind, _) in MIX {
        let worked = server.worked();
        for _ in 0..size.asked {
            one(hall, kind, Instant::now()).await;
        }
        let worked = (server.worked() - worked) * 1_000.0 / size.asked as f64;
        let took = hall.took.lock().unwrap().remove(kind).unwrap_or_default();
        let (middle, slow) = (median(took.clone()) * 1_000.0, slowest(took) * 1_000.0);
        report.note(&format!(
            "{kind} alone: median {middle:.2} ms, 99th percentile {slow:.2} ms, {worked:.2} ms of processor"
        ));
    }
}

/// Everybody does something about every ten seconds, whoever waits: times count from when it was wanted.
async fn day(hall: &Arc<Hall>, server: &Server, size: &Size, report: &mut Report) {
    let pause = 10.0 / hall.browsers.len() as f64;
    let count = (size.seconds as f64 / pause) as usize;
    let (begun, worked) = (Instant::now(), server.worked());
    let mut asking = JoinSet::new();
    for number in 0..count {
        // As people are: not at the same distance, on average so.
        let early = hall.dice.lock().unwrap().0.roll(1_000) as f64 / 1_000.0;
        let due = begun + Duration::from_secs_f64((number as f64 + early) * pause);
        tokio::time::sleep_until(due.into()).await;
        let hall = hall.clone();
        asking.spawn(async move { ask(&hall, due).await });
    }
    while let Some(done) = asking.join_next().await {
        done.unwrap();
    }
    let seconds = begun.elapsed().as_secs_f64();
    let worked = (server.worked() - worked) * 1_000.0 / count as f64;
    report.note(&format!(
        "{} sessions open and listening, {:.0} requests a second, {} counts told",
        hall.browsers.len(),
        count as f64 / seconds,
        hall.heard.load(Ordering::Relaxed)
    ));
    for (kind, took) in std::mem::take(&mut *hall.took.lock().unwrap()) {
        let (middle, slow) = (median(took.clone()) * 1_000.0, slowest(took) * 1_000.0);
        report.note(&format!("{kind}: median {middle:.2} ms, 99th percentile {slow:.2} ms"));
        report.figure(&format!("{kind}: 99th percentile, of its median"), slow / middle, Floor::Most(5.0));
    }
    report.figure("processor time of a request, ms", worked, Floor::Most(3.0));
}

/// How much goes through when some ask without a pause.
async fn haste(hall: &Arc<Hall>, server: &Server, size: &Size, report: &mut Report) {
    let (begun, worked) = (Instant::now(), server.worked());
    let end = begun + Duration::from_secs((size.seconds / 4).max(1));
    let mut asking = JoinSet::new();
    for _ in 0..HASTY {
        let hall = hall.clone();
        asking.spawn(async move {
            while Instant::now() < end {
                ask(&hall, Instant::now()).await;
            }
        });
    }
    while let Some(done) = asking.join_next().await {
        done.unwrap();
    }
    let count: usize = std::mem::take(&mut *hall.took.lock().unwrap()).values().map(Vec::len).sum();
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    let worked = (server.worked() - worked) * 1_000.0 / count as f64;
    report.note(&format!(
        "{HASTY} who ask without a pause: {rate:.0} requests a second, {worked:.2} ms of processor each"
    ));
}

/// One request of the mix.
async fn ask(hall: &Hall, due: Instant) {
    let (mut at, mut kind) = (hall.roll(100), MIX[0].0);
    for (name, share) in MIX {
        if at < share {
            kind = name;
            break;
        }
        at -= share;
    }
    one(hall, kind, due).await;
}

/// One request of a kind.
async fn one(hall: &Hall, kind: &'static str, due: Instant) {
    let by_clerk = matches!(kind, "assignment" | "registration");
    let who = if by_clerk { hall.clerks[hall.roll(hall.clerks.len())] } else { hall.roll(hall.browsers.len()) };
    let mut client = hall.browsers[who].client.lock().await;
    let answer = match kind {
        "tray" => client.get("/desk/tray").await,
        "list" => client.get(&format!("/desk/register?{}", encoded(LISTS[hall.roll(LISTS.len())]))).await,
        "search" => {
            let question = hall.dice.lock().unwrap().1.question();
            client.get(&format!("/desk/search?q={}", encoded(&question))).await
        }
        "entry page" => {
            let (year, last) = hall.years[hall.roll(hall.years.len())];
            client.get(&format!("/desk/register/{year}/{}", 1 + hall.roll(last as usize))).await
        }
        "assignment" => hall.assign(&mut client, who).await,
        _ => hall.register().await,
    };
    let took = due.elapsed().as_secs_f64();
    let answer = answer.unwrap();
    assert!(matches!(answer.status, 200 | 201 | 303), "{kind}: {} {}", answer.status, answer.text());
    hall.took.lock().unwrap().entry(kind).or_default().push(took);
}

/// As it stands in an address or a form.
fn encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'=' | b'&' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(letter).collect()
}

impl Hall {
    fn roll(&self, sides: usize) -> usize {
        self.dice.lock().unwrap().0.roll(sides)
    }

    /// A paper that nobody has goes to a unit.
    async fn assign(&self, client: &mut Client, who: usize) -> std::io::Result<Answer> {
        let place = self.unassigned.lock().unwrap().pop();
        let (year, number) = place.unwrap_or(*self.years.last().unwrap());
        let to = encoded(&self.browsers[self.roll(self.browsers.len())].session.unit).replace('&', "%26");
        let csrf = testkit::csrf(&self.browsers[who].session.cookie);
        let form = format!("csrf={csrf}&to-0={to}&purpose-0=action&due=5");
        client.post(&format!("/desk/register/{year}/{number}/assign"), &form).await
    }

    async fn register(&self) -> std::io::Result<Answer> {
        let mut fields = entry(self.roll(100_000));
        fields["subject"] = self.dice.lock().unwrap().1.subject().into();
        // Programs have tokens; a session opens pages only.
        let answer = Client::new(&self.office).register(&fields, &[]).await?;
        if answer.status == 201 {
            let made = answer.json();
            let place = (made["year"].as_i64().unwrap(), made["number"].as_i64().unwrap());
            self.unassigned.lock().unwrap().push(place);
        }
        Ok(answer)
    }
}
