//! http-proof
