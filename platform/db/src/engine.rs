//! The pools of one municipality's database.

use crate::{Access, Cx, Error, Event, Result, Tx, migrations, tx::Work, writer::Writer};
use kernel::{Actor, Instant};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgPool, SqlitePool,
    migrate::{AppliedMigration, Migrate, MigrateError},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, sync::Arc, time::Duration};
use uuid::Uuid;

/// How many read at once on SQLite: more than there are cores, since a page that waits for something else may hold one.
const READERS: u32 = 8;

/// How many statements each connection keeps prepared: more than all pages of a day have.
const STATEMENTS: usize = 300;
/// How much of the database each keeps in memory, KiB, negative as SQLite wants it.
const CACHE: &str = "-8000";

/// What was applied; nothing where there is no table of it yet.
async fn applied(connection: &mut impl Migrate) -> Result<Vec<AppliedMigration>> {
    match connection.list_applied_migrations("_sqlx_migrations").await {
        Err(MigrateError::Execute(sqlx::Error::Database(_))) => Ok(Vec::new()),
        other => Ok(other?),
    }
}

/// Which engine stands behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// The server, for many nodes.
    Postgres,
}

/// The database of one municipality.
#[derive(Debug, Clone)]
pub enum Db {
    /// One writer, several readers.
    Sqlite {
        /// Read-only connections: a write in a reading page is refused by the engine.
        read: SqlitePool,
        /// The one writing connection.
        write: Writer,
    },
    /// One pool for both.
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite:PATH` (made when it is not there) or `postgres://…?options=…`.
    ///
    /// A PostgreSQL URL may carry `#schema`: the municipality's own schema, made when it is not there.
    ///
    /// # Errors
    /// When the URL is wrong or the database cannot be reached.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") { Self::sqlite(url, true).await } else { Self::postgres(url, true).await }
    }

    /// As [`Db::connect`], but makes nothing: neither the file nor the schema.
    ///
    /// # Errors
    /// When the URL is wrong, the file is not there or the database cannot be reached.
    pub async fn look(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") { Self::sqlite(url, false).await } else { Self::postgres(url, false).await }
    }

    async fn sqlite(url: &str, make: bool) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(make)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: an acknowledged entry survives the loss of power.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(STATEMENTS)
            .pragma("cache_size", CACHE);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.read_only(true))
            .await?;
        Ok(Db::Sqlite { read, write: Writer::new(write) })
    }

    async fn postgres(url: &str, make: bool) -> Result<Self> {
        let (url, schema) = url.split_once('#').unwrap_or((url, ""));
        let mut options = PgConnectOptions::from_str(url)?;
        if !schema.is_empty() {
            if !schema.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                return Err(Error::Driver(sqlx::Error::Configuration(
                    "a schema name has letters, digits and _".into(),
                )));
            }
            options = options.options([("search_path", schema)]);
        }
        let pool = PgPoolOptions::new()
            .max_connections(12)
            .acquire_timeout(Duration::from_secs(30))
            .connect_lazy_with(options.clone());
        // A pool tries again for long, and says only that it waited: the first one to try says why it was refused.
        options.connect().await?.close().await?;
        if make && !schema.is_empty() {
            // Two nodes may start at once, and `if not exists` alone races.
            let make = AssertSqlSafe(format!("create schema if not exists {schema}"));
            let mut tx = pool.begin().await?;
            sqlx::query("select pg_advisory_xact_lock(7205)").execute(&mut *tx).await?;
            sqlx::query(make).execute(&mut *tx).await?;
            tx.commit().await?;
        }
        Ok(Db::Postgres(pool))
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Db::Sqlite { .. } => Engine::Sqlite,
            Db::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails or an applied one was edited afterwards.
    pub async fn migrate(&self) -> Result<()> {
        let migrator = migrations::migrator(self.engine());
        match self {
            Db::Sqlite { write, .. } => migrator.run(&write.pool).await?,
            Db::Postgres(pool) => migrator.run(pool).await?,
        }
        Ok(())
    }

    /// The migrations that the database lacks; empty when it is up to date.
    ///
    /// # Errors
    /// When the database belongs to a newer program, or what the engine refuses.
    pub async fn pending(&self) -> Result<Vec<String>> {
        let applied = match self {
            Db::Sqlite { read, .. } => applied(&mut *read.acquire().await?).await?,
            Db::Postgres(pool) => applied(&mut *pool.acquire().await?).await?,
        };
        Ok(migrations::pending(self.engine(), &applied)?)
    }

    /// Begins a unit of work that only reads; the engine refuses a write in it.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { read, .. } => Tx::Sqlite(Work::Read(read.begin().await?)),
            Db::Postgres(pool) => {
                let begin = "begin isolation level repeatable read read only";
                Tx::Postgres(pool.begin_with(begin).await?, Access::Read)
            }
        })
    }

    /// Begins a unit of work that may write.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { write, .. } => Tx::Sqlite(Work::Write(write.turn().await?)),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?, Access::Write),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        let args = tx.args();
        tx.exec(crate::sql!("select 1"), args).await.map(drop)
    }

    /// Whether the database takes a row: one is written to the audit trail and taken back.
    ///
    /// # Errors
    /// When it does not.
    pub async fn probe(&self, now: Instant) -> Result<()> {
        let mut cx = Cx::new(Arc::new(Actor::System("probe")), now, None, self.write().await?);
        let (subject, data) = (Uuid::nil(), serde_json::json!({}));
        cx.record(Event { kind: "probe", subject_kind: "probe", subject, label: "", data }).await
    }

    /// Closes the connections; SQLite folds its journal into the file.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.pool.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}
