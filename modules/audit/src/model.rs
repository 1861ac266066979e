//! A line of the trail, and what is asked of it.

use kernel::{Day, EmployeeId, EventId, Instant, Via};
use serde::Serialize;
use uuid::Uuid;

/// A line of the trail.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Line {
    /// The line.
    pub id: EventId,
    /// When.
    pub at: Instant,
    /// Who, when it was an employee.
    pub actor: Option<EmployeeId>,
    /// Who, as they were called then; the job, when it was the program.
    pub actor_name: String,
    /// From which address, when it came by the network.
    pub address: Option<String>,
    /// By what it came; lines of the first days do not say.
    pub via: Option<Via>,
    /// The key of the session or API token, as `via` says.
    pub session: Option<Uuid>,
    /// What: `register.registered`.
    pub kind: String,
    /// The kind of record: `entry`.
    pub subject_kind: String,
    /// The record.
    pub subject: Uuid,
    /// How people call the record: `12345/2026`.
    pub label: String,
    /// What changed, as JSON.
    pub data: String,
}

/// The key of the last line of a page.
pub type Before = (Instant, EventId);

/// What is looked for. Filters that are not given are not asked.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who.
    pub actor: Option<EmployeeId>,
    /// What.
    pub kind: Option<String>,
    /// On which record.
    pub subject: Option<Uuid>,
    /// How people call the record, exactly.
    pub label: Option<String>,
    /// From this day on.
    pub from: Option<Day>,
    /// Up to this day, with it.
    pub to: Option<Day>,
    /// Go on before this line.
    pub before: Option<Before>,
}

/// A page of the trail, newest first.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Where the next page begins, when there is one.
    pub next: Option<Before>,
}
