//! How many results there are of each kind.

use crate::{Facet, schema::YEAR};
use std::collections::BTreeMap;
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

/// Values further from the first one are not counted.
const SPAN: u64 = 1 << 20;

/// Counts.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub total: u64,
    pub years: BTreeMap<i64, u64>,
    pub labels: BTreeMap<Facet, BTreeMap<String, u64>>,
}

/// Counts what is found, by year and label.
pub(crate) struct Counter;

/// How many of its values have each number from the first on.
struct Tally {
    column: Column<u64>,
    first: u64,
    counts: Vec<u64>,
}

impl Tally {
    /// Of numbers that lie close together, as years and the numbers of labels do.
    fn of(column: Column<u64>) -> Self {
        let (first, last) = (column.min_value(), column.max_value());
        let span = last.saturating_sub(first).min(SPAN) as usize;
        Self { column, first, counts: vec![0; span + 1] }
    }

    /// Counts those of some documents; `room` is for as many values.
    fn take(&mut self, docs: &[DocId], room: &mut [Option<u64>]) {
        room.fill(None);
        self.column.first_vals(docs, room);
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
    total: u64,
    years: Tally,
    labels: Vec<(Facet, StrColumn, Tally)>,
    room: Vec<Option<u64>>,
}

impl Collector for Counter {
    type Fruit = Counts;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let mut labels = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            if let Some(column) = segment.fast_fields().str(facet.name())? {
                let tally = Tally::of(column.ords().clone());
                labels.push((facet, column, tally));
            }
        }
        Ok(Segment { total: 0, years: Tally::of(segment.fast_fields().u64(YEAR)?), labels, room: Vec::new() })
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
            for (facet, labels) in one.labels {
                let into = all.labels.entry(facet).or_default();
                for (label, count) in labels {
                    *into.entry(label).or_default() += count;
                }
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
        self.years.take(docs, &mut self.room);
        for (_, _, tally) in &mut self.labels {
            tally.take(docs, &mut self.room);
        }
    }

    fn harvest(self) -> Counts {
        let mut labels: BTreeMap<Facet, BTreeMap<String, u64>> = BTreeMap::new();
        for (facet, column, tally) in self.labels {
            let into = labels.entry(facet).or_default();
            for (ord, count) in tally.counted() {
                let mut label = String::new();
                // A label that cannot be read is one count less, no search less.
                if column.ord_to_str(ord, &mut label).unwrap_or(false) {
                    into.insert(label, count);
                }
            }
        }
        let years = self.years.counted().map(|(year, count)| (year as i64, count)).collect();
        Counts { total: self.total, years, labels }
    }
}
