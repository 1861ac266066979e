//! What is told to browsers that listen.

use kernel::{EmployeeId, UnitId};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{Notify, watch};

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
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.employees.is_empty() && !self.office
    }

    fn of(&self) -> impl Iterator<Item = Of> {
        let units = self.units.iter().copied().map(Of::Unit);
        let office = self.office.then_some(Of::Office);
        units.chain(self.employees.iter().copied().map(Of::Employee)).chain(office)
    }
}

/// Of what somebody wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// Of a unit's tray.
    Unit(UnitId),
    /// Of somebody's own.
    Employee(EmployeeId),
    /// Of what came in to be registered.
    Office,
}

/// Where news are told: who listens is woken by what concerns them and by nothing else, however many listen.
#[derive(Debug, Clone, Default)]
pub struct Board(Arc<Mutex<Listeners>>);

#[derive(Debug, Default)]
struct Listeners {
    last: u64,
    all: BTreeMap<u64, Arc<Notify>>,
    of: HashMap<Of, BTreeSet<u64>>,
}

impl Board {
    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self, of: Vec<Of>) -> Ear {
        let woken = Arc::new(Notify::new());
        let mut listeners = self.listeners();
        listeners.last += 1;
        let id = listeners.last;
        listeners.all.insert(id, woken.clone());
        for one in &of {
            listeners.of.entry(*one).or_default().insert(id);
        }
        drop(listeners);
        Ear { board: self.clone(), id, of, woken }
    }

    /// Tells those whom it concerns.
    pub fn tell(&self, news: &News) {
        let listeners = self.listeners();
        let concerned: BTreeSet<u64> = news.of().filter_map(|one| listeners.of.get(&one)).flatten().copied().collect();
        for woken in concerned.iter().filter_map(|id| listeners.all.get(id)) {
            woken.notify_one();
        }
    }

    /// Whether anybody listens.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        !self.listeners().all.is_empty()
    }
}

/// Somebody who listens, until it is dropped.
#[derive(Debug)]
pub struct Ear {
    board: Board,
    id: u64,
    of: Vec<Of>,
    woken: Arc<Notify>,
}

impl Ear {
    /// Waits until something was told since the last time: several tidings are heard as one.
    pub async fn heard(&self) {
        self.woken.notified().await;
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        let mut listeners = self.board.listeners();
        listeners.all.remove(&self.id);
        for one in &self.of {
            if let Some(ids) = listeners.of.get_mut(one) {
                ids.remove(&self.id);
                if ids.is_empty() {
                    listeners.of.remove(one);
                }
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    async fn hears(ear: &Ear) -> bool {
        timeout(Duration::from_millis(20), ear.heard()).await.is_ok()
    }

    #[tokio::test]
    async fn who_is_concerned_hears_and_nobody_else() {
        let (board, mine, other) = (Board::default(), UnitId::new(), UnitId::new());
        assert!(!board.is_heard());
        let ear = board.listen(vec![Of::Unit(mine), Of::Office]);
        let of_mine = News { units: vec![mine, other], ..News::default() };
        // What was told before somebody waits is not lost, and heard once.
        board.tell(&of_mine);
        board.tell(&of_mine);
        assert!(hears(&ear).await && !hears(&ear).await);
        board.tell(&News { units: vec![other], employees: vec![EmployeeId::new()], office: false });
        assert!(!hears(&ear).await);
        board.tell(&News { office: true, ..News::default() });
        assert!(hears(&ear).await);
        drop(ear);
        assert!(!board.is_heard() && board.listeners().of.is_empty());
    }
}
