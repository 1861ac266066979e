//! What a mail says.

use crate::{
    MailboxError, pieces,
    report::{Returned, returned},
    vouched::{Vouched, vouched},
};
use aws_lc_rs::digest::{Context, SHA256, digest};
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};
use std::thread;

/// Lines of its text that are kept: each is set as a paragraph of a document, which takes time and memory.
const TEXT_LINES: usize = 2_000;
/// Lines of a mail at most: each may be a header, and each header takes memory.
const LINES: usize = 1_000_000;
/// Lines at most that may part one piece of a mail from the next.
const PIECES: usize = 5_000;
/// How often it may speak of a mail within the mail.
const NESTED: usize = 500;
/// What takes a mail apart, and what forgets it, goes as deep as the mail is nested: bytes of stack.
const STACK: usize = 64 << 20;
/// A subject longer than that is cut: letters.
const SUBJECT: usize = 900;
/// A name or an address longer than that is cut: letters.
const NAME: usize = 200;

/// How much of a mail is taken.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Letters of its text.
    pub text: usize,
    /// Attachments.
    pub parts: usize,
}

kernel::words! {
    /// Why an attachment is not taken.
    Trouble {
        /// `winmail.dat`: only Outlook opens it.
        Winmail = "winmail",
        /// It has no bytes.
        Empty = "empty",
        /// There are more than an entry may have.
        Many = "many",
    }
}

/// An attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name, as it came: whoever keeps the file cleans it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why it is not taken.
    pub trouble: Option<Trouble>,
}

/// A mail, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its Message-ID, without the brackets.
    pub message_id: Option<String>,
    /// The name of the sender; empty where none is said.
    pub from_name: String,
    /// The address of the sender, in small letters; empty where none is said.
    pub from_address: String,
    /// To whom.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// When it says that it was sent: seconds since 1970.
    pub sent_at: Option<i64>,
    /// Its text.
    pub text: String,
    /// Whether the text goes on.
    pub cut: bool,
    /// Its attachments.
    pub parts: Vec<Part>,
    /// A program wrote it: a notice of absence, a bounce, a mailing list. Nobody answers these.
    pub automatic: bool,
    /// The Message-IDs that it answers or speaks of.
    pub answers: Vec<String>,
    /// The mail that it says could not be delivered.
    pub returned: Option<Returned>,
    /// What mail servers on its way say of its sender; anybody may have written it.
    pub vouched: Vec<Vouched>,
    /// SHA-256 of what it says: the same for the same mail.
    pub identity: [u8; 32],
    /// SHA-256 of its bytes as they lie in the mailbox.
    pub sha256: [u8; 32],
}

impl Letter {
    /// Whether the mail server that calls itself so says that the mail is of the sender whom it names. It may say so in
    /// several headers, one for each of its checks; of two that say the same, it wrote the upper one last. What stands
    /// behind another server's mark came with the mail.
    #[must_use]
    pub fn is_vouched_by(&self, server: &str) -> bool {
        let said = || self.vouched.iter().filter(|one| one.by.eq_ignore_ascii_case(server));
        let hop = said().next().map(|one| one.hop);
        let own = || said().filter(|one| Some(one.hop) == hop);
        let dkim = || own().find_map(|one| one.dkim);
        own().find_map(|one| one.dmarc).or_else(dkim).unwrap_or(false)
    }
}

/// Takes a mail apart. Takes as long as the mail is large: to be called on a thread that may wait.
///
/// # Errors
/// [`MailboxError::Unreadable`] for what no mail program writes.
pub fn read(raw: &[u8], limits: Limits) -> Result<Letter, MailboxError> {
    if pieces::lines(raw) > LINES {
        return Err(MailboxError::Unreadable("it has too many lines"));
    }
    if pieces::boundaries(raw) > PIECES {
        return Err(MailboxError::Unreadable("it has too many parts"));
    }
    if pieces::nested(raw) > NESTED {
        return Err(MailboxError::Unreadable("too many mails are within it"));
    }
    guarded(|| MessageParser::default().parse(raw).map(|mail| letter(&mail, raw, limits)))
}

/// Reads the head of a mail alone, where the mail itself is not taken. To be called on a thread that may wait.
///
/// # Errors
/// As [`read`].
pub fn read_head(head: &[u8]) -> Result<Letter, MailboxError> {
    let limits = Limits { text: 0, parts: 0 };
    guarded(|| MessageParser::default().parse_headers(head).map(|mail| letter(&mail, head, limits)))
}

/// Takes a stranger's mail apart where that harms nobody: on a thread with a large stack, which may give up.
fn guarded(work: impl FnOnce() -> Option<Letter> + Send) -> Result<Letter, MailboxError> {
    thread::scope(|scope| {
        let work = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        // A parser that gives up is a mail that cannot be read.
        let done = work.join().map_err(|_| MailboxError::Unreadable("it breaks what reads it"))?;
        done.ok_or(MailboxError::Unreadable("it is no mail"))
    })
}

/// What is left of a mail of which nothing can be read.
#[must_use]
pub fn nothing(raw: &[u8]) -> Letter {
    let mut letter = Letter {
        message_id: None,
        from_name: String::new(),
        from_address: String::new(),
        to: Vec::new(),
        subject: String::new(),
        sent_at: None,
        text: String::new(),
        cut: false,
        parts: Vec::new(),
        automatic: true,
        answers: Vec::new(),
        returned: None,
        vouched: Vec::new(),
        identity: [0; 32],
        sha256: hash(raw),
    };
    letter.identity = letter.sha256;
    letter
}

fn letter(mail: &Message<'_>, raw: &[u8], limits: Limits) -> Letter {
    let from = mail.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).unwrap_or_default();
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let (text, cut) = text(mail, limits.text);
    let to = [mail.to(), mail.cc()].into_iter().flatten().flat_map(|list| list.iter());
    let to = to.filter_map(|one| one.address()).take(50).map(|one| line(one, NAME)).collect();
    let mut letter = Letter {
        message_id: mail.message_id().map(|id| line(id, NAME)).filter(|id| !id.is_empty()),
        from_name: line(name, NAME),
        from_address: line(address, NAME).to_lowercase(),
        to,
        subject: line(mail.subject().unwrap_or_default(), SUBJECT),
        sent_at: mail.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_timestamp),
        text,
        cut,
        parts: parts(mail, limits.parts),
        automatic: automatic(mail, address),
        answers: answers(mail),
        returned: returned(mail),
        vouched: Vec::new(),
        identity: [0; 32],
        sha256: hash(raw),
    };
    // As rules will see the address.
    letter.vouched = vouched(mail, &letter.from_address);
    letter.identity = identity(&letter);
    letter
}

/// One line: what cannot be seen away, blanks single, not longer than `max` letters.
pub(crate) fn line(text: &str, max: usize) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !unseen(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(max).collect()
}

/// Marks that turn the direction of writing, or have no width.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The text of a mail, of HTML the words; and whether it goes on.
fn text(mail: &Message<'_>, max: usize) -> (String, bool) {
    let bodies = (0..mail.text_body_count().min(100)).filter_map(|place| mail.body_text(place));
    let mut all = String::new();
    for body in bodies {
        if !all.is_empty() {
            all.push_str("\n\n");
        }
        all.push_str(&body);
        if all.len() > max.saturating_mul(8) {
            break;
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for one in all.lines() {
        let clean: String = one.chars().filter(|c| (!c.is_control() || *c == '\t') && !unseen(*c)).collect();
        let clean = clean.trim_end();
        // A gap is one empty line, however many there were.
        if !clean.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(clean.to_owned());
        }
    }
    let more = lines.len() > TEXT_LINES;
    lines.truncate(TEXT_LINES);
    let whole = lines.join("\n").trim().to_owned();
    let kept: String = whole.chars().take(max).collect();
    let cut = more || kept.len() < whole.len();
    (kept, cut)
}

fn parts(mail: &Message<'_>, max: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, part) in (1..).zip(mail.attachments()) {
        let said = part.attachment_name().unwrap_or_default();
        let nested = matches!(part.body, PartType::Message(_));
        let subject = part.message().and_then(|inner| inner.subject()).unwrap_or_default();
        let name = match (said.trim(), nested) {
            ("", true) if !subject.trim().is_empty() => format!("{}.eml", line(subject, 80).replace(['/', '\\'], "-")),
            ("", true) => format!("mail-{place}.eml"),
            ("", false) => format!("{place}{}", pieces::ending(part.content_type())),
            (said, _) => said.to_owned(),
        };
        let winmail = part.is_content_type("application", "ms-tnef")
            || part.is_content_type("application", "vnd.ms-tnef")
            || name.eq_ignore_ascii_case("winmail.dat");
        let bytes = part.contents();
        let trouble = match () {
            () if winmail => Some(Trouble::Winmail),
            () if bytes.is_empty() => Some(Trouble::Empty),
            () if parts.len() >= max => Some(Trouble::Many),
            () => None,
        };
        // Further ones would only be named.
        if parts.len() >= max.saturating_add(20) {
            break;
        }
        let bytes = if trouble.is_none() { bytes.to_vec() } else { Vec::new() };
        parts.push(Part { name, bytes, trouble });
    }
    parts
}

fn raw_header<'m>(mail: &'m Message<'_>, name: &'static str) -> &'m str {
    mail.header_raw(name).unwrap_or_default().trim()
}

/// Whether a program wrote it (RFC 3834 and what was usual before).
fn automatic(mail: &Message<'_>, from: &str) -> bool {
    let has = |name| !raw_header(mail, name).is_empty();
    let submitted = raw_header(mail, "Auto-Submitted");
    let precedence = raw_header(mail, "Precedence").to_ascii_lowercase();
    let user = from.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let report = mail.is_content_type("multipart", "report");
    (!submitted.is_empty() && !submitted.to_ascii_lowercase().starts_with("no"))
        || ["bulk", "junk", "list", "auto_reply"].contains(&precedence.as_str())
        || ["List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond"].into_iter().any(has)
        || raw_header(mail, "Return-Path") == "<>"
        || ["mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"].contains(&user.as_str())
        || report
        || from.is_empty()
}

fn answers(mail: &Message<'_>) -> Vec<String> {
    let texts = |value: &HeaderValue<'_>| match value {
        HeaderValue::Text(one) => vec![one.to_string()],
        HeaderValue::TextList(all) => all.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let all = texts(mail.in_reply_to()).into_iter().chain(texts(mail.references()));
    all.take(50).map(|id| line(&id, NAME)).collect()
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sha256
}

/// The same for the same mail, by whatever way it came: what servers on the way write at its head is left out.
fn identity(letter: &Letter) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    let mut say = |bytes: &[u8]| {
        context.update(&(bytes.len() as u64).to_le_bytes());
        context.update(bytes);
    };
    say(letter.message_id.as_deref().unwrap_or_default().as_bytes());
    say(letter.from_address.as_bytes());
    say(&letter.sent_at.unwrap_or_default().to_le_bytes());
    say(letter.subject.as_bytes());
    say(letter.text.as_bytes());
    for part in &letter.parts {
        say(part.name.as_bytes());
        say(&hash(&part.bytes));
    }
    let mut identity = [0; 32];
    identity.copy_from_slice(context.finish().as_ref());
    identity
}
