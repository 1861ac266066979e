//! What may stand behind a key.

use http_shell::Network;
use std::{fmt, net::SocketAddr, path::PathBuf};

/// A value that a key may have. Files and the environment give it as text.
pub trait Setting: Sized {
    /// What may stand there, in a few words.
    const FORM: &'static str;
    /// Whether it must never be shown.
    const SECRET: bool = false;

    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it: "must be …".
    fn read(text: &str) -> Result<Self, String>;
}

fn must<T>(found: Option<T>, form: &str) -> Result<T, String> {
    found.ok_or_else(|| format!("must be {form}"))
}

impl Setting for String {
    const FORM: &'static str = "text";
    fn read(text: &str) -> Result<Self, String> {
        must(Some(text.trim().to_owned()).filter(|t| !t.is_empty()), "a text that is not empty")
    }
}

impl Setting for PathBuf {
    const FORM: &'static str = "path";
    fn read(text: &str) -> Result<Self, String> {
        String::read(text).map(PathBuf::from)
    }
}

impl Setting for SocketAddr {
    const FORM: &'static str = "address:port";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), "an address with its port, like 127.0.0.1:8080")
    }
}

impl Setting for u16 {
    const FORM: &'static str = "number up to 65535";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), "a whole number up to 65535")
    }
}

impl Setting for bool {
    const FORM: &'static str = "true or false";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), Self::FORM)
    }
}

impl Setting for mail::Security {
    const FORM: &'static str = "starttls, tls or none";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), Self::FORM)
    }
}

impl Setting for mailbox::Security {
    const FORM: &'static str = "tls or none";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), Self::FORM)
    }
}

/// The name of a folder of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(pub String);

impl Setting for Folder {
    const FORM: &'static str = "name of a folder, in Latin letters";
    fn read(text: &str) -> Result<Self, String> {
        must(Some(text.trim()).filter(|name| mailbox::is_folder(name)), Self::FORM).map(|name| Self(name.to_owned()))
    }
}

impl<T: Setting> Setting for Option<T> {
    const FORM: &'static str = T::FORM;
    const SECRET: bool = T::SECRET;
    fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }
}

impl Setting for Vec<Network> {
    const FORM: &'static str = "list of addresses or networks: 127.0.0.1, 10.0.0.0/8";
    fn read(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|t| !t.is_empty());
        must(parts.map(|part| part.parse().ok()).collect(), Self::FORM)
    }
}

impl Setting for Vec<String> {
    const FORM: &'static str = "list of texts";
    fn read(text: &str) -> Result<Self, String> {
        Ok(text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())
    }
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl Setting for Size {
    const FORM: &'static str = "size: 500 KiB, 200 MiB, 2 GiB";
    fn read(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match text[digits.len()..].trim() {
            "" | "B" => Some(1),
            "KiB" => Some(1 << 10),
            "MiB" => Some(1 << 20),
            "GiB" => Some(1_u64 << 30),
            _ => None,
        };
        let number = digits.trim().parse::<u64>().ok();
        let bytes = number.zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
        must(bytes.map(Self), "a size, like 200 MiB")
    }
}

/// A password or key: never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

impl Setting for Secret {
    const FORM: &'static str = "secret, or file:PATH of the file that holds it";
    const SECRET: bool = true;
    fn read(text: &str) -> Result<Self, String> {
        let Some(path) = text.strip_prefix("file:") else { return Ok(Self(text.to_owned())) };
        let read = std::fs::read_to_string(path);
        read.map(|t| Self(t.trim_end().to_owned())).map_err(|e| format!("names the file {path}, but: {e}"))
    }
}

/// Where a database is. What is shown of it has no password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub String);

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else { return f.write_str(&self.0) };
        // Whatever stands before the last @ of the authority may hold a secret; a query may too.
        let rest = rest.split('?').next().unwrap_or_default();
        let (user, place) = rest.rsplit_once('@').unwrap_or(("", rest));
        match user.split(':').next().filter(|u| !u.is_empty()) {
            Some(user) => write!(f, "{scheme}://{user}@{place}"),
            None => write!(f, "{scheme}://{place}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Setting for DatabaseUrl {
    const FORM: &'static str = "sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE#SCHEMA";
    const SECRET: bool = true;
    fn read(text: &str) -> Result<Self, String> {
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        must(known.then(|| Self(text.to_owned())), Self::FORM)
    }
}

kernel::words! {
    /// How log lines are written.
    LogFormat {
        /// For people.
        Text = "text",
        /// One JSON object a line, for programs.
        Json = "json",
    }
}

impl Setting for LogFormat {
    const FORM: &'static str = "text or json";
    fn read(text: &str) -> Result<Self, String> {
        must(text.parse().ok(), Self::FORM)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sizes_as_people_write_them() {
        assert_eq!(Size::read("200 MiB").unwrap().0, 200 << 20);
        assert_eq!(Size::read("7").unwrap().0, 7);
        for wrong in ["", "MiB", "-1", "2 TB", "99999999999 GiB"] {
            assert!(Size::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::read("postgres://asty:p@ss:w@db.local:5432/asty?password=other#island").unwrap();
        assert_eq!(url.to_string(), "postgres://asty@db.local:5432/asty");
        assert_eq!(format!("{url:?} {:?}", Secret("x".into())), "postgres://asty@db.local:5432/asty (secret)");
    }
}
