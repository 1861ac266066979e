//! http-register
