//! Registers that were kept before: read from a table, in a book of their own.

use crate::{Direction, check::tidy};
use kernel::{Day, Instant, LegacyId, NoDay, words};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

words! {
    /// What a column of the table means.
    LegacyField {
        /// Their number to us: before the number, because its heading has the same words.
        TheirNumber = "their_number",
        /// The date that the document bears.
        TheirDate = "their_date",
        /// The number that was given.
        Number = "number",
        /// The year of the number.
        Year = "year",
        /// When it was registered.
        Date = "date",
        /// Which way it went.
        Direction = "direction",
        /// Subject.
        Subject = "subject",
        /// Sender or recipient.
        Correspondent = "correspondent",
        /// Anything else.
        Remarks = "remarks",
    }
}

/// Which column (from 0) means what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(pub BTreeMap<LegacyField, usize>);

impl Mapping {
    /// What the headings say, as far as they are understood.
    #[must_use]
    pub fn guess(heads: &[String]) -> Self {
        use LegacyField as F;
        let known: [(F, &[&str]); 9] = [
            (
                F::TheirNumber,
                &["αριθμοσ εγγραφου", "αρ. εγγρ", "αρ.εγγρ", "αρ εγγρ", "αριθμοσ αποστολεα", "their number"],
            ),
            (F::TheirDate, &["ημερομηνια εγγραφου", "ημ. εγγρ", "ημ.εγγρ", "ημ/νια εγγρ", "their date"]),
            (F::Number, &["πρωτοκολλ", "α.π", "αρ. πρωτ", "αρ.πρωτ", "αριθμοσ", "α/α", "number"]),
            (F::Year, &["ετοσ", "year"]),
            (F::Date, &["ημερομηνια", "ημ/νια", "ημ.", "date"]),
            (F::Direction, &["κατευθυνση", "εισ/εξ", "ειδοσ κινησησ", "ειδοσ εγγραφησ", "direction"]),
            (F::Subject, &["θεμα", "περιληψη", "περιγραφη", "subject"]),
            (F::Correspondent, &["αποστολεασ", "αποδεκτησ", "συναλλασσομενοσ", "correspondent", "sender"]),
            (F::Remarks, &["παρατηρησεισ", "σχολια", "remarks", "notes"]),
        ];
        let heads: Vec<String> = heads.iter().map(|h| greek::fold(h)).collect();
        let mut found = BTreeMap::new();
        for (field, words) in known {
            let fits = |(place, head): &(usize, &String)| {
                !found.values().any(|taken| taken == place) && words.iter().any(|word| head.contains(word))
            };
            if let Some((place, _)) = heads.iter().enumerate().find(fits) {
                found.insert(field, place);
            }
        }
        Self(found)
    }

    fn cell<'c>(&self, cells: &'c [String], field: LegacyField) -> &'c str {
        self.0.get(&field).and_then(|place| cells.get(*place)).map_or("", |cell| cell.trim())
    }
}

impl fmt::Display for Mapping {
    /// `number=0 date=1`, as `asty import --column` takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<String> = self.0.iter().map(|(field, place)| format!("{field}={place}")).collect();
        f.write_str(&columns.join(" "))
    }
}

impl TryFrom<String> for Mapping {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text)
    }
}

/// A table that was sent to become an old register.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LegacyUpload {
    /// The upload.
    pub id: LegacyId,
    /// What the old register is to be called.
    pub book: String,
    /// The name that the file came with.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: Vec<u8>,
}

/// A line of an old register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct LegacyLine {
    /// Its row in the table, the first after the headings being 1.
    pub position: i64,
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// What stood behind the number: `α` of `123α`.
    pub suffix: String,
    /// When it was registered.
    pub date: Option<Day>,
    /// The date as it stood, where it is none.
    pub date_text: Option<String>,
    /// Which way it went.
    pub direction: Option<Direction>,
    /// Subject.
    pub subject: String,
    /// Sender or recipient.
    pub correspondent: Option<String>,
    /// Their number.
    pub their_number: Option<String>,
    /// The date that it bears, as it stood.
    pub their_date: Option<String>,
    /// Anything else.
    pub remarks: Option<String>,
}

/// Why a row is no line of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Refusal {
    /// Its row, as a spreadsheet numbers it: the headings are row 1.
    pub row: i64,
    /// The key of the words that say why.
    pub reason: String,
    /// What stood there.
    pub value: String,
}

/// Reads one row, the first after the headings being 1; or why it is no line of a register.
pub(crate) fn line(mapping: &Mapping, cells: &[String], position: i64) -> Result<LegacyLine, Refusal> {
    use LegacyField as F;
    let text = |field, most: usize| tidy(mapping.cell(cells, field)).chars().take(most).collect::<String>();
    let some = |field| Some(text(field, 1_000)).filter(|t| !t.is_empty());
    let typed = text(F::Number, 40);
    let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
    let refused =
        |reason: &str, value: &str| Refusal { row: position + 1, reason: reason.to_owned(), value: value.to_owned() };
    let unnumbered = if typed.is_empty() { "register-legacy-no-number" } else { "register-legacy-wrong-number" };
    let number = digits.parse().ok().filter(|n| *n > 0).ok_or_else(|| refused(unnumbered, &typed))?;
    let rest = typed[digits.len()..].trim();
    let (suffix, behind) = rest.split_once('/').unwrap_or((rest, ""));
    let date_cell = text(F::Date, 60);
    let date = day(&date_cell);
    let year = [text(F::Year, 20), behind.to_owned()].iter().find_map(|t| t.trim().parse::<i64>().ok());
    let year = year.or_else(|| date.map(|d| i64::from(d.0.year()))).filter(|y| (1800..=2200).contains(y));
    Ok(LegacyLine {
        position,
        year: year.ok_or_else(|| refused(no_year(&date_cell), &date_cell))?,
        number,
        suffix: suffix.trim().to_owned(),
        date_text: Some(date_cell).filter(|t| date.is_none() && !t.is_empty()),
        date,
        direction: direction(&text(F::Direction, 40)),
        subject: text(F::Subject, 1_000),
        correspondent: some(F::Correspondent),
        their_number: some(F::TheirNumber),
        their_date: some(F::TheirDate),
        remarks: some(F::Remarks),
    })
}

/// Why nothing says the year of a number: the key of the words.
fn no_year(date: &str) -> &'static str {
    match read_day(date) {
        _ if date.is_empty() => "register-legacy-no-year",
        Err(NoDay::Missing(_)) => "register-legacy-no-day",
        _ => "register-legacy-wrong-date",
    }
}

/// `23/11/2019`, `23-11-2019`, `23.11.19`, `2019-11-23`, each with or without a time.
fn day(text: &str) -> Option<Day> {
    read_day(text).ok()
}

fn read_day(text: &str) -> Result<Day, NoDay> {
    let date = text.split([' ', 'T']).next().unwrap_or_default().replace(['-', '.'], "/");
    let parts: Vec<&str> = date.split('/').collect();
    // A day without its year is of none that is known here.
    let [first, middle, year] = parts.as_slice() else { return Err(NoDay::Unreadable) };
    let century = match year.len() {
        2 if first.len() <= 2 => {
            if *year < "60" {
                "20"
            } else {
                "19"
            }
        }
        _ => "",
    };
    let today = Instant::from_micros(0).day();
    Day::typed(&format!("{first}/{middle}/{century}{year}"), today)
}

fn direction(text: &str) -> Option<Direction> {
    let folded = greek::fold(text);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    match () {
        () if begins(&["εισ", "incoming"]) => Some(Direction::Incoming),
        () if begins(&["εξ", "outgoing"]) => Some(Direction::Outgoing),
        () if begins(&["εσ", "internal"]) => Some(Direction::Internal),
        () => None,
    }
}

/// An import of an old register, and how far it is.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct LegacyImport {
    /// The import.
    pub id: LegacyId,
    /// What the old register is called.
    pub book: String,
    /// The file that it came from.
    pub file_name: String,
    /// Which column means what; it goes on as it began.
    #[serde(skip)]
    #[sqlx(try_from = "String")]
    pub mapping: Mapping,
    /// How many rows were read.
    pub rows_done: i64,
    /// How many of them are lines of the register now.
    pub imported: i64,
    /// Who began it.
    pub started_by_name: String,
    /// When.
    pub started_at: Instant,
    /// When it was whole.
    pub finished_at: Option<Instant>,
}

/// What an import would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DryRun {
    /// Rows of the table.
    pub rows: i64,
    /// How many would be lines of the register.
    pub good: i64,
    /// The first rows that would not.
    pub refused: Vec<Refusal>,
    /// Gaps and double numbers of each year; nothing is said of dates.
    pub continuity: Vec<Continuity>,
    /// For each year: how many lines, the first and the last number.
    pub years: BTreeMap<i64, (i64, i64, i64)>,
    /// The first rows as they would be read.
    pub sample: Vec<LegacyLine>,
}

/// Whether the numbers of a year of an old register go on without a hole.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Continuity {
    /// The year.
    pub year: i64,
    /// How many lines.
    pub count: i64,
    /// The largest number.
    pub last: i64,
    /// How many numbers from 1 to the last are missing.
    pub missing: i64,
    /// Where: from, to. At most a hundred holes are listed.
    pub gaps: Vec<(i64, i64)>,
    /// How many lines bear a number that another bears.
    pub doubled: i64,
    /// Such numbers, at most a hundred.
    pub doubles: Vec<String>,
    /// How many dates cannot be.
    pub impossible: i64,
    /// Such dates: number, date as it stands, the key of the reason. At most a hundred.
    pub dates: Vec<(i64, String, String)>,
    #[serde(skip)]
    previous: Option<(i64, String)>,
    #[serde(skip)]
    latest: Option<Day>,
}

/// How many findings of a kind a report lists.
const LISTED: usize = 100;

impl Continuity {
    /// Before the first line of a year.
    pub(crate) fn of(year: i64) -> Self {
        Self { year, ..Self::default() }
    }

    /// Adds the next line, in the order of the numbers.
    pub(crate) fn add(&mut self, line: &LegacyLine, today: Day) {
        self.check_date(line, today);
        self.number((line.number, line.suffix.clone()));
    }

    /// Adds the next number, with what stood behind it.
    pub(crate) fn number(&mut self, own: (i64, String)) {
        let (before, number) = (self.previous.as_ref().map_or(0, |(number, _)| *number), own.0);
        if number > before + 1 {
            self.missing += number - before - 1;
            if self.gaps.len() < LISTED {
                self.gaps.push((before + 1, number - 1));
            }
        }
        if self.previous.as_ref() == Some(&own) {
            self.doubled += 1;
            let label = format!("{}{}", own.0, own.1);
            if self.doubles.len() < LISTED && self.doubles.last() != Some(&label) {
                self.doubles.push(label);
            }
        }
        self.previous = Some(own);
        self.count += 1;
        self.last = number;
    }

    fn check_date(&mut self, line: &LegacyLine, today: Day) {
        let reason = match (line.date, &line.date_text) {
            (None, Some(_)) => "register-legacy-date-unreadable",
            (Some(date), _) if i64::from(date.0.year()) != line.year => "register-legacy-date-year",
            (Some(date), _) if date > today => "register-legacy-date-future",
            (Some(date), _) if self.latest.is_some_and(|latest| date < latest) => "register-legacy-date-order",
            (date, _) => {
                self.latest = self.latest.max(date);
                return;
            }
        };
        self.impossible += 1;
        if self.dates.len() < LISTED {
            let shown = line.date.map(Day::greek).or_else(|| line.date_text.clone()).unwrap_or_default();
            self.dates.push((line.number, shown, reason.to_owned()));
        }
    }
}
