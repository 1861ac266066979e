//! Errors in words.

use std::error::Error;

/// An error with what stands behind it: the outer one alone often says only "connection error".
#[must_use]
pub fn causes(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        cause = inner.source();
    }
    words
}
