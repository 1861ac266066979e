//! The words inside files.
