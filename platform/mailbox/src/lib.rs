//! Mailboxes that are read.
