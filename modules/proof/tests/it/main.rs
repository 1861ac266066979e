//! Proof on both engines.
