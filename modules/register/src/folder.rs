//! The classification plan (σχέδιο ταξινόμησης).

use kernel::Day;
use serde::Serialize;

/// A folder of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Folder {
    /// Its code: `9.3`.
    pub code: String,
    /// The folder above it.
    pub parent: Option<String>,
    /// Its title.
    pub title: String,
    /// From this day on.
    pub valid_from: Day,
    /// Up to and with this day.
    pub valid_to: Option<Day>,
}

impl Folder {
    /// Whether documents may be put into it on `day`.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// How deep it stands: 0 at the top.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.code.matches('.').count()
    }

    /// The order in which people read codes: `9.3` before `10`.
    #[must_use]
    pub fn order(&self) -> Vec<(u64, &str)> {
        self.code.split('.').map(|part| (part.parse().unwrap_or(u64::MAX), part)).collect()
    }
}
