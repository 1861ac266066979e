//! How many results there are of each kind.

use crate::{Facet, schema::YEAR};
use std::collections::BTreeMap;
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

/// Counts.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub total: u64,
    pub years: BTreeMap<i64, u64>,
    pub labels: BTreeMap<Facet, BTreeMap<String, u64>>,
}

/// Counts what is found, by year and label.
pub(crate) struct Counter;

pub(crate) struct Segment {
    total: u64,
    year: Column<u64>,
    years: BTreeMap<i64, u64>,
    labels: Vec<(Facet, StrColumn, Vec<u64>)>,
}

impl Collector for Counter {
    type Fruit = Counts;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let mut labels = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            if let Some(column) = segment.fast_fields().str(facet.name())? {
                let counts = vec![0; column.num_terms()];
                labels.push((facet, column, counts));
            }
        }
        Ok(Segment { total: 0, year: segment.fast_fields().u64(YEAR)?, years: BTreeMap::new(), labels })
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
        self.total += 1;
        if let Some(year) = self.year.first(doc) {
            *self.years.entry(year as i64).or_default() += 1;
        }
        for (_, column, counts) in &mut self.labels {
            if let Some(count) = column.ords().first(doc).and_then(|ord| counts.get_mut(ord as usize)) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Counts {
        let mut labels: BTreeMap<Facet, BTreeMap<String, u64>> = BTreeMap::new();
        for (facet, column, counts) in self.labels {
            let into = labels.entry(facet).or_default();
            for (ord, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                let mut label = String::new();
                // A label that cannot be read is one count less, no search less.
                if column.ord_to_str(ord as u64, &mut label).unwrap_or(false) {
                    into.insert(label, count);
                }
            }
        }
        Counts { total: self.total, years: self.years, labels }
    }
}
