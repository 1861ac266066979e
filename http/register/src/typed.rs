//! What the form of an entry holds, as typed.

use http_shell::Ask;
use kernel::{Day, NoDay};
use register::{Channel, Confidentiality, Direction, Field, Fields, Kind, Party, Problem};
use serde::{
    Deserialize, Serialize,
    de::value::{self, MapDeserializer},
};
use std::{collections::BTreeMap, str::FromStr};

/// What the form holds, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct EntryForm {
    pub csrf: String,
    pub direction: String,
    pub subject: String,
    pub correspondent_name: String,
    pub correspondent_tax_id: String,
    pub correspondent_email: String,
    pub further: String,
    pub competent_unit: String,
    pub their_number: String,
    pub their_date: String,
    pub kind: String,
    pub channel: String,
    pub confidentiality: String,
    pub folder: String,
    pub related: String,
    pub details: String,
    pub language: String,
    pub reason: String,
    pub then: String,
    /// The revision that a correction was begun from.
    pub revision: String,
    /// The entries that this one seems to repeat, and that it shall be registered beside.
    pub despite: String,
    /// Its scan is still to come.
    pub awaits: String,
    /// The mail or scan that it is made of, and how often that had changed when the form was shown.
    pub proposal: String,
    pub version: String,
}

/// Reads a day as people type it; or what is wrong with it.
pub(crate) fn day(field: Field, text: &str, today: Day) -> Result<Option<Day>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Day::typed(text, today).map(Some).map_err(|why| match why {
        NoDay::Missing(day) => Problem::new(field, "register-problem-date-missing").saying("date", day),
        NoDay::Unreadable => Problem::new(field, "register-problem-date"),
    })
}

/// One of the choices of a list, or the usual one where nothing was said. A word that nobody knows is said, and never
/// taken for the usual one: it must not open what was closed.
fn chosen<T: FromStr>(field: Field, word: &str, usual: T, problems: &mut Vec<Problem>) -> T {
    word.parse().unwrap_or_else(|_| {
        if !word.is_empty() {
            problems.push(Problem::new(field, "register-problem-choice"));
        }
        usual
    })
}

/// A further correspondent as a line: `Name; ΑΦΜ; e-mail`, without what is not known.
fn line_of(party: &Party) -> String {
    let parts = [Some(&party.name), party.tax_id.as_ref(), party.email.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// What such a line says: from its end, what looks like an e-mail or an ΑΦΜ; the rest is the name.
fn party_of(line: &str) -> Party {
    // The Greek question mark is typed as either of two letters that look alike.
    let line = line.replace('\u{37e}', ";");
    let (mut party, mut rest) = (Party::default(), line.trim());
    while let Some((before, last)) = rest.rsplit_once(';') {
        let last = last.trim();
        if last.contains('@') && party.email.is_none() {
            party.email = Some(last.to_owned());
        } else if !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()) && party.tax_id.is_none() {
            party.tax_id = Some(last.to_owned());
        } else if !last.is_empty() {
            break;
        }
        rest = before.trim_end();
    }
    party.name = rest.to_owned();
    party
}

impl EntryForm {
    /// Before anything is typed: papers mostly come in the language of those who register them.
    pub(crate) fn empty(ask: &Ask) -> Self {
        Self { direction: Direction::Incoming.to_string(), language: ask.lang.to_string(), ..Self::default() }
    }

    pub(crate) fn from_fields(fields: Fields) -> Self {
        let party = fields.correspondent.unwrap_or_default();
        Self {
            direction: fields.direction.to_string(),
            subject: fields.subject,
            correspondent_name: party.name,
            correspondent_tax_id: party.tax_id.unwrap_or_default(),
            correspondent_email: party.email.unwrap_or_default(),
            further: fields.further.iter().map(line_of).collect::<Vec<_>>().join("\n"),
            competent_unit: fields.competent_unit.map(|unit| unit.to_string()).unwrap_or_default(),
            their_number: fields.their_number.unwrap_or_default(),
            their_date: fields.their_date.map(Day::greek).unwrap_or_default(),
            kind: fields.kind.to_string(),
            channel: fields.channel.to_string(),
            confidentiality: fields.confidentiality.to_string(),
            folder: fields.folder.unwrap_or_default(),
            related: fields.related.join(", "),
            details: fields.details.unwrap_or_default(),
            language: fields.language,
            ..Self::default()
        }
    }

    /// A new entry with the details of another; number and date are of that letter alone.
    pub(crate) fn copy(fields: Fields) -> Self {
        Self { their_number: String::new(), their_date: String::new(), ..Self::from_fields(fields) }
    }

    /// The answer to an entry: to its sender, of the same subject, in its folder, and read by no more people.
    pub(crate) fn reply(ask: &Ask, (year, number): (i64, i64), fields: Fields) -> Self {
        let of = Self::from_fields(fields);
        Self {
            direction: Direction::Outgoing.to_string(),
            subject: of.subject,
            correspondent_name: of.correspondent_name,
            correspondent_tax_id: of.correspondent_tax_id,
            correspondent_email: of.correspondent_email,
            competent_unit: of.competent_unit,
            confidentiality: of.confidentiality,
            folder: of.folder,
            related: format!("{number}/{year}"),
            ..Self::empty(ask)
        }
    }

    /// What is stated, as far as it can be read, and what cannot.
    pub(crate) fn fields(&self, today: Day) -> (Fields, Vec<Problem>) {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let mut problems = Vec::new();
        let their_date = day(Field::TheirDate, &self.their_date, today).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let related = self.related.split(',').map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        let fields = Fields {
            direction: chosen(Field::Direction, &self.direction, Direction::Incoming, &mut problems),
            subject: self.subject.clone(),
            correspondent: Some(Party {
                name: self.correspondent_name.clone(),
                tax_id: some(&self.correspondent_tax_id),
                email: some(&self.correspondent_email),
            }),
            further: self.further.lines().map(party_of).collect(),
            competent_unit: self.competent_unit.parse().ok(),
            their_number: some(&self.their_number),
            their_date,
            kind: chosen(Field::Kind, &self.kind, Kind::Letter, &mut problems),
            channel: chosen(Field::Channel, &self.channel, Channel::Counter, &mut problems),
            confidentiality: chosen(
                Field::Confidentiality,
                &self.confidentiality,
                Confidentiality::Open,
                &mut problems,
            ),
            related,
            folder: some(&self.folder),
            details: some(&self.details),
            language: self.language.clone(),
        };
        if !self.competent_unit.is_empty() && fields.competent_unit.is_none() {
            problems.push(Problem::new(Field::CompetentUnit, "register-problem-unit"));
        }
        (fields, problems)
    }

    /// The form as its parts came, one by one; what is no field of it is passed over.
    pub(crate) fn of_parts(ask: &Ask, mut parts: BTreeMap<String, String>) -> Self {
        parts.entry("language".to_owned()).or_insert_with(|| ask.lang.to_string());
        let read = Self::deserialize(MapDeserializer::<_, value::Error>::new(parts.into_iter()));
        read.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_further_correspondent_is_read_as_it_is_written() {
        let party = |name: &str, tax_id: Option<&str>, email: Option<&str>| Party {
            name: name.to_owned(),
            tax_id: tax_id.map(str::to_owned),
            email: email.map(str::to_owned),
        };
        for (line, expected) in [
            ("Υπουργείο Εσωτερικών", party("Υπουργείο Εσωτερικών", None, None)),
            ("Άλφα; 094019245; a@b.gr", party("Άλφα", Some("094019245"), Some("a@b.gr"))),
            ("Άλφα; a@b.gr", party("Άλφα", None, Some("a@b.gr"))),
            ("Άλφα; Βήτα ΟΕ; 094019245", party("Άλφα; Βήτα ΟΕ", Some("094019245"), None)),
            ("Άλφα ;", party("Άλφα", None, None)),
            ("Άλφα\u{37e} a@b.gr", party("Άλφα", None, Some("a@b.gr"))),
            ("", Party::default()),
        ] {
            assert_eq!(party_of(line), expected, "{line}");
            assert_eq!(party_of(&line_of(&expected)), expected);
        }
    }
}
