//! Letters by SMTP.
#![doc = include_str!("../README.md")]

mod letter;
mod mailer;

pub use letter::{Attachment, KIND, Mail, enqueue};
pub use mailer::{MailError, Mailer, Security, Server, is_address};
