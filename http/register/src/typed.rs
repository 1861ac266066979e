//! What the form of an entry holds, as typed.

use http_shell::Ask;
use kernel::{Day, NoDay};
use register::{Channel, Confidentiality, Direction, Field, Fields, Kind, Party, Problem};
use serde::{Deserialize, Serialize};

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

    /// The answer to an entry: to its sender, in its folder, and read by no more people.
    pub(crate) fn reply(ask: &Ask, (year, number): (i64, i64), fields: Fields) -> Self {
        let of = Self::from_fields(fields);
        Self {
            direction: Direction::Outgoing.to_string(),
            correspondent_name: of.correspondent_name,
            correspondent_tax_id: of.correspondent_tax_id,
            correspondent_email: of.correspondent_email,
            confidentiality: of.confidentiality,
            folder: of.folder,
            related: format!("{number}/{year}"),
            ..Self::empty(ask)
        }
    }

    /// What is stated, as far as it can be read, and what cannot.
    pub(crate) fn fields(&self, today: Day) -> (Fields, Vec<Problem>) {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let their_date = day(Field::TheirDate, &self.their_date, today);
        let related = self.related.split(',').map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        let fields = Fields {
            direction: self.direction.parse().unwrap_or(Direction::Incoming),
            subject: self.subject.clone(),
            correspondent: Some(Party {
                name: self.correspondent_name.clone(),
                tax_id: some(&self.correspondent_tax_id),
                email: some(&self.correspondent_email),
            }),
            their_number: some(&self.their_number),
            their_date: their_date.clone().unwrap_or_default(),
            kind: self.kind.parse().unwrap_or(Kind::Letter),
            channel: self.channel.parse().unwrap_or(Channel::Counter),
            confidentiality: self.confidentiality.parse().unwrap_or(Confidentiality::Open),
            related,
            folder: some(&self.folder),
            details: some(&self.details),
            language: self.language.clone(),
        };
        (fields, their_date.err().into_iter().collect())
    }

    pub(crate) fn set(&mut self, name: &str, value: String) {
        let place = match name {
            "csrf" => &mut self.csrf,
            "direction" => &mut self.direction,
            "subject" => &mut self.subject,
            "correspondent_name" => &mut self.correspondent_name,
            "correspondent_tax_id" => &mut self.correspondent_tax_id,
            "correspondent_email" => &mut self.correspondent_email,
            "their_number" => &mut self.their_number,
            "their_date" => &mut self.their_date,
            "kind" => &mut self.kind,
            "channel" => &mut self.channel,
            "confidentiality" => &mut self.confidentiality,
            "folder" => &mut self.folder,
            "related" => &mut self.related,
            "details" => &mut self.details,
            "language" => &mut self.language,
            "then" => &mut self.then,
            "despite" => &mut self.despite,
            _ => return,
        };
        *place = value;
    }
}
