//! The lines that are printed.

use std::process::ExitCode;

/// What a figure must reach.
#[derive(Clone, Copy)]
pub enum Floor {
    /// At least this.
    Least(f64),
    /// At most this.
    Most(f64),
}

/// The figures so far, printed as they come.
pub struct Report {
    missed: usize,
}

impl Report {
    /// Begins with the names of the columns.
    pub fn new() -> Self {
        println!("{:66} {:>12} {:>12}", "figure", "measured", "floor");
        Self { missed: 0 }
    }

    /// A figure with its floor.
    pub fn figure(&mut self, name: &str, measured: f64, floor: Floor) {
        let (word, bound, holds) = match floor {
            Floor::Least(bound) => ("≥", bound, measured >= bound),
            Floor::Most(bound) => ("≤", bound, measured <= bound),
        };
        let mark = if holds { "" } else { "  MISSED" };
        self.missed += usize::from(!holds);
        println!("{name:66} {measured:>12.2} {:>12}{mark}", format!("{word} {bound}"));
    }

    /// Something that explains a figure.
    pub fn note(&self, text: &str) {
        println!("  {text}");
    }

    /// Fails when a floor was missed; a short round is too short to say.
    pub fn end(self, short: bool) -> ExitCode {
        match self.missed {
            0 => ExitCode::SUCCESS,
            _ if short => {
                println!("A short round: it shows that the benchmark runs, and judges no figure.");
                ExitCode::SUCCESS
            }
            missed => {
                println!("{missed} below their floor.");
                ExitCode::FAILURE
            }
        }
    }
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The 99th percentile.
pub fn slowest(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * 99 / 100).min(values.len() - 1)]
}
