//! The program `asty`.

fn main() {}
