//! Sending.

use crate::Mail;
use lettre::{
    Message, SmtpTransport, Transport,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use queue::Failure;
use std::time::Duration;

/// How long a server may think.
const PATIENCE: Duration = Duration::from_secs(30);
/// Refusals of who we are, not of the mail: to be mended here, and tried again.
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

kernel::words! {
    /// How the way to the server is kept secret.
    Security {
        /// Begins in clear and must change to TLS.
        StartTls = "starttls",
        /// TLS from the first byte.
        Tls = "tls",
        /// Not at all: for a server on the same machine.
        None = "none",
    }
}

impl Security {
    /// The port that servers usually have for it.
    #[must_use]
    pub const fn port(self) -> u16 {
        match self {
            Security::StartTls => 587,
            Security::Tls => 465,
            Security::None => 25,
        }
    }
}

/// Whether mail may be addressed so: `maria@asty.gr` or `Μαρία Παππά <maria@asty.gr>`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// Whether a Message-ID is one: it comes from a stranger's mail and goes into the head of ours.
fn is_message_id(id: &str) -> bool {
    let clean = id.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
    clean && id.len() <= 250 && id.contains('@')
}

/// The server that takes our mail.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its host name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept secret.
    pub security: Security,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// A certificate (PEM) to be trusted beside those of the system.
    pub authority: Option<Vec<u8>>,
    /// From whom: `Δήμος Άστεως <protocol@asty.gr>`.
    pub from: String,
}

/// What is wrong with the description of a server.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The sender's address.
    #[error("{0} is no e-mail address")]
    Address(String),
    /// The certificate or TLS.
    #[error(transparent)]
    Server(#[from] lettre::transport::smtp::Error),
}

/// Sends mails over one server.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Mailer {
    /// A mailer for `server`; nothing is connected yet.
    ///
    /// # Errors
    /// What is wrong with the description.
    pub fn new(server: &Server) -> Result<Self, MailError> {
        let from: Mailbox = server.from.parse().map_err(|_| MailError::Address(server.from.clone()))?;
        let mut tls = TlsParameters::builder(server.host.clone());
        if let Some(pem) = &server.authority {
            tls = tls.add_root_certificate(Certificate::from_pem(pem)?);
        }
        let tls = match server.security {
            Security::StartTls => Tls::Required(tls.build()?),
            Security::Tls => Tls::Wrapper(tls.build()?),
            Security::None => Tls::None,
        };
        let mut transport = SmtpTransport::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .hello_name(ClientId::Domain(from.email.domain().to_owned()))
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = &server.credentials {
            transport = transport.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { transport: transport.build(), from })
    }

    /// Sends a mail; `id` is the same each time that this one is tried.
    ///
    /// # Errors
    /// [`Failure::Never`] when it is about this mail, else [`Failure::Later`].
    pub async fn send(&self, id: &str, mail: &Mail) -> Result<(), Failure> {
        let message = self.message(id, mail).map_err(Failure::Never)?;
        let transport = self.transport.clone();
        // A thread that may wait: one connection for each mail, and few mails.
        let sent = tokio::task::spawn_blocking(move || transport.send(&message)).await;
        let sent = sent.map_err(|e| Failure::Later(e.to_string()))?;
        sent.map(drop).map_err(|error| {
            let code = error.status().map(u16::from);
            let final_word = error.is_permanent() && code.is_none_or(|code| !NOT_LET_IN.contains(&code));
            let words = kernel::causes(&error);
            if final_word { Failure::Never(words) } else { Failure::Later(words) }
        })
    }

    fn message(&self, id: &str, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail.to.parse().map_err(|_| format!("{} is no e-mail address", mail.to))?;
        let answers = mail.answers.as_deref().filter(|id| is_message_id(id)).map(|id| format!("<{id}>"));
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.replace(char::is_control, " "))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            // Nobody's holiday notice needs to answer a program (RFC 3834).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                if answers.is_some() { "auto-replied" } else { "auto-generated" }.to_owned(),
            ));
        if let Some(id) = answers {
            message = message.in_reply_to(id.clone()).references(id);
        }
        let text = SinglePart::plain(mail.text.clone());
        let mut parts = match &mail.html {
            None if mail.attachments.is_empty() => return message.singlepart(text).map_err(|e| e.to_string()),
            None => MultiPart::mixed().singlepart(text),
            Some(html) => {
                let both = MultiPart::alternative_plain_html(mail.text.clone(), html.clone());
                if mail.attachments.is_empty() {
                    return message.multipart(both).map_err(|e| e.to_string());
                }
                MultiPart::mixed().multipart(both)
            }
        };
        for file in &mail.attachments {
            let kind = ContentType::parse(&file.media_type).map_err(|e| e.to_string())?;
            let part = lettre::message::Attachment::new(file.name.clone()).body(file.bytes.clone(), kind);
            parts = parts.singlepart(part);
        }
        message.multipart(parts).map_err(|e| e.to_string())
    }

    /// Asks whether the server lets us in, without sending anything.
    ///
    /// # Errors
    /// Why not.
    pub async fn check(&self) -> Result<(), String> {
        let transport = self.transport.clone();
        match tokio::task::spawn_blocking(move || transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("the server does not answer as a mail server does".to_owned()),
            Ok(Err(error)) => Err(kernel::causes(&error)),
            Err(error) => Err(error.to_string()),
        }
    }
}
