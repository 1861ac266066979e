//! What a mail server says of a mail that it could not deliver (RFC 3464).

use crate::letter::line;
use mail_parser::{Message, MessageParser, MimeHeaders};

/// What a server says of the reason is cut: letters.
const WHY: usize = 300;

/// A mail that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Its Message-ID, without the brackets.
    pub message_id: String,
    /// Why, as the server says.
    pub why: String,
}

fn is<'a>(part: &impl MimeHeaders<'a>, kind: &str, names: &[&str]) -> bool {
    names.iter().any(|name| part.is_content_type(kind, name))
}

/// The mail that came back, where `mail` says that one did for good.
pub(crate) fn returned(mail: &Message<'_>) -> Option<Returned> {
    if !mail.is_content_type("multipart", "report") {
        return None;
    }
    let status = mail.parts.iter().find(|part| is(*part, "message", &["delivery-status", "global-delivery-status"]))?;
    let why = failed(&String::from_utf8_lossy(status.contents()))?;
    let message_id = mail.parts.iter().find_map(|part| {
        if let Some(whole) = part.message() {
            return whole.message_id().map(str::to_owned);
        }
        let head = is(part, "text", &["rfc822-headers"]) || is(part, "message", &["global-headers"]);
        let head = MessageParser::default().parse_headers(part.contents()).filter(|_| head)?;
        head.message_id().map(str::to_owned)
    })?;
    Some(Returned { message_id: line(&message_id, WHY), why })
}

/// Why the first recipient of whom it is said did not get it; none when it is late only, or arrived.
fn failed(status: &str) -> Option<String> {
    let text = status.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    text.split("\n\n").find_map(|group| {
        let field = |name: &str| {
            let lines = group.lines().filter_map(|line| line.split_once(':'));
            lines.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
        };
        field("Action").filter(|action| action.eq_ignore_ascii_case("failed"))?;
        // `smtp; 550 5.1.1 No such user`: the words of the server, without the kind of server.
        let said = field("Diagnostic-Code").map(|said| said.split_once(';').map_or(said, |(_, words)| words));
        let said = said.or_else(|| field("Status")).unwrap_or_default();
        Some(line(said, WHY))
    })
}
