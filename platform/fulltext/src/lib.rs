//! Full-text search as Greek is typed.
#![doc = include_str!("../README.md")]

mod alike;
mod columns;
mod count;
mod error;
mod find;
mod has;
mod index;
mod model;
mod passage;
mod query;
mod schema;
mod stem;
mod token;
mod words;

pub use error::{IndexError, Result};
pub use index::{Index, Writer, foreign};
pub use model::{Document, Facet, Found, Order, Search};
pub use passage::{Passage, Piece, Wanted, passage};
pub use query::{Part, Query, Within};
pub use schema::EVERYBODY;
pub use words::{Word, words};
