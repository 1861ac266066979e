//! The tables of search: SQL and nothing else.

mod entries;
mod passages;
mod reading;
mod saved;

pub(crate) use entries::{
    ChangeRow, ChangedRow, SaidFileRow, changed, changes, comments, files, pages, pages_behind, pages_of, readers,
    said_files, sizes,
};
pub(crate) use passages::{PassageRow, SaidRow, said, text_of, texts};
pub(crate) use reading::{
    again, asked_at, claim, counts, due, end, entries_with, insert_page, insert_waiting, later, readings, remove_pages,
};
pub(crate) use saved::{by_feed, by_id, count_of, insert, mailing, of, remove};
