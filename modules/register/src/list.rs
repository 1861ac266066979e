//! What lists are asked for, and what they give.

use crate::{Channel, Confidentiality, Direction, Handling, Kind, Parties, State};
use kernel::{CorrespondentId, Instant, UnitId, words};
use serde::Serialize;
use utoipa::ToSchema;

words! {
    /// The order of a list.
    Sort {
        /// By number, which is the order of registration: dates follow it.
        Number = "number",
        /// By the first words of the subject.
        Subject = "subject",
        /// By the name of the correspondent.
        Correspondent = "correspondent",
    }
}

/// A line of a list.
#[derive(Debug, Clone, Serialize, sqlx::FromRow, ToSchema)]
pub struct Row {
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether it stands.
    pub state: State,
    /// The legal time.
    pub registered_at: Instant,
    /// Subject; empty where the reader may not see it.
    pub subject: String,
    /// Sender or recipient; none where the reader may not see it.
    pub correspondent_name: Option<String>,
    /// The further ones; none where the reader may not see them.
    #[sqlx(try_from = "String")]
    pub further: Parties,
    /// Kind of document; none where the reader may not see it.
    pub kind: Option<Kind>,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// How many files it has; none are shown where the reader may not see them.
    pub file_count: i64,
}

/// A line of the book and of exports.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Line {
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// The legal time.
    pub registered_at: Instant,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether it stands.
    pub state: State,
    /// Who may read it. Where the reader may not, everything below is empty.
    pub confidentiality: Confidentiality,
    /// Subject.
    pub subject: String,
    /// Sender or recipient.
    pub correspondent_name: Option<String>,
    /// Their ΑΦΜ.
    pub correspondent_tax_id: Option<String>,
    /// The further ones.
    #[sqlx(try_from = "String")]
    pub further: Parties,
    /// The unit that is to deal with it.
    pub competent_name: Option<String>,
    /// The number that they gave the document.
    pub their_number: Option<String>,
    /// The date that it bears.
    pub their_date: Option<kernel::Day>,
    /// Kind of document.
    pub kind: Option<Kind>,
    /// How it came or went.
    pub channel: Option<Channel>,
    /// Folder of the classification plan.
    pub folder: Option<String>,
    /// How many files it has.
    pub file_count: i64,
    /// Who registered it.
    pub registered_by_name: String,
    /// Their unit then.
    pub unit_name: Option<String>,
}

/// What a list is asked for. Absent filters are absent from the query.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Words of the subject, the correspondent, the remarks or the names of files, in any form; `123/2026` finds that
    /// number, `123` that of each year and the letters to which their sender gave it.
    pub q: Option<String>,
    /// One year.
    pub year: Option<i64>,
    /// One direction.
    pub direction: Option<Direction>,
    /// One state.
    pub state: Option<State>,
    /// How far their handling is.
    pub handling: Option<Handling>,
    /// One kind.
    pub kind: Option<Kind>,
    /// Registered by one unit.
    pub unit: Option<UnitId>,
    /// That one unit is to deal with.
    pub competent_unit: Option<UnitId>,
    /// Of one correspondent.
    pub correspondent: Option<CorrespondentId>,
    /// In one folder of the classification plan.
    pub folder: Option<String>,
    /// From this day on.
    pub from: Option<kernel::Day>,
    /// Up to and with this day.
    pub to: Option<kernel::Day>,
    /// The order.
    pub sort: Sort,
    /// Backwards: the newest first, or from Ω to Α.
    pub descending: bool,
    /// Year and number of the last line before this page.
    pub before: Option<(i64, i64)>,
}

impl Default for Filter {
    /// The whole register, newest first.
    fn default() -> Self {
        Self {
            q: None,
            year: None,
            direction: None,
            state: None,
            handling: None,
            kind: None,
            unit: None,
            competent_unit: None,
            correspondent: None,
            folder: None,
            from: None,
            to: None,
            sort: Sort::Number,
            descending: true,
            before: None,
        }
    }
}

/// An entry that nobody has.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Unassigned {
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Which way it goes.
    pub direction: Direction,
    /// The legal time.
    pub registered_at: Instant,
    /// Subject.
    pub subject: String,
    /// Sender or recipient.
    pub correspondent_name: Option<String>,
    /// Kind of document.
    pub kind: Kind,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// The unit that is to deal with it, as the clerk said.
    pub competent: Option<UnitId>,
    /// What that unit was called.
    pub competent_name: Option<String>,
    /// How many files it has.
    pub file_count: i64,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Page<T = Row> {
    /// The lines, in order.
    pub rows: Vec<T>,
    /// The last line that was looked at, when there may be more after it.
    pub next: Option<(i64, i64)>,
}
