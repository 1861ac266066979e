//! What is like a text.

use crate::{Index, Part, Query, Result, Within, words::words};
use std::collections::BTreeMap;

/// How many words stand for a text.
const WORDS: usize = 8;
/// A word of fewer documents is a name or a slip.
const LEAST: u64 = 2;
/// Of a longer text only the beginning is taken; characters.
const LONGEST: usize = 20_000;

impl Index {
    /// The question that finds what is like `text`: its words that are frequent in it and rare elsewhere. What it finds
    /// has some of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn alike(&self, text: &str) -> Result<Query> {
        let text: String = text.chars().take(LONGEST).collect();
        let mut often: BTreeMap<String, (u32, crate::Word)> = BTreeMap::new();
        for word in words(&text) {
            if word.folded.chars().count() > 3 && !word.folded.chars().any(char::is_numeric) {
                often.entry(word.text.clone()).or_insert((0, word)).0 += 1;
            }
        }
        let all = self.count().max(1) as f64;
        let mut weighed = Vec::with_capacity(often.len());
        for (stem, (times, word)) in often {
            let documents = self.frequency(&stem)?;
            if documents >= LEAST {
                weighed.push((f64::from(times).sqrt() * (all / documents as f64).ln(), word));
            }
        }
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        let part = |word| Part { within: Within::All, words: vec![word], excluded: false, begins: false };
        Ok(Query { parts: weighed.into_iter().take(WORDS).map(|(_, word)| part(word)).collect() })
    }
}
