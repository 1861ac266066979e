//! What a check of stored data found.

/// How many are kept in words.
const KEPT: usize = 100;

/// What a check of stored data found: all of it counted, the first hundred in words.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// In words, for the administrator.
    pub words: Vec<String>,
    /// How many there are.
    pub count: usize,
}

impl Faults {
    /// Adds one.
    pub fn add(&mut self, words: impl Into<String>) {
        self.count += 1;
        if self.words.len() < KEPT {
            self.words.push(words.into());
        }
    }

    /// Adds one unless it `holds`.
    pub fn unless(&mut self, holds: bool, words: impl FnOnce() -> String) {
        if !holds {
            self.add(words());
        }
    }

    /// Adds what another check found.
    pub fn extend(&mut self, other: Faults) {
        self.count += other.count;
        self.words.extend(other.words);
        self.words.truncate(KEPT);
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}
