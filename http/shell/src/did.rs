//! What was done just before, said at the head of the page to which an action leads.

use serde::Serialize;

/// The acts that have words: `shell-did-…`.
const ACTS: [&str; 11] = [
    "accepted",
    "acknowledged",
    "assigned",
    "attached",
    "commented",
    "completed",
    "forwarded",
    "opinion",
    "reopened",
    "returned",
    "withdrawn",
];

/// An act and the entry with which it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Did {
    act: &'static str,
    /// The entry: `123/2026`.
    label: String,
}

impl Did {
    /// What the query of an address says; nothing that the program would not say itself.
    pub(crate) fn read(query: Option<&str>) -> Option<Self> {
        let word = query?.split('&').find_map(|part| part.strip_prefix("did="))?;
        let [act, number, year] = word.split('-').collect::<Vec<_>>()[..] else { return None };
        let act = ACTS.into_iter().find(|known| *known == act)?;
        let (number, year): (u64, u16) = (number.parse().ok()?, year.parse().ok()?);
        Some(Self { act, label: format!("{number}/{year}") })
    }

    /// The address `to`, with what was done with an entry, year and number.
    #[must_use]
    pub fn at(to: &str, act: &str, (year, number): (i64, i64)) -> String {
        debug_assert!(ACTS.contains(&act), "{act} has no words");
        let joint = if to.contains('?') { '&' } else { '?' };
        format!("{to}{joint}did={act}-{number}-{year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_read_and_nothing_else() {
        let to = Did::at("/desk/tray?of=", "accepted", (2026, 12));
        assert_eq!(to, "/desk/tray?of=&did=accepted-12-2026");
        let did = Did::read(to.split_once('?').map(|(_, query)| query));
        assert_eq!(did, Some(Did { act: "accepted", label: "12/2026".to_owned() }));
        for wrong in ["did=paid-12-2026", "did=accepted-12-<b>", "did=accepted-12", "done=1", ""] {
            assert_eq!(Did::read(Some(wrong)), None, "{wrong}");
        }
    }
}
