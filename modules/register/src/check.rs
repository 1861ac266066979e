//! What a registration must look like.

use crate::{Card, Direction, Fields, Party};
use kernel::{Day, words};
use std::collections::BTreeSet;

const SUBJECT_MAX: usize = 1_000;
const SHORT_MAX: usize = 200;
const REASON_MIN: usize = 3;
const DETAILS_MAX: usize = 10_000;
const RELATED_MAX: usize = 50;
const FURTHER_MAX: usize = 50;

words! {
    /// A field that a person fills in.
    Field {
        /// Where it goes.
        Direction = "direction",
        /// What it is.
        Kind = "kind",
        /// How it came or goes.
        Channel = "channel",
        /// Subject.
        Subject = "subject",
        /// The correspondent's name.
        CorrespondentName = "correspondent_name",
        /// The correspondent's ΑΦΜ.
        CorrespondentTaxId = "correspondent_tax_id",
        /// The correspondent's e-mail.
        CorrespondentEmail = "correspondent_email",
        /// The correspondent's telephone.
        CorrespondentPhone = "correspondent_phone",
        /// The correspondent's address.
        CorrespondentAddress = "correspondent_address",
        /// The further correspondents.
        Further = "further",
        /// The competent unit.
        CompetentUnit = "competent_unit",
        /// Who may read it.
        Confidentiality = "confidentiality",
        /// Their number.
        TheirNumber = "their_number",
        /// Their date.
        TheirDate = "their_date",
        /// Related entries.
        Related = "related",
        /// Folder.
        Folder = "folder",
        /// Details.
        Details = "details",
        /// Language.
        Language = "language",
        /// The name of an old register.
        Book = "book",
        /// The reason of a correction or cancellation.
        Reason = "reason",
    }
}

/// What is wrong with a field. `key` is a key of the translation files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: Field,
    /// What is wrong: `register-problem-…`.
    pub key: &'static str,
    /// What its words say besides: a limit, or what was typed.
    pub says: Vec<(&'static str, String)>,
}

impl Problem {
    /// Something that is wrong with `field`.
    #[must_use]
    pub fn new(field: Field, key: &'static str) -> Self {
        Self { field, key, says: Vec::new() }
    }

    /// With a value for its words.
    #[must_use]
    pub fn saying(mut self, name: &'static str, value: impl ToString) -> Self {
        self.says.push((name, value.to_string()));
        self
    }
}

/// The fields, tidied, and everything that is wrong with them at once.
pub(crate) fn check(mut fields: Fields, today: Day) -> (Fields, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut wrong = |problem| problems.push(problem);
    let long = |field, key, max: usize| Problem::new(field, key).saying("max", max);

    fields.subject = tidy(&fields.subject);
    match fields.subject.chars().count() {
        0 => wrong(Problem::new(Field::Subject, "register-problem-subject-missing")),
        1..=SUBJECT_MAX => {}
        _ => wrong(long(Field::Subject, "register-problem-subject-long", SUBJECT_MAX)),
    }
    fields.correspondent = fields.correspondent.take().map(tidy_party).filter(|party| *party != Party::default());
    match &mut fields.correspondent {
        Some(party) => check_party(party, fields.direction, &mut wrong),
        None if fields.direction == Direction::Internal => {}
        None => wrong(no_name(fields.direction)),
    }
    further(&mut fields.further, &mut wrong);
    for (value, field, max, key) in [
        (&mut fields.their_number, Field::TheirNumber, SHORT_MAX, "register-problem-their-number-long"),
        (&mut fields.folder, Field::Folder, SHORT_MAX, "register-problem-folder"),
        (&mut fields.details, Field::Details, DETAILS_MAX, "register-problem-details-long"),
    ] {
        *value = value.take().map(|v| tidy_lines(&v)).filter(|v| !v.is_empty());
        if value.as_ref().is_some_and(|v| v.chars().count() > max) {
            wrong(long(field, key, max));
        }
    }
    if fields.their_date.is_some_and(|date| date > today) {
        wrong(Problem::new(Field::TheirDate, "register-problem-date-future"));
    }
    match related(&fields.related) {
        Some(places) if places.len() <= RELATED_MAX => fields.related = labels(&places),
        _ => wrong(Problem::new(Field::Related, "register-problem-related")),
    }
    if fields.language.len() != 2 || !fields.language.bytes().all(|b| b.is_ascii_lowercase()) {
        wrong(Problem::new(Field::Language, "register-problem-language"));
    }
    (fields, problems)
}

/// The further correspondents, tidied. The form has one field for all: what is wrong names the one it is about.
fn further(parties: &mut Vec<Party>, wrong: &mut impl FnMut(Problem)) {
    *parties = std::mem::take(parties).into_iter().map(tidy_party).filter(|party| *party != Party::default()).collect();
    if parties.len() > FURTHER_MAX {
        return wrong(Problem::new(Field::Further, "register-problem-further-many").saying("max", FURTHER_MAX));
    }
    for party in parties {
        let mut problems = Vec::new();
        check_party(party, Direction::Internal, &mut |problem| problems.push(problem));
        if let Some(problem) = problems.first() {
            let key = match problem.field {
                Field::CorrespondentTaxId => "register-problem-further-tax-id",
                Field::CorrespondentEmail => "register-problem-further-email",
                _ => "register-problem-further-name",
            };
            wrong(Problem::new(Field::Further, key).saying("name", &party.name).saying("max", SHORT_MAX));
        }
    }
}

fn tidy_party(party: Party) -> Party {
    let some = |value: Option<String>| value.map(|v| tidy(&v)).filter(|v| !v.is_empty());
    Party { name: tidy(&party.name), tax_id: some(party.tax_id), email: some(party.email) }
}

/// The card of a correspondent, tidied, and everything that is wrong with it.
pub(crate) fn card(card: Card) -> (Card, Vec<Problem>) {
    let mut problems = Vec::new();
    let some = |value: Option<String>| value.map(|v| tidy(&v)).filter(|v| !v.is_empty());
    let (phone, address) = (some(card.phone), some(card.address));
    let mut party = tidy_party(Party { name: card.name, tax_id: card.tax_id, email: card.email });
    // Whichever way papers go, a card has a name.
    check_party(&mut party, Direction::Internal, &mut |problem| problems.push(problem));
    for (field, key, value) in [
        (Field::CorrespondentPhone, "register-problem-phone-long", &phone),
        (Field::CorrespondentAddress, "register-problem-address-long", &address),
    ] {
        if value.as_ref().is_some_and(|v| v.chars().count() > SHORT_MAX) {
            problems.push(Problem::new(field, key).saying("max", SHORT_MAX));
        }
    }
    (Card { name: party.name, tax_id: party.tax_id, email: party.email, phone, address }, problems)
}

fn no_name(direction: Direction) -> Problem {
    Problem::new(Field::CorrespondentName, "register-problem-correspondent-missing").saying("direction", direction)
}

fn check_party(party: &mut Party, direction: Direction, wrong: &mut impl FnMut(Problem)) {
    match party.name.chars().count() {
        0 => wrong(no_name(direction)),
        1..=SHORT_MAX => {}
        _ => {
            let long = Problem::new(Field::CorrespondentName, "register-problem-correspondent-long");
            wrong(long.saying("max", SHORT_MAX));
        }
    }
    if let Some(tax_id) = &party.tax_id {
        match greek::TaxId::parse(tax_id) {
            Ok(valid) => party.tax_id = Some(valid.to_string()),
            Err(_) => wrong(Problem::new(Field::CorrespondentTaxId, "register-problem-tax-id")),
        }
    }
    if party.email.as_ref().is_some_and(|email| !is_email(email)) {
        wrong(Problem::new(Field::CorrespondentEmail, "register-problem-email"));
    }
}

/// The reason of a correction or cancellation, tidied.
pub(crate) fn reason(text: &str) -> Result<String, Vec<Problem>> {
    let text = tidy(text);
    let problem = |key| Problem::new(Field::Reason, key);
    Err(vec![match text.chars().count() {
        0 => problem("register-problem-reason-missing"),
        1..REASON_MIN => problem("register-problem-reason-short").saying("min", REASON_MIN),
        REASON_MIN..=SUBJECT_MAX => return Ok(text),
        _ => problem("register-problem-reason-long").saying("max", SUBJECT_MAX),
    }])
}

/// `123/2026` → (2026, 123).
pub(crate) fn number(text: &str) -> Option<(i64, i64)> {
    let (number, year) = text.trim().split_once('/')?;
    let (number, year) = (number.trim().parse().ok()?, year.trim().parse().ok()?);
    (number > 0 && (1900..=9999).contains(&year)).then_some((year, number))
}

/// The entries that are named, in order and each once; none when a text names no entry.
pub(crate) fn related(texts: &[String]) -> Option<BTreeSet<(i64, i64)>> {
    texts.iter().map(|text| number(text)).collect()
}

/// `123/2026` of each.
pub(crate) fn labels(places: &BTreeSet<(i64, i64)>) -> Vec<String> {
    places.iter().map(|(year, number)| format!("{number}/{year}")).collect()
}

/// One line: control and bidirectional marks away, blanks collapsed.
pub(crate) fn tidy(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_mark(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines, each tidied.
fn tidy_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(tidy).collect();
    lines.join("\n").trim().to_owned()
}

/// Marks that turn the direction of writing: they can make a subject read as something else.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether it looks like an address; only a delivered mail proves one.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let clean =
        |s: &str| !s.is_empty() && !s.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '@'));
    text.len() <= 254
        && clean(local)
        && clean(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}
