//! http-shell
