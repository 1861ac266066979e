//! What is told to browsers that listen.

use kernel::{EmployeeId, UnitId};
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// How many tidings a slow listener may be behind.
const BEHIND: usize = 64;

/// Whose trays have changed.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// Of these units.
    pub units: Vec<UnitId>,
    /// Of these people.
    pub employees: Vec<EmployeeId>,
    /// Of those who register: something came in.
    pub office: bool,
}

impl News {
    /// Where they are told.
    #[must_use]
    pub fn channel() -> broadcast::Sender<Arc<News>> {
        broadcast::channel(BEHIND).0
    }

    /// Whether they concern somebody, or one of their units.
    #[must_use]
    pub fn concerns(&self, person: Option<EmployeeId>, units: &[UnitId]) -> bool {
        person.is_some_and(|person| self.employees.contains(&person)) || units.iter().any(|u| self.units.contains(u))
    }
}

/// Ends the answers that have no end of their own when the program is asked to stop.
#[derive(Debug, Clone)]
pub struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Whoever holds the sender says it, by dropping it too.
    #[must_use]
    pub fn channel() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Waits until the program is asked to stop.
    pub async fn stopped(&mut self) {
        // The sender is gone: it has stopped.
        let _ = self.0.wait_for(|stops| *stops).await;
    }
}
