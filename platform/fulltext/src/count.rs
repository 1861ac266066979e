//! How many results there are of each kind.

use crate::{
    Facet,
    columns::{Cabinet, Columns},
};
use std::{collections::BTreeMap, sync::Arc};
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};

/// Values further from the first one are not counted.
const SPAN: u64 = 1 << 20;

/// Counts.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub total: u64,
    pub years: BTreeMap<i64, u64>,
    /// By the numbers of labels; see [`Cabinet::named`].
    pub labels: BTreeMap<Facet, Vec<u64>>,
}

/// Counts what is found, by year and label.
pub(crate) struct Counter(pub Arc<Cabinet>);

/// How many of its values have each number from the first on.
struct Tally {
    first: u64,
    counts: Vec<u64>,
}

impl Tally {
    /// Of numbers that lie close together, as years and the numbers of labels do.
    fn of(column: &Column<u64>) -> Self {
        let (first, last) = (column.min_value(), column.max_value());
        let span = last.saturating_sub(first).min(SPAN) as usize;
        Self { first, counts: vec![0; span + 1] }
    }

    /// Counts those of some documents; `room` is for as many values.
    fn take(&mut self, column: &Column<u64>, docs: &[DocId], room: &mut [Option<u64>]) {
        room.fill(None);
        column.first_vals(docs, room);
        for value in room.iter().flatten() {
            if let Some(count) = self.counts.get_mut(value.wrapping_sub(self.first) as usize) {
                *count += 1;
            }
        }
    }

    /// What was counted at all.
    fn counted(&self) -> impl Iterator<Item = (u64, u64)> {
        let first = self.first;
        self.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(move |(at, n)| (first + at as u64, *n))
    }
}

pub(crate) struct Segment {
    columns: Arc<Columns>,
    total: u64,
    years: Tally,
    labels: Vec<Tally>,
    room: Vec<Option<u64>>,
}

impl Collector for Counter {
    type Fruit = Counts;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let columns = self.0.of(segment)?;
        let labels = columns.labels.iter().map(|label| Tally::of(&label.column)).collect();
        Ok(Segment { total: 0, years: Tally::of(&columns.year), labels, room: Vec::new(), columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for one in segments {
            all.total += one.total;
            for (year, count) in one.years {
                *all.years.entry(year).or_default() += count;
            }
            for (facet, counts) in one.labels {
                let into = all.labels.entry(facet).or_default();
                into.resize(into.len().max(counts.len()), 0);
                into.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for Segment {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.total += docs.len() as u64;
        self.room.resize(docs.len(), None);
        self.years.take(&self.columns.year, docs, &mut self.room);
        for (tally, label) in self.labels.iter_mut().zip(&self.columns.labels) {
            tally.take(&label.column, docs, &mut self.room);
        }
    }

    fn harvest(self) -> Counts {
        let mut labels: BTreeMap<Facet, Vec<u64>> = BTreeMap::new();
        for (tally, label) in self.labels.iter().zip(&self.columns.labels) {
            let into = labels.entry(label.facet).or_default();
            for (ord, count) in tally.counted() {
                let Some(number) = label.numbers.get(ord as usize) else { continue };
                into.resize(into.len().max(number + 1), 0);
                into[*number] += count;
            }
        }
        let years = self.years.counted().map(|(year, count)| (year as i64, count)).collect();
        Counts { total: self.total, years, labels }
    }
}
