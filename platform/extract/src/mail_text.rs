//! The text of an e-mail: its head, its body, the names of what is attached and the text of attached mails.

use crate::Unread;
use mail_parser::{Message, MessageParser, MimeHeaders};

/// Mails within mails are read so deep.
const DEPTH: usize = 3;

pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<String>, Unread> {
    let mail = MessageParser::default().parse(bytes).ok_or_else(|| Unread::Unfit("it is no e-mail".to_owned()))?;
    let mut out = String::new();
    read(&mail, &mut out, DEPTH);
    Ok(vec![out])
}

fn read(mail: &Message<'_>, out: &mut String, depth: usize) {
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(mail.subject().unwrap_or_default());
    for address in [mail.from(), mail.to(), mail.cc()].into_iter().flatten() {
        for one in address.iter() {
            line(&format!("{} {}", one.name().unwrap_or_default(), one.address().unwrap_or_default()));
        }
    }
    for at in 0..mail.text_body_count() {
        line(&mail.body_text(at).unwrap_or_default());
    }
    for part in mail.attachments() {
        line(part.attachment_name().unwrap_or_default());
    }
    if depth == 0 {
        return;
    }
    for part in mail.attachments() {
        if let Some(inner) = part.message() {
            read(inner, out, depth - 1);
        }
    }
}
