//! What no single value shows: addresses that are none, and what two municipalities must not share.

use super::{Base, Municipality};
use std::collections::BTreeMap;

/// Whether `url` begins as an address of the web does: scheme and host, and nothing that a path would be wrong after.
fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with(['/', ':']) && !rest.is_empty() && !rest.contains(['?', '#', ' ']))
}

/// What pages and mails would be sent to must be an address.
pub(super) fn addresses(problems: &mut Vec<String>, m: &Municipality) {
    let mut wrong = |key: &str, form: &str, given: &str| {
        problems.push(format!("municipality.{}.{key} must be {form}, not `{given}`", m.code));
    };
    if let Some(url) = m.base.url.as_deref().filter(|url| !is_url(url)) {
        wrong("url", "an address like https://protocol.asty.gr", url);
    }
    for address in m.base.auditors.iter().filter(|address| !mail::is_address(address)) {
        wrong("auditors", "a list of e-mail addresses", address);
    }
}

/// Nothing crosses two municipalities: they share neither name nor host nor database nor files nor key.
pub(super) fn same(problems: &mut Vec<String>, all: &[Municipality]) {
    let mut folders = BTreeMap::new();
    for (folder, m) in all.iter().filter_map(|m| Some((m.scans.folder.clone()?, m))) {
        if let Some(other) = folders.insert(folder, &m.code) {
            problems.push(format!("municipality.{}.scans.folder is that of municipality.{other}", m.code));
        }
    }
    let mut mailboxes = BTreeMap::new();
    for m in all {
        let Some(server) = &m.mailbox.server else { continue };
        let place = (server.to_ascii_lowercase(), m.mailbox.user.clone().unwrap_or_default());
        if let Some(other) = mailboxes.insert(place, &m.code) {
            problems.push(format!("municipality.{}.mailbox is the same as that of municipality.{other}", m.code));
        }
        for (key, missing) in [("user", m.mailbox.user.is_none()), ("password", m.mailbox.password.is_none())] {
            if missing {
                problems.push(format!("municipality.{}.mailbox.server is given, but mailbox.{key} is not", m.code));
            }
        }
    }
    let parts = |b: &Base| {
        let (files, log_key) = (b.files.display().to_string(), b.log_key.display().to_string());
        let (name, host) = (b.name.clone(), b.host.clone());
        [("name", name), ("host", host), ("database", b.database.0.clone()), ("files", files), ("log_key", log_key)]
    };
    let mut seen = BTreeMap::new();
    for m in all {
        for part in parts(&m.base) {
            let key = part.0;
            if let Some(other) = seen.insert(part, &m.code) {
                problems.push(format!("municipality.{}.{key} is the same as municipality.{other}.{key}", m.code));
            }
        }
    }
}
