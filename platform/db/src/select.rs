//! A query that grows by what the user asked for.

use crate::{Args, Engine, Param, Record, Result, Tx};
use sqlx::AssertSqlSafe;

/// A `select` that grows: each `?` of a fragment becomes the next placeholder.
///
/// Only fixed text enters the SQL; values go through the arguments.
pub struct Select<'t> {
    tx: &'t mut Tx,
    sql: String,
    args: Args,
    count: usize,
}

impl<'t> Select<'t> {
    pub(crate) fn new(tx: &'t mut Tx, head: &'static str) -> Self {
        let args = tx.args();
        Self { tx, sql: head.to_owned(), args, count: 0 }
    }

    /// Which engine answers.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.tx.engine()
    }

    /// Adds `fragment` when there is a value for it. Several `?` of one fragment stand for the same value.
    ///
    /// # Errors
    /// When the value cannot be encoded.
    pub fn when<T: Param>(mut self, value: Option<T>, fragment: &'static str) -> Result<Self> {
        if let Some(value) = value {
            self.count += 1;
            self.sql.push(' ');
            self.sql.push_str(&fragment.replace('?', &format!("${}", self.count)));
            self.args.push(value)?;
        }
        Ok(self)
    }

    /// Adds `fragment`, which has no value, when `wanted`.
    #[must_use]
    pub fn only_if(mut self, wanted: bool, fragment: &'static str) -> Self {
        if wanted {
            self.sql.push(' ');
            self.sql.push_str(fragment);
        }
        self
    }

    /// Adds two values to one fragment with `?` and `??`: keyset paging compares pairs.
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn when_pair<A: Param, B: Param>(mut self, pair: Option<(A, B)>, fragment: &'static str) -> Result<Self> {
        if let Some((a, b)) = pair {
            let (first, second) = (self.count + 1, self.count + 2);
            self.count = second;
            let text = fragment.replace("??", &format!("${second}")).replace('?', &format!("${first}"));
            self.sql.push(' ');
            self.sql.push_str(&text);
            self.args.push(a)?;
            self.args.push(b)?;
        }
        Ok(self)
    }

    /// Adds the alternatives of a list, in brackets: `fragment` once for each, as in [`Select::when`]; of none, what is
    /// never true. A constant among alternatives would make SQLite walk the whole table.
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn any<T: Param + Clone>(mut self, values: &[T], fragment: &'static str) -> Result<Self> {
        self.sql.push_str(if values.is_empty() { " (1 = 0" } else { " (" });
        for (place, value) in values.iter().enumerate() {
            self = self.only_if(place > 0, "or").when(Some(value.clone()), fragment)?;
        }
        self.sql.push(')');
        Ok(self)
    }

    /// The same of pairs, as in [`Select::when_pair`].
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn any_pair<A: Param + Copy, B: Param + Copy>(
        mut self,
        pairs: &[(A, B)],
        fragment: &'static str,
    ) -> Result<Self> {
        self.sql.push_str(if pairs.is_empty() { " (1 = 0" } else { " (" });
        for (place, pair) in pairs.iter().enumerate() {
            self = self.only_if(place > 0, "or").when_pair(Some(*pair), fragment)?;
        }
        self.sql.push(')');
        Ok(self)
    }

    /// Adds three values to one fragment with `?`, `??` and `???`.
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn when_triple<A: Param, B: Param, C: Param>(
        mut self,
        triple: Option<(A, B, C)>,
        fragment: &'static str,
    ) -> Result<Self> {
        if let Some((a, b, c)) = triple {
            let text = fragment.replace("???", &format!("${}", self.count + 3));
            let text =
                text.replace("??", &format!("${}", self.count + 2)).replace('?', &format!("${}", self.count + 1));
            self.count += 3;
            self.sql.push(' ');
            self.sql.push_str(&text);
            self.args.push(a)?;
            self.args.push(b)?;
            self.args.push(c)?;
        }
        Ok(self)
    }

    /// How the engine would answer, line by line: for tests that forbid walking a whole table.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn plan(self) -> Result<Vec<String>> {
        let (word, column) = match self.tx.engine() {
            Engine::Sqlite => ("explain query plan ", 3),
            Engine::Postgres => ("explain ", 0),
        };
        self.tx.rows(AssertSqlSafe(format!("{word}{}", self.sql)), self.args).await?.texts(column)
    }

    /// The rows; the query must end in a limit.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn all<T: Record>(self) -> Result<Vec<T>> {
        self.tx.rows(AssertSqlSafe(self.sql), self.args).await?.read()
    }
}
