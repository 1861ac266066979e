//! From which site a form was sent.

use axum::http::{HeaderMap, header};

/// Whether another site made the browser send this. A browser of today says so itself (`Sec-Fetch-Site`, W3C Fetch
/// Metadata), an older one or one without encryption by `Origin` (RFC 6454); a program says neither. A page of a sibling
/// host is another site too: municipalities of one installation are siblings.
pub(crate) fn foreign(headers: &HeaderMap, host: &str) -> bool {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = said("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = said(header::ORIGIN.as_str()) else { return false };
    let name = origin.split_once("://").map_or(origin, |(_, name)| name);
    let name = name.rsplit_once(':').map_or(name, |(name, _)| name);
    !name.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn another_site_is_known_by_what_its_browser_says() {
        for (name, value, expected) in [
            ("sec-fetch-site", "same-origin", false),
            ("sec-fetch-site", "none", false),
            ("sec-fetch-site", "same-site", true),
            ("sec-fetch-site", "cross-site", true),
            ("origin", "https://asty.example", false),
            ("origin", "http://ASTY.example:8080", false),
            ("origin", "https://asty.example.evil", true),
            ("origin", "null", true),
            ("accept", "text/html", false),
        ] {
            let headers = HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())]);
            assert_eq!(foreign(&headers, "asty.example"), expected, "{name}: {value}");
        }
    }
}
