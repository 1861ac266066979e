//! Whether a mail server says that a mail is of whoever it names as its sender (RFC 8601).

use mail_parser::Message;

/// What one mail server found out about a mail on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// How the server calls itself (authserv-id), in small letters.
    pub by: String,
    /// Whether it found that the domain of the sender sent the mail: DMARC passed, or a signature of that domain did.
    pub passed: bool,
}

/// Servers at most that are heard: anybody on the way may add one.
const SERVERS: usize = 50;

/// What servers said of a mail from `address`. Whom to believe, the reader decides: a server removes what a stranger said
/// in its own name, and nobody else's.
pub(crate) fn vouched(mail: &Message<'_>, address: &str) -> Vec<Vouched> {
    let domain = address.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    let results = mail.headers_raw().filter(|(name, _)| name.eq_ignore_ascii_case("Authentication-Results"));
    results.take(SERVERS).filter_map(|(_, value)| results_of(value, domain.as_deref())).collect()
}

fn results_of(value: &str, domain: Option<&str>) -> Option<Vouched> {
    let plain = without_comments(value).to_ascii_lowercase();
    let mut pieces = plain.split(';');
    // A version may stand behind the name.
    let by = pieces.next()?.split_whitespace().next()?.to_owned();
    let passed = pieces.any(|piece| {
        let mut words = piece.split_whitespace();
        match words.next() {
            Some("dmarc=pass") => true,
            Some("dkim=pass") => {
                let signed = words.find_map(|word| word.strip_prefix("header.d="));
                signed.zip(domain).is_some_and(|(signed, domain)| signed == domain)
            }
            _ => false,
        }
    });
    Some(Vouched { by, passed })
}

/// What stands in brackets says nothing to programs (RFC 5322, 3.2.2); what stands in quotes is nobody's to hide in.
fn without_comments(value: &str) -> String {
    let (mut plain, mut depth, mut quoted, mut escaped) = (String::new(), 0_usize, false, false);
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn said(value: &str) -> Vec<Vouched> {
        let mail = format!("Authentication-Results: {value}\r\nFrom: a@example.gr\r\n\r\nx");
        let mail = mail_parser::MessageParser::default().parse(mail.as_bytes()).unwrap();
        vouched(&mail, "a@Example.gr")
    }

    #[test]
    fn a_server_says_whether_the_domain_sent_it() {
        for (value, passed) in [
            ("mx.town.gr; dmarc=pass header.from=example.gr", true),
            (
                "mx.town.gr 1; spf=pass smtp.mailfrom=example.gr;\r\n dkim=pass (2048 bit; dmarc=fail) header.d=example.gr",
                true,
            ),
            ("MX.town.gr; dkim=pass header.d=other.gr", false),
            ("mx.town.gr; dkim=fail header.d=example.gr; dmarc=fail", false),
            ("mx.town.gr; spf=pass smtp.mailfrom=example.gr", false),
            ("mx.town.gr; none", false),
            // What somebody else wrote is no result: in a comment, in quotes, in a value.
            ("mx.town.gr; spf=fail (x; dmarc=pass)", false),
            ("mx.town.gr; spf=fail reason=\"; dmarc=pass \"", false),
            ("mx.town.gr; spf=fail reason=\"\\\"; dmarc=pass ;\"", false),
            ("mx.town.gr; xdmarc=pass; dmarc=passed", false),
        ] {
            assert_eq!(said(value), [Vouched { by: "mx.town.gr".into(), passed }], "{value}");
        }
        assert_eq!(said(""), []);
    }
}
