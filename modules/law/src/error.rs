//! What can go wrong with the facts of law.

/// What can go wrong with the facts of law.
#[derive(Debug, thiserror::Error)]
pub enum LawError {
    /// The person may not do this.
    #[error(transparent)]
    Forbidden(#[from] kernel::Forbidden),
    /// Nothing is in force on that day.
    #[error("no value of {0} is in force on that day")]
    NotInForce(crate::Key),
    /// The value is no number of days, or its legal basis is missing.
    #[error("a value needs a legal basis and lies between 1 and 3650")]
    Invalid,
    /// The services would close before they open.
    #[error("the services must close after they open")]
    Hours,
    /// The value would count for days that are past already, and nobody has confirmed that.
    #[error("it would be in force from a day in the past: that must be confirmed")]
    Retroactive,
    /// Without this value none would be in force.
    #[error("the first value of a number cannot be withdrawn")]
    First,
    /// The day is a holiday of the whole country.
    #[error("that day is a holiday of the whole country already")]
    National,
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
