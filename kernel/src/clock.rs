//! The one source of the current time.

use crate::Instant;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Where "now" comes from. Passed in, never read from the system elsewhere.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The clock of the machine.
    System,
    /// A clock that stands still until a test moves it; microseconds since 1970 in UTC.
    Fixed(Arc<AtomicI64>),
}

/// How long something takes, whatever happens to the clock meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Whole seconds since the start.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        i64::try_from(self.0.elapsed().as_secs()).unwrap_or(i64::MAX)
    }
}

impl Clock {
    /// A clock that stands at `instant`.
    #[must_use]
    pub fn fixed(instant: Instant) -> Self {
        Clock::Fixed(Arc::new(AtomicI64::new(instant.micros())))
    }

    /// The current instant, to the microsecond (PostgreSQL keeps no more).
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> Instant {
        match self {
            Clock::System => Instant::from_timestamp(jiff::Timestamp::now()),
            Clock::Fixed(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock; the system's clock is left alone.
    pub fn set(&self, instant: Instant) {
        if let Clock::Fixed(micros) = self {
            micros.store(instant.micros(), Ordering::SeqCst);
        }
    }
}
