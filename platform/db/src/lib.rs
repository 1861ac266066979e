//! The one door to the database: SQLite or PostgreSQL, chosen by the URL at start.
#![doc = include_str!("../README.md")]

mod args;
mod cx;
mod dump;
mod engine;
mod error;
mod intact;
pub mod migrations;
pub mod schema;
mod select;
mod tx;
mod writer;

pub use args::{Args, Param, Record};
pub use cx::{Cx, Event};
pub use dump::{Counts, dump, load};
pub use engine::{Db, Engine};
pub use error::{Error, Result};
pub use intact::intact;
pub use select::Select;
pub use tx::{Access, Tx, Work};
pub use writer::{Turn, Writer};

#[cfg(feature = "statements")]
#[doc(hidden)]
pub use inventory;

/// A statement of the program, collected for the test that prepares them all.
#[derive(Debug)]
pub struct Statement {
    /// The SQL with `$n` placeholders.
    pub text: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
}

#[cfg(feature = "statements")]
inventory::collect!(Statement);

/// Every `sql!` of the crates that are linked in.
#[cfg(feature = "statements")]
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<Statement>.into_iter()
}

/// A fixed statement. A test prepares every one of them on both engines.
#[cfg(feature = "statements")]
#[macro_export]
macro_rules! sql {
    ($text:literal) => {{
        $crate::inventory::submit!($crate::Statement { text: $text, file: file!(), line: line!() });
        $text
    }};
}

/// A fixed statement. A test prepares every one of them on both engines.
#[cfg(not(feature = "statements"))]
#[macro_export]
macro_rules! sql {
    ($text:literal) => {
        $text
    };
}

/// `args![tx, a, b]` encodes the values for the engine behind `tx`.
#[macro_export]
macro_rules! args {
    ($tx:expr $(, $value:expr)* $(,)?) => {{
        #[allow(unused_mut)]
        let mut args = $tx.args();
        $( args.push($value)?; )*
        args
    }};
}
