//! What an index has already.

use crate::{Index, Result, model::key, schema::CHANGE};
use tantivy::{DocSet, TERMINATED, Term, schema::IndexRecordOption};

impl Index {
    /// Of each of these documents, given by place and change, whether searches find it in this state.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn has(&self, documents: &[((i64, i64), u64)]) -> Result<Vec<bool>> {
        let mut has = vec![false; documents.len()];
        for segment in self.reader.searcher().segment_readers() {
            let (places, changes) = (segment.inverted_index(self.fields.place)?, segment.fast_fields().u64(CHANGE)?);
            let alive = segment.alive_bitset();
            for (has, (place, change)) in has.iter_mut().zip(documents).filter(|(has, _)| !**has) {
                let term = Term::from_field_u64(self.fields.place, key(*place));
                let Some(mut found) = places.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                while found.doc() != TERMINATED {
                    let doc = found.doc();
                    *has |= alive.is_none_or(|alive| alive.is_alive(doc)) && changes.first(doc) == Some(*change);
                    found.advance();
                }
            }
        }
        Ok(has)
    }
}
