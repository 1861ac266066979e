//! Each figure on both engines, allowed and forbidden, against what was done.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cost;
mod house;
mod ocel;
mod scope;
mod times;
mod volumes;

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}
