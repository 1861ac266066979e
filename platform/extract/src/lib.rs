//! The words inside files.

mod codes;
pub use codes::codes;
