//! Cookies: read from a request, made for an answer.

use crate::Ask;
use axum::http::{HeaderMap, header};

/// The cookie that carries a session's secret.
pub const SESSION_COOKIE: &str = "asty_session";

/// What a cookie of ours is called: over TLS no neighbouring name of the host can set one that is called so.
fn called(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie's value; `secure` is whether the pages are served over TLS.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str, secure: bool) -> Option<&'h str> {
    let name = called(name, secure);
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|v| v.split(';')).filter_map(|p| p.trim().split_once('='));
    pairs.find(|(key, _)| *key == name.as_str()).map(|(_, value)| value)
}

impl Ask {
    /// Every cookie of ours is made here: no script reads it, no other site sends it with a form, and it travels only
    /// over TLS where the pages do. It lasts `seconds`, or until the browser is closed.
    #[must_use]
    pub fn set_cookie(&self, name: &str, value: &str, seconds: Option<u32>) -> String {
        let name = called(name, self.town.secure());
        let mut cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
        if let Some(seconds) = seconds {
            cookie.push_str(&format!("; Max-Age={seconds}"));
        }
        if self.town.secure() {
            cookie.push_str("; Secure");
        }
        cookie
    }
}
