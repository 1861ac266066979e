//! Letters by SMTP.
#![doc = include_str!("../README.md")]

mod letter;
mod mailer;

pub use letter::{Attachment, KIND, Mail, Sent, came_back, enqueue, standing};
pub use mailer::{MailError, Mailer, Security, Server, is_address};
