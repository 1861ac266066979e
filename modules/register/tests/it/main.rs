//! The register on both engines: each action allowed and forbidden, gapless under concurrency.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod book;
mod closed;
mod concurrency;
mod directory;
mod double;
mod legacy;
mod lists;
mod parties;
mod scan;
mod story;
mod tamper;

use register::{Channel, Confidentiality, Direction, Fields, Kind, Party};

/// An incoming letter.
pub fn letter(subject: &str) -> Fields {
    Fields {
        direction: Direction::Incoming,
        subject: subject.to_owned(),
        correspondent: Some(Party {
            name: "Εστίαση ΟΕ".into(), tax_id: Some("094259216".into()), email: None
        }),
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Application,
        channel: Channel::Counter,
        confidentiality: Confidentiality::Open,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}
