//! The one writing connection of SQLite. Who writes while others wait shares one commit with them.

use crate::{Error, Result};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, pool::PoolConnection};
use std::{ops::DerefMut, sync::Arc, time::Duration};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
    time::timeout,
};

/// How long somebody waits for the turn to write.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whoever holds this has the turn; within is the open transaction, when there is one.
type Open = OwnedMutexGuard<Option<Group>>;
type Done = oneshot::Sender<std::result::Result<(), Arc<Error>>>;

/// An open transaction. What stands in it is done; the savepoint `work` holds what is being done.
struct Group {
    connection: PoolConnection<Sqlite>,
    done: Vec<Done>,
}

impl Group {
    async fn run(&mut self, sql: &'static str) -> Result<()> {
        sqlx::query(sql).execute(&mut *self.connection).await?;
        Ok(())
    }

    /// Ends the transaction and tells everybody whose work stood in it.
    async fn commit(mut self) {
        let result = self.run("commit").await.map_err(Arc::new);
        if result.is_err() {
            self.connection.close_on_drop();
        }
        self.tell(&result);
    }

    /// Gives the transaction up: the engine may have ended it already, so its connection is not used again.
    fn fail(mut self, error: Error) {
        self.connection.close_on_drop();
        self.tell(&Err(Arc::new(error)));
    }

    fn tell(self, result: &std::result::Result<(), Arc<Error>>) {
        for done in self.done {
            // Whoever went away meanwhile is not told.
            let _ = done.send(result.clone());
        }
    }
}

/// The writing connection.
#[derive(Debug, Clone)]
pub struct Writer {
    pub(crate) pool: SqlitePool,
    group: Arc<Mutex<Option<Group>>>,
}

impl std::fmt::Debug for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} done", self.done.len())
    }
}

impl Writer {
    pub(crate) fn new(pool: SqlitePool) -> Self {
        Self { pool, group: Arc::default() }
    }

    /// Waits for the turn to write; turns come in the order of asking.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        let group = timeout(PATIENCE, self.group.clone().lock_owned()).await;
        let mut turn = Turn { group: Some(group.map_err(|_| sqlx::Error::PoolTimedOut)?), writer: self.clone() };
        if let Some(group) = turn.group.as_mut().filter(|group| group.is_none()) {
            let connection = self.pool.acquire().await?;
            // Kept before the first word to the engine, so that giving up in the middle of it rolls back.
            group.insert(Group { connection, done: Vec::new() }).run("begin immediate; savepoint work").await?;
        }
        Ok(turn)
    }

    /// Commits what stands in the open transaction, behind everybody who waits already.
    async fn close(self) {
        let group = self.group.lock().await.take();
        if let Some(group) = group {
            group.commit().await;
        }
    }
}

/// The turn to write. Dropping it undoes its work and no one else's.
pub struct Turn {
    group: Option<Open>,
    writer: Writer,
}

impl Turn {
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection> {
        let group = self.group.as_mut().and_then(|group| group.deref_mut().as_mut());
        group.map(|group| &mut *group.connection).ok_or(Error::Driver(sqlx::Error::PoolClosed))
    }

    /// Waits until the work is on disk.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let (done, told) = oneshot::channel();
        if let Some(mut open) = self.group.take()
            && let Some(group) = open.take()
        {
            // On its own: whoever goes away here must not leave the others' work undone.
            tokio::spawn(hand_over(open, group, self.writer.clone(), done));
        }
        match told.await {
            Ok(result) => result.map_err(Error::Shared),
            Err(_) => Err(Error::Driver(sqlx::Error::PoolClosed)),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Taken out here and not in the task: a runtime that ends drops the task, and the group must go with it.
        let Some(mut open) = self.group.take() else { return };
        let Some(group) = open.take() else { return };
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(undo(open, group))),
            // Nobody is there to undo the work: the engine does when the connection ends.
            Err(_) => drop(group.connection.detach()),
        }
    }
}

/// Adds the work to what is done. The first of a group asks for the commit, behind those who wait meanwhile.
async fn hand_over(mut open: Open, mut group: Group, writer: Writer, done: Done) {
    let first = group.done.is_empty();
    group.done.push(done);
    match group.run("release work; savepoint work").await {
        Ok(()) => *open = Some(group),
        Err(error) => return group.fail(error),
    }
    drop(open);
    if first {
        writer.close().await;
    }
}

/// Undoes the work of one who gave up.
async fn undo(mut open: Open, mut group: Group) {
    let sql = if group.done.is_empty() { "rollback" } else { "rollback to work" };
    match group.run(sql).await {
        Ok(()) if !group.done.is_empty() => *open = Some(group),
        Ok(()) => {}
        Err(error) => group.fail(error),
    }
}
