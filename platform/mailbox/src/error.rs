//! What can go wrong with a mailbox.

use std::io;

/// What can go wrong with a mailbox.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// Without TLS only a server on the same machine is asked: a password must not travel in clear.
    #[error("{0} is not on this machine: without TLS it is not asked")]
    InClear(String),
    /// The name of the server, or what is to be trusted, cannot be used.
    #[error("{0}")]
    Tls(String),
    /// User and password are not right.
    #[error("the server does not let us in: {0}")]
    Refused(String),
    /// The server did not answer in time.
    #[error("the server does not answer")]
    Silent,
    /// It closed the connection, or does not speak IMAP.
    #[error("the server does not answer as a mail server does")]
    Strange,
    /// The network.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The server refused.
    #[error(transparent)]
    Imap(#[from] async_imap::error::Error),
    /// The server lists a mail and does not give it.
    #[error("the server lists the mail and does not give it")]
    Withheld,
    /// The server says that it moved a mail, and still lists it.
    #[error("the server still has the mail where it was")]
    Stays,
    /// A mail that is not taken apart: why.
    #[error("the mail cannot be read: {0}")]
    Unreadable(&'static str),
}

impl MailboxError {
    /// Whether it is about what was asked for alone, so that other mails may be asked for on the same connection.
    #[must_use]
    pub fn of_one_mail(&self) -> bool {
        match self {
            Self::Withheld | Self::Stays | Self::Unreadable(_) => true,
            Self::Imap(error) => {
                matches!(error, async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_))
            }
            Self::InClear(_) | Self::Tls(_) | Self::Refused(_) | Self::Silent | Self::Strange | Self::Io(_) => false,
        }
    }
}
