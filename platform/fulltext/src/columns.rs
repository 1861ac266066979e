//! The columns of an index by which results are counted and named, opened once for each segment: to open one costs more
//! than to count by it.

use crate::{
    Facet,
    schema::{PLACE, YEAR},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use tantivy::{Result, Searcher, SegmentReader, columnar::Column, index::SegmentId};

/// The columns of a segment.
pub(crate) struct Columns {
    /// Where each document is.
    pub place: Column<u64>,
    /// Its year.
    pub year: Column<u64>,
    /// By what its documents are counted.
    pub labels: Vec<Labels>,
}

/// The labels of a facet in a segment.
pub(crate) struct Labels {
    pub facet: Facet,
    /// The label of each document, by its number in the segment.
    pub column: Column<u64>,
    /// Which number each of these has in the index.
    pub numbers: Vec<usize>,
}

/// What the labels of a facet are called.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: String) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.names.push(name.clone());
        self.numbers.insert(name, self.names.len() - 1);
        self.names.len() - 1
    }
}

/// The columns of all segments, and the labels of all facets.
#[derive(Default)]
pub(crate) struct Cabinet {
    segments: Mutex<HashMap<SegmentId, Arc<Columns>>>,
    names: Mutex<BTreeMap<Facet, Names>>,
}

impl Cabinet {
    /// Lets go of the columns of segments that are no more.
    pub(crate) fn tidy(&self, searcher: &Searcher) {
        let mut segments = self.segments.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        if segments.len() > readers.len() {
            segments.retain(|id, _| readers.iter().any(|reader| reader.segment_id() == *id));
        }
    }

    /// The columns of a segment.
    pub(crate) fn of(&self, segment: &SegmentReader) -> Result<Arc<Columns>> {
        let id = segment.segment_id();
        if let Some(columns) = self.segments.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(columns.clone());
        }
        let columns = Arc::new(self.open(segment)?);
        self.segments.lock().unwrap_or_else(PoisonError::into_inner).insert(id, columns.clone());
        Ok(columns)
    }

    fn open(&self, segment: &SegmentReader) -> Result<Columns> {
        let fast = segment.fast_fields();
        let mut labels = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            let Some(column) = fast.str(facet.name())? else { continue };
            let mut numbers = Vec::with_capacity(column.num_terms());
            let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            let names = names.entry(facet).or_default();
            for ord in 0..column.num_terms() as u64 {
                let mut name = String::new();
                // A label that cannot be read is counted without a name.
                let read = column.ord_to_str(ord, &mut name).unwrap_or(false);
                numbers.push(names.number(if read { name } else { String::new() }));
            }
            labels.push(Labels { facet, column: column.ords().clone(), numbers });
        }
        Ok(Columns { place: fast.u64(PLACE)?, year: fast.u64(YEAR)?, labels })
    }

    /// What was counted by the numbers of labels, by their names: the most frequent first.
    pub(crate) fn named(&self, facet: Facet, counts: &[u64]) -> Vec<(String, u64)> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(names) = names.get(&facet) else { return Vec::new() };
        let counted = names.names.iter().zip(counts).filter(|(name, count)| **count > 0 && !name.is_empty());
        let mut counted: Vec<_> = counted.map(|(name, count)| (name.clone(), *count)).collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counted
    }
}
