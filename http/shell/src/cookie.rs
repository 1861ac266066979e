//! Cookies: read from a request, made for an answer.

use crate::Ask;
use axum::http::{HeaderMap, header};

/// The cookie that carries a session's secret.
pub const SESSION_COOKIE: &str = "asty_session";

/// A cookie's value.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|v| v.split(';')).filter_map(|p| p.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

impl Ask {
    /// Every cookie of ours is made here: no script reads it, no other site sends it with a form, and it travels only
    /// over TLS where the pages do. It lasts `seconds`, or until the browser is closed.
    #[must_use]
    pub fn set_cookie(&self, name: &str, value: &str, path: &str, seconds: Option<u32>) -> String {
        let mut cookie = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax");
        if let Some(seconds) = seconds {
            cookie.push_str(&format!("; Max-Age={seconds}"));
        }
        if self.town.url.starts_with("https://") {
            cookie.push_str("; Secure");
        }
        cookie
    }
}
