//! Reading a log from its first line to its last, as anyone can who has its leaves.

use crate::Leaf;
use kernel::{Faults, Instant};
use std::collections::BTreeMap;
use tlog::{Checkpoint, Frontier, Hash};

/// The acts that take a new number in their book and year.
const TAKING: [&str; 3] = ["registered", "moved", crate::key::ACT];

/// Goes over the lines in order and keeps what is wrong with them: the rules that every line must keep, whoever reads.
#[derive(Debug, Default)]
pub struct Walk {
    /// What is wrong.
    pub faults: Faults,
    /// The last number of each book and year.
    pub last: BTreeMap<(String, i64), i64>,
    frontier: Frontier,
    last_at: Option<Instant>,
    earlier: Vec<Checkpoint>,
}

impl Walk {
    /// A walk that compares what it passes with earlier checkpoints, whose signatures have been checked.
    #[must_use]
    pub fn past(earlier: Vec<Checkpoint>) -> Self {
        Self { earlier, ..Self::default() }
    }

    /// Takes the next line.
    pub fn take(&mut self, text: &str) -> Option<Leaf> {
        let line = self.frontier.size() + 1;
        self.frontier.push(tlog::leaf_hash(text.as_bytes()));
        self.compare();
        let Ok(leaf) = text.parse::<Leaf>() else {
            self.faults.add(format!("line {line} is not of the form that the program writes"));
            return None;
        };
        if self.last_at.is_some_and(|last| leaf.at < last) {
            self.faults.add(format!("line {line}: its time {} is before that of the line above", leaf.at));
        }
        self.last_at = Some(leaf.at);
        self.number(line, &leaf);
        Some(leaf)
    }

    /// Numbers are 1, 2, 3 … within a year; later acts name a number that was given.
    fn number(&mut self, line: u64, leaf: &Leaf) {
        let last = self.last.entry((leaf.book.clone(), leaf.year)).or_default();
        if !TAKING.contains(&leaf.act.as_str()) {
            let given = (1..=*last).contains(&leaf.number);
            self.faults.unless(given, || format!("line {line}: {}/{} was not given before", leaf.number, leaf.year));
            return;
        }
        let follows = leaf.number == *last + 1;
        let (number, year, before) = (leaf.number, leaf.year, *last);
        self.faults
            .unless(follows, || format!("line {line}: the number {number}/{year} does not follow {before}/{year}"));
        let in_year = i64::from(leaf.at.year()) == year;
        self.faults.unless(in_year, || format!("line {line}: {number}/{year} was registered in another year"));
        *last = number;
    }

    fn compare(&mut self) {
        let size = self.frontier.size();
        for then in self.earlier.iter().filter(|then| then.size == size) {
            if then.root != self.frontier.root() {
                self.faults
                    .add(format!("the first {size} lines are not those that the checkpoint of {size} lines signed"));
            }
        }
    }

    /// How many lines were taken.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The time of the last line.
    #[must_use]
    pub fn last_at(&self) -> Option<Instant> {
        self.last_at
    }

    /// The root over the lines that were taken.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// What is wrong, the end included: a log that is shorter than an earlier checkpoint has lost lines.
    #[must_use]
    pub fn end(mut self) -> Faults {
        let size = self.frontier.size();
        for then in self.earlier.iter().filter(|then| then.size > size) {
            self.faults.add(format!("a checkpoint signed {} lines, but only {size} are left", then.size));
        }
        self.faults
    }
}
