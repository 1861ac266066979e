//! Values on their way in, rows on their way out.

use crate::{Error, Result};
use sqlx::{
    Encode, FromRow, Postgres, Sqlite, Type,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

/// A value that both engines can store.
pub trait Param:
    for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send + 'static
{
}
impl<T> Param for T where
    T: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send + 'static
{
}

/// A row that can be read from both engines; `#[derive(sqlx::FromRow)]` is enough.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// The arguments of one statement, already encoded for the engine in use.
pub enum Args {
    /// For SQLite.
    Sqlite(SqliteArguments),
    /// For PostgreSQL.
    Postgres(PgArguments),
}

impl Args {
    /// Appends a value.
    ///
    /// # Errors
    /// When the value has no place in the engine's type.
    pub fn push<T: Param>(&mut self, value: T) -> Result<()> {
        use sqlx::Arguments;
        match self {
            Args::Sqlite(args) => args.add(value),
            Args::Postgres(args) => args.add(value),
        }
        .map_err(Error::Encode)
    }
}
