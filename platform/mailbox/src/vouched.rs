//! Whether a mail server says that a mail is of whoever it names as its sender (RFC 8601).

use mail_parser::{HeaderName, Message};

/// What one mail server found out about a mail on its way in: one header of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// How the server calls itself (authserv-id).
    pub by: String,
    /// Whether DMARC passed for the domain of the sender; none where the header does not say, or the domain has no rule.
    pub dmarc: Option<bool>,
    /// Whether a signature of that domain was right (DKIM); none where the header does not say.
    pub dkim: Option<bool>,
    /// How many servers on the way have signed above it (`Received`): what one server adds stands together.
    pub hop: usize,
}

/// Headers at most that are read: anybody on the way may add one.
const HEADERS: usize = 50;
/// The header.
const NAME: &str = "Authentication-Results";

/// What servers say of a mail from `address`, the topmost first. Whom to believe, the reader decides. Nothing, where it
/// is not plain who the sender is: then servers may have looked at another one than this program.
pub(crate) fn vouched(mail: &Message<'_>, address: &str) -> Vec<Vouched> {
    let Some(domain) = plain_domain(mail, address) else { return Vec::new() };
    // Named as the standard names it: a blank behind the name would hide it from who removes it.
    let named = |header: &&mail_parser::Header<'_>| {
        let name = mail.raw_message.get(header.offset_field() as usize..header.offset_start() as usize);
        let name = name.and_then(|name| name.strip_suffix(b":"));
        name.is_some_and(|name| name.eq_ignore_ascii_case(NAME.as_bytes()))
    };
    let value = |header: &mail_parser::Header<'_>| {
        let value = mail.raw_message.get(header.offset_start() as usize..header.offset_end() as usize);
        value.and_then(|value| std::str::from_utf8(value).ok()).map(str::to_owned)
    };
    let mut hop = 0;
    let mut placed = Vec::new();
    for header in mail.headers() {
        hop += usize::from(header.name == HeaderName::Received);
        if named(&header) && placed.len() < HEADERS {
            placed.extend(value(header).map(|value| (hop, value)));
        }
    }
    placed.iter().filter_map(|(hop, value)| results(value, &domain, *hop)).collect()
}

/// The domain of the one sender, where the mail names one in one header and `address`, cleaned and cut, is still they.
fn plain_domain(mail: &Message<'_>, address: &str) -> Option<String> {
    if mail.headers().iter().filter(|header| header.name == HeaderName::From).count() != 1 {
        return None;
    }
    let mut senders = mail.from()?.iter();
    let said = senders.next().and_then(|sender| sender.address())?;
    if senders.next().is_some() || !said.is_ascii() || !said.eq_ignore_ascii_case(address) {
        return None;
    }
    let (local, domain) = said.split_once('@')?;
    let clean = |part: &str| !part.is_empty() && !part.contains(['@', '<', '>', ',', ' ', '"']);
    (clean(local) && clean(domain)).then(|| domain.to_ascii_lowercase())
}

fn results(value: &str, domain: &str, hop: usize) -> Option<Vouched> {
    let plain = without_comments(value);
    let mut pieces = plain.split(';');
    let mut head = pieces.next()?.split_ascii_whitespace();
    let by = head.next()?.to_owned();
    // Nothing but a version may stand behind the name.
    if head.next().is_some_and(|version| version != "1") || head.next().is_some() {
        return None;
    }
    let mut found = Vouched { by, dmarc: None, dkim: None, hop };
    for piece in pieces {
        let mut words = piece.split_ascii_whitespace().map(str::to_ascii_lowercase);
        let Some(first) = words.next() else { continue };
        let of = |name: &str| words.clone().find_map(|word| word.strip_prefix(name).map(|said| said == domain));
        match first.split_once('=') {
            Some(("dmarc", "none")) => {}
            Some(("dmarc", result)) => {
                let passed = result == "pass" && of("header.from=") == Some(true);
                found.dmarc = Some(found.dmarc.unwrap_or(true) && passed);
            }
            Some(("dkim", result)) => {
                let passed = result == "pass" && of("header.d=") == Some(true);
                found.dkim = Some(found.dkim.unwrap_or(false) || passed);
            }
            _ => {}
        }
    }
    Some(found)
}

/// Comments (RFC 5322, 3.2.2) and what stands in quotes say nothing here: a blank stands for each, so that what stood
/// around them does not grow together.
fn without_comments(value: &str) -> String {
    let (mut plain, mut depth, mut quoted, mut escaped) = (String::new(), 0_usize, false, false);
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => {
                quoted = !quoted;
                plain.push(' ');
            }
            _ if quoted => {}
            '(' => {
                depth += 1;
                plain.push(' ');
            }
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests;
