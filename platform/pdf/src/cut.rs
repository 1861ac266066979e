//! Some pages of a PDF as a document of their own.

use crate::StampError;
use lopdf::{Document, LoadOptions};
use std::ops::RangeInclusive;

/// What a stream of objects in somebody's PDF may unpack to, bytes.
const MAX_STREAM: usize = 8 * 1024 * 1024;

/// The pages of a range, counted from 1, as a PDF of their own. What only other pages need is left out.
///
/// # Errors
/// [`StampError::Unfit`] when the PDF is encrypted or damaged, or does not have these pages.
pub fn cut(original: &[u8], pages: RangeInclusive<u32>) -> Result<Vec<u8>, StampError> {
    let mut document = Document::load_mem_with_options(original, LoadOptions::with_max_decompressed_size(MAX_STREAM))?;
    if document.is_encrypted() {
        return Err(StampError::Unfit("it is encrypted".to_owned()));
    }
    let all: Vec<u32> = document.get_pages().into_keys().collect();
    let others: Vec<u32> = all.iter().copied().filter(|page| !pages.contains(page)).collect();
    if others.len() == all.len() {
        return Err(StampError::Unfit("it does not have these pages".to_owned()));
    }
    document.delete_pages(&others);
    document.prune_objects();
    document.renumber_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|e| StampError::Unfit(e.to_string()))?;
    Ok(bytes)
}
