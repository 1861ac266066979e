//! http-identity
