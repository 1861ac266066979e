//! One unit of work.

use crate::{Args, Engine, Error, Record, Result, Select, writer::Turn};
use futures_util::{StreamExt, stream::BoxStream};
use sqlx::{
    Postgres, Row, SqlSafeStr, Sqlite, SqliteConnection,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

/// One unit of work. Dropping it rolls back.
pub enum Tx {
    /// On SQLite.
    Sqlite(Work),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>, Access),
}

/// What a unit of work was begun for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read only: the engine refuses a write, and what is read stays the same.
    Read,
    /// To write too.
    Write,
}

/// A unit of work on SQLite.
pub enum Work {
    /// One that only reads.
    Read(sqlx::Transaction<'static, Sqlite>),
    /// One that may write.
    Write(Turn),
}

impl Work {
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection> {
        match self {
            Work::Read(tx) => Ok(&mut **tx),
            Work::Write(turn) => turn.connection(),
        }
    }
}

pub(crate) enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Rows {
    pub(crate) fn read<T: Record>(&self) -> Result<Vec<T>> {
        Ok(match self {
            Rows::Sqlite(rows) => rows.iter().map(T::from_row).collect::<sqlx::Result<_>>()?,
            Rows::Postgres(rows) => rows.iter().map(T::from_row).collect::<sqlx::Result<_>>()?,
        })
    }

    /// One column of texts.
    pub(crate) fn texts(&self, column: usize) -> Result<Vec<String>> {
        Ok(match self {
            Rows::Sqlite(rows) => rows.iter().map(|r| r.try_get(column)).collect::<sqlx::Result<_>>()?,
            Rows::Postgres(rows) => rows.iter().map(|r| r.try_get(column)).collect::<sqlx::Result<_>>()?,
        })
    }
}

impl Tx {
    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Tx::Sqlite(_) => Engine::Sqlite,
            Tx::Postgres(..) => Engine::Postgres,
        }
    }

    /// What it was begun for.
    #[must_use]
    pub fn access(&self) -> Access {
        match self {
            Tx::Sqlite(Work::Read(_)) => Access::Read,
            Tx::Sqlite(Work::Write(_)) => Access::Write,
            Tx::Postgres(_, access) => *access,
        }
    }

    /// An empty list of arguments for this engine; see [`crate::args!`].
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Tx::Sqlite(_) => Args::Sqlite(SqliteArguments::default()),
            Tx::Postgres(..) => Args::Postgres(PgArguments::default()),
        }
    }

    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn exec(&mut self, sql: &'static str, args: Args) -> Result<u64> {
        Ok(match (self, args) {
            (Tx::Sqlite(tx), Args::Sqlite(a)) => {
                sqlx::query_with(sql, a).execute(tx.connection()?).await?.rows_affected()
            }
            (Tx::Postgres(tx, _), Args::Postgres(a)) => {
                sqlx::query_with(sql, a).execute(&mut **tx).await?.rows_affected()
            }
            _ => return Err(Error::Engine),
        })
    }

    /// The one row of a query.
    ///
    /// # Errors
    /// When there is none, or what the engine refuses.
    pub async fn one<T: Record>(&mut self, sql: &'static str, args: Args) -> Result<T> {
        self.optional(sql, args).await?.ok_or(Error::Driver(sqlx::Error::RowNotFound))
    }

    /// The first row of a query, where there is one.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn optional<T: Record>(&mut self, sql: &'static str, args: Args) -> Result<Option<T>> {
        Ok(match (self, args) {
            (Tx::Sqlite(tx), Args::Sqlite(a)) => {
                let row = sqlx::query_with(sql, a).fetch_optional(tx.connection()?).await?;
                row.map(|r| T::from_row(&r)).transpose()?
            }
            (Tx::Postgres(tx, _), Args::Postgres(a)) => {
                let row = sqlx::query_with(sql, a).fetch_optional(&mut **tx).await?;
                row.map(|r| T::from_row(&r)).transpose()?
            }
            _ => return Err(Error::Engine),
        })
    }

    /// All rows of a query that is bounded by itself (a page, a tree, a year).
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn all<T: Record>(&mut self, sql: &'static str, args: Args) -> Result<Vec<T>> {
        self.rows(sql, args).await?.read()
    }

    /// The rows of a query one after another, for exports and walks over everything.
    ///
    /// # Errors
    /// Arguments of the other engine; each item what the engine refuses.
    pub fn stream<T: Record + 'static>(&mut self, sql: &'static str, args: Args) -> Result<BoxStream<'_, Result<T>>> {
        Ok(match (self, args) {
            (Tx::Sqlite(tx), Args::Sqlite(a)) => {
                sqlx::query_with(sql, a).fetch(tx.connection()?).map(|r| Ok(T::from_row(&r?)?)).boxed()
            }
            (Tx::Postgres(tx, _), Args::Postgres(a)) => {
                sqlx::query_with(sql, a).fetch(&mut **tx).map(|r| Ok(T::from_row(&r?)?)).boxed()
            }
            _ => return Err(Error::Engine),
        })
    }

    pub(crate) async fn rows(&mut self, sql: impl SqlSafeStr, args: Args) -> Result<Rows> {
        Ok(match (self, args) {
            (Tx::Sqlite(tx), Args::Sqlite(a)) => {
                Rows::Sqlite(sqlx::query_with(sql, a).fetch_all(tx.connection()?).await?)
            }
            (Tx::Postgres(tx, _), Args::Postgres(a)) => {
                Rows::Postgres(sqlx::query_with(sql, a).fetch_all(&mut **tx).await?)
            }
            _ => return Err(Error::Engine),
        })
    }

    /// Starts a query whose conditions depend on what the user asked for.
    pub fn select(&mut self, head: &'static str) -> Select<'_> {
        Select::new(self, head)
    }

    /// Asks the engine whether a statement fits the schema, without running it.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<()> {
        use sqlx::Executor;
        match self {
            Tx::Sqlite(tx) => tx.connection()?.prepare(sql.into_sql_str()).await.map(drop)?,
            Tx::Postgres(tx, _) => (&mut **tx).prepare(sql.into_sql_str()).await.map(drop)?,
        }
        Ok(())
    }

    /// Makes the work lasting.
    ///
    /// # Errors
    /// When the engine could not write it: nothing of it is kept then.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Sqlite(Work::Read(tx)) => tx.commit().await?,
            Tx::Sqlite(Work::Write(turn)) => turn.commit().await?,
            Tx::Postgres(tx, _) => tx.commit().await?,
        }
        Ok(())
    }
}
