//! Two years of papers, with their files, in the order in which they came.

use super::{
    moves::Moves,
    names::{Dice, Person, STREETS, person},
    people::Staff,
    subjects::{COMPANIES, INTERNAL, PAPERS, Paper, Sender, authority},
};
use crate::AppError;
use blobs::Stored;
use db::Cx;
use futures_util::{StreamExt, TryStreamExt, stream};
use http_shell::Town;
use kernel::{Clock, Instant, UnitId};
use pdf::Letter;
use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};
use std::{io::IsTerminal, sync::Arc};

/// How many letters are written at the same time.
const AT_ONCE: usize = 4;
/// How many papers are registered in one transaction.
const BATCH: usize = 100;
/// Bounds a demo letter, bytes.
const MAX_LETTER: u64 = 10_000_000;

/// A paper before its registration.
struct Draft {
    fields: Fields,
    letter: Letter,
    file: String,
    at: Instant,
    /// Whether the usual declaration, the same form each time, is enclosed.
    declared: bool,
}

/// Registers `count` papers between two years ago and now.
pub(super) async fn make(town: &Town, clock: &Clock, staff: &Staff, count: usize) -> Result<(), AppError> {
    if count == 0 || staff.clerks.is_empty() {
        return Ok(());
    }
    let mut drafts = drafts(town, clock, staff, count);
    let form = store(town, &declaration(), clock.now().plus_seconds(-3 * 365 * 86_400)).await?;
    let (mut done, mut dice, mut moves) = (0, Dice::new(7), Moves::new(staff, clock.now()));
    while !drafts.is_empty() {
        let rest = drafts.split_off(drafts.len().min(BATCH));
        let written = stream::iter(drafts).map(|draft| async {
            let stored = store(town, &draft.letter, draft.at).await?;
            Ok::<_, AppError>((draft, stored))
        });
        let written: Vec<_> = written.buffered(AT_ONCE).try_collect().await?;
        done += written.len();
        batch(town, (staff, &mut moves), &mut dice, written, &form).await?;
        progress(&town.name, done, count);
        drafts = rest;
    }
    let mut cx = Cx::new(Arc::clone(&staff.clerks[0]), clock.now(), None, town.db.write().await?);
    moves.run(&mut cx, clock.now()).await?;
    Ok(cx.commit().await?)
}

fn progress(name: &str, done: usize, count: usize) {
    if !std::io::stderr().is_terminal() {
        return;
    }
    eprint!("\r{name}: {done}/{count} ");
    if done == count {
        eprintln!();
    }
}

/// Writes a letter and stores it.
async fn store(town: &Town, letter: &Letter, at: Instant) -> Result<Stored, AppError> {
    let letter = letter.clone();
    let bytes =
        tokio::task::spawn_blocking(move || pdf::letter(&letter, at)).await.map_err(std::io::Error::other)??;
    let whole = stream::iter([Ok::<_, std::io::Error>(bytes.into())]);
    Ok(town.blobs.receive(whole, MAX_LETTER).await?)
}

async fn batch(
    town: &Town,
    (staff, moves): (&Staff, &mut Moves<'_>),
    dice: &mut Dice,
    written: Vec<(Draft, Stored)>,
    form: &Stored,
) -> Result<(), AppError> {
    let Some(first) = written.first().map(|(draft, _)| draft.at) else { return Ok(()) };
    let mut cx = Cx::new(Arc::clone(&staff.clerks[0]), first, None, town.db.write().await?);
    for (draft, stored) in written {
        moves.run(&mut cx, draft.at).await?;
        cx.actor = Arc::clone(dice.pick(&staff.clerks));
        cx.now = draft.at;
        let mut files = vec![documents::attach(&mut cx, &draft.file, &stored).await?];
        if draft.declared {
            files.push(documents::attach(&mut cx, "Υπεύθυνη δήλωση.pdf", form).await?);
        }
        let entry = register::register(&mut cx, draft.fields, files).await?;
        cx.now = draft.at.plus_seconds(2);
        let (year, number) = (entry.year, entry.number);
        moves.begin(&mut cx, &entry).await?;
        match dice.below(100) {
            0 => {
                register::cancel(&mut cx, year, number, "Διπλή καταχώριση του ίδιου εγγράφου").await?;
            }
            1 | 2 => {
                let details = Some("Το πρωτότυπο παραδόθηκε στην υπηρεσία.".to_owned());
                let fields = Fields { details, ..entry.fields };
                register::correct(&mut cx, (year, number), None, fields, "Συμπλήρωση στοιχείων").await?;
            }
            _ => {}
        }
    }
    Ok(cx.commit().await?)
}

/// What will be registered, in the order of time: the working hours of the working days of two years.
fn drafts(town: &Town, clock: &Clock, staff: &Staff, count: usize) -> Vec<Draft> {
    let now = clock.now();
    let first = now.plus_seconds(-2 * 365 * 86_400).day();
    let mut days = Vec::new();
    let mut day = first;
    while day < now.day() {
        if greek::is_working_day(day.0, &[]) {
            days.push(day);
        }
        day = day.next();
    }
    let mut dice = Dice::new(count as u64);
    let mut times: Vec<Instant> = (0..count)
        .map(|place| {
            let day = days[place * days.len() / count];
            day.start().plus_seconds(7 * 3600 + 1800 + dice.below(7 * 3600) as i64)
        })
        .collect();
    times.sort_unstable();
    // A later paper may come within the seconds that an earlier one needs.
    times.dedup_by(|later, earlier| {
        if later.micros() - earlier.micros() < 3_000_000 {
            *later = earlier.plus_seconds(3);
        }
        false
    });
    let mut writer = Writer { town, staff, dice, numbers: 1000 };
    times.into_iter().map(|at| writer.draft(at)).collect()
}

struct Writer<'a> {
    town: &'a Town,
    staff: &'a Staff,
    dice: Dice,
    /// The last number that a stranger's register gave.
    numbers: usize,
}

impl Writer<'_> {
    fn draft(&mut self, at: Instant) -> Draft {
        match self.dice.below(100) {
            0..60 => self.incoming(at),
            60..88 => self.outgoing(at),
            _ => self.internal(at),
        }
    }

    fn words(&mut self, text: &str) -> String {
        let street = format!("{} {}", self.dice.pick(&STREETS), 1 + self.dice.below(120));
        text.replace("{street}", &street).replace("{n}", &(2 + self.dice.below(60)).to_string())
    }

    fn unit(&self, code: &str) -> Option<(UnitId, &'static str)> {
        self.staff.units.get(code).or_else(|| self.staff.units.get("administration")).copied()
    }

    fn unit_name(&self, code: &str) -> &'static str {
        self.unit(code).map_or("", |(_, name)| name)
    }

    /// Who writes: the party, and the lines of the letter head.
    fn party(&mut self, paper: &Paper) -> (Party, Vec<String>, Vec<String>) {
        let address = self.words("{street}, Άστυ");
        match paper.sender {
            Sender::Citizen => {
                let Person { formal, name, latin } = person(&mut self.dice);
                let email = self.dice.percent(40).then(|| format!("{latin}@example.gr"));
                let head = [Some(name.clone()), Some(address), email.clone()].into_iter().flatten().collect();
                (Party { name: formal, tax_id: None, email }, head, vec!["Με εκτίμηση,".into(), String::new(), name])
            }
            Sender::Company => {
                let name = (*self.dice.pick(&COMPANIES)).to_owned();
                let email = Some("info@example.gr".to_owned());
                let sign = vec!["Για την εταιρεία".into(), String::new(), person(&mut self.dice).name];
                (Party { name: name.clone(), tax_id: None, email }, vec![name, address], sign)
            }
            Sender::Authority => {
                let (name, place) = authority(paper.unit);
                let head = vec!["ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ".into(), name.to_owned(), place.to_owned()];
                let sign = vec!["Ο Προϊστάμενος".into(), String::new(), person(&mut self.dice).name];
                (Party { name: name.to_owned(), tax_id: None, email: None }, head, sign)
            }
        }
    }

    fn incoming(&mut self, at: Instant) -> Draft {
        let paper = self.dice.pick(PAPERS);
        let (party, sender, signature) = self.party(paper);
        let (subject, text) = (self.words(paper.subject), self.words(paper.text));
        let of_office = paper.sender != Sender::Citizen;
        self.numbers += 1 + self.dice.below(40);
        let number = of_office.then(|| self.numbers.to_string());
        let written = at.plus_seconds(-86_400 * (1 + self.dice.below(5) as i64)).day();
        let letter = Letter {
            sender,
            place: format!("Άστυ, {}", written.greek()),
            number: number.as_ref().map(|n| format!("Αριθ. πρωτ.: {n}")),
            recipient: format!("{}, {}", self.town.name, self.unit_name(paper.unit)),
            subject: subject.clone(),
            paragraphs: vec![text, "Παραμένω στη διάθεσή σας για κάθε διευκρίνιση.".into()],
            signature,
        };
        let fields = Fields {
            their_number: number,
            their_date: of_office.then_some(written),
            channel: *self.dice.pick(&[Channel::Counter, Channel::Counter, Channel::Email, Channel::Post]),
            confidentiality: match (paper.kind, self.dice.below(10)) {
                (Kind::CourtDocument, _) => Confidentiality::Restricted,
                (Kind::Complaint, 0) => Confidentiality::Confidential,
                _ if of_office => Confidentiality::Open,
                _ => Confidentiality::Personal,
            },
            competent_unit: self.unit(paper.unit).map(|(id, _)| id),
            ..fields(Direction::Incoming, paper.kind, subject, Some(party))
        };
        let declared = paper.sender == Sender::Citizen && self.dice.percent(30);
        Draft { file: file_name(paper.kind), fields, letter, at, declared }
    }

    fn outgoing(&mut self, at: Instant) -> Draft {
        let paper = self.dice.pick(PAPERS);
        let (party, ..) = self.party(paper);
        let unit = self.unit_name(paper.unit);
        let subject = paper.answer.to_owned();
        let letter = Letter {
            sender: vec!["ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ".into(), self.town.name.clone(), unit.to_owned()],
            place: format!("Άστυ, {}", at.day().greek()),
            number: None,
            recipient: party.name.clone(),
            subject: subject.clone(),
            paragraphs: vec![
                format!(
                    "Σε απάντηση του αιτήματός σας («{}») σας γνωρίζουμε ότι αυτό εξετάστηκε.",
                    self.words(paper.subject)
                ),
                "Η υπηρεσία μας ολοκλήρωσε τις ενέργειες που προβλέπονται. Τα σχετικά έγγραφα επισυνάπτονται.".into(),
            ],
            signature: vec![
                "Με εντολή Δημάρχου".into(),
                "Ο Προϊστάμενος".into(),
                String::new(),
                person(&mut self.dice).name,
            ],
        };
        let channel = if party.email.is_some() { Channel::Email } else { Channel::Post };
        let kind = if paper.kind == Kind::Application { Kind::Attestation } else { Kind::Letter };
        let further = if self.dice.percent(12) { vec![self.party(paper).0] } else { Vec::new() };
        let competent_unit = self.unit(paper.unit).map(|(id, _)| id);
        let fields =
            Fields { channel, further, competent_unit, ..fields(Direction::Outgoing, kind, subject, Some(party)) };
        Draft { file: "Έγγραφο.pdf".into(), fields, letter, at, declared: false }
    }

    fn internal(&mut self, at: Instant) -> Draft {
        let (code, kind, subject) = *self.dice.pick(INTERNAL);
        let subject = self.words(subject);
        let from = self.unit_name(code).to_owned();
        let letter = Letter {
            sender: vec![self.town.name.clone(), from.clone()],
            place: format!("Άστυ, {}", at.day().greek()),
            number: None,
            recipient: "Όλες τις υπηρεσίες του Δήμου".into(),
            subject: subject.clone(),
            paragraphs: vec!["Σας γνωρίζουμε τα ανωτέρω και παρακαλούμε για τις δικές σας ενέργειες.".into()],
            signature: vec!["Ο Προϊστάμενος".into(), String::new(), person(&mut self.dice).name],
        };
        let party = Party { name: from, tax_id: None, email: None };
        let competent_unit = self.unit(code).map(|(id, _)| id);
        let fields = Fields { competent_unit, ..fields(Direction::Internal, kind, subject, Some(party)) };
        Draft { file: "Υπηρεσιακό σημείωμα.pdf".into(), fields, letter, at, declared: false }
    }
}

fn fields(direction: Direction, kind: Kind, subject: String, correspondent: Option<Party>) -> Fields {
    Fields {
        direction,
        subject,
        correspondent,
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind,
        channel: Channel::Counter,
        confidentiality: Confidentiality::Open,
        related: Vec::new(),
        folder: None,
        details: None,
        language: "el".to_owned(),
    }
}

fn file_name(kind: Kind) -> String {
    match kind {
        Kind::Application => "Αίτηση.pdf",
        Kind::Invoice => "Τιμολόγιο.pdf",
        Kind::Contract => "Σύμβαση.pdf",
        Kind::Objection => "Ένσταση.pdf",
        _ => "Έγγραφο.pdf",
    }
    .to_owned()
}

/// The form of the solemn declaration (ν. 1599/1986 άρθρο 8), the same bytes with every application.
fn declaration() -> Letter {
    Letter {
        sender: vec!["ΥΠΕΥΘΥΝΗ ΔΗΛΩΣΗ".into(), "(άρθρο 8 ν. 1599/1986)".into()],
        place: String::new(),
        number: None,
        recipient: "Κάθε υπηρεσία του Δήμου".into(),
        subject: "Ακρίβεια των στοιχείων".into(),
        paragraphs: vec![
            "Με ατομική μου ευθύνη και γνωρίζοντας τις κυρώσεις δηλώνω ότι τα στοιχεία της αίτησης είναι αληθή.".into(),
        ],
        signature: vec!["Ο/Η Δηλών/ούσα".into()],
    }
}
