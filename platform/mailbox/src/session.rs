//! The way to the mailbox.

use crate::MailboxError;
use async_imap::{
    Client, Session,
    error::Error as ImapError,
    imap_proto::{AttributeValue, MailboxDatum, Response, Status},
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{collections::BTreeSet, fmt, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::OnceCell,
    time::timeout,
};
use tokio_rustls::TlsConnector;

/// How long a server may think.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a mail may take on its way.
const LONG: Duration = Duration::from_secs(180);
/// As much of a mail's head is read, bytes.
const HEAD: u64 = 64 * 1024;

type Answer<T> = Result<T, MailboxError>;

kernel::words! {
    /// How the way to the server is kept secret.
    Security {
        /// TLS from the first byte.
        Tls = "tls",
        /// Not at all: for a server on the same machine only.
        None = "none",
    }
}

impl Security {
    /// The port that servers usually have for it.
    #[must_use]
    pub const fn port(self) -> u16 {
        match self {
            Security::Tls => 993,
            Security::None => 143,
        }
    }
}

/// A mailbox, where it is.
#[derive(Clone)]
pub struct Server {
    /// The host name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept secret.
    pub security: Security,
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
    /// A certificate (PEM) to be trusted beside those of the system.
    pub authority: Option<Vec<u8>>,
}

impl fmt::Debug for Server {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{} ({})", self.user, self.host, self.port, self.security)
    }
}

trait Stream: AsyncRead + AsyncWrite + fmt::Debug + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + fmt::Debug + Send + Unpin> Stream for T {}

/// Whether a folder may be called so: printable letters of ASCII, since IMAP writes others in a way of its own.
#[must_use]
pub fn is_folder(name: &str) -> bool {
    !name.is_empty() && name.len() <= 200 && name.bytes().all(|b| matches!(b, b' '..=b'~') && !b"*%\"\\&".contains(&b))
}

/// Waits for the server, and not for ever.
async fn within<T, E>(patience: Duration, work: impl Future<Output = Result<T, E>>) -> Answer<T>
where
    MailboxError: From<E>,
{
    match timeout(patience, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(MailboxError::Silent),
    }
}

/// The certificates that the system trusts, read once. One that cannot be read is none that is trusted.
async fn trusted() -> Vec<CertificateDer<'static>> {
    static TRUSTED: OnceCell<Vec<CertificateDer<'static>>> = OnceCell::const_new();
    let read = || async { tokio::task::spawn_blocking(|| rustls_native_certs::load_native_certs().certs).await };
    TRUSTED.get_or_try_init(read).await.cloned().unwrap_or_default()
}

async fn connect(server: &Server) -> Answer<Box<dyn Stream>> {
    let stream = within(PATIENCE, TcpStream::connect((server.host.as_str(), server.port))).await?;
    if server.security == Security::None {
        if !stream.peer_addr()?.ip().is_loopback() {
            return Err(MailboxError::InClear(server.host.clone()));
        }
        return Ok(Box::new(stream));
    }
    let wrong = |error: &dyn fmt::Display| MailboxError::Tls(error.to_string());
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted().await);
    for certificate in server.authority.iter().flat_map(|pem| CertificateDer::pem_slice_iter(pem)) {
        roots.add(certificate.map_err(|e| wrong(&e))?).map_err(|e| wrong(&e))?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|e| wrong(&e))?.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(server.host.clone()).map_err(|e| wrong(&e))?;
    let stream = within(PATIENCE, TlsConnector::from(Arc::new(config)).connect(name, stream)).await?;
    Ok(Box::new(stream))
}

/// The bytes that came of a mail.
fn body(value: &AttributeValue<'_>) -> Option<Vec<u8>> {
    match value {
        AttributeValue::BodySection { data, .. } => data.as_ref().map(|bytes| bytes.to_vec()),
        _ => None,
    }
}

/// A mailbox with one folder open.
pub struct Mailbox {
    session: Session<Box<dyn Stream>>,
    moves: bool,
    expunges: bool,
}

impl Mailbox {
    /// Goes to the mailbox and signs in.
    ///
    /// # Errors
    /// [`MailboxError::InClear`], [`MailboxError::Refused`], and what the network or the server refuses.
    pub async fn open(server: &Server) -> Answer<Self> {
        let mut client = Client::new(connect(server).await?);
        within(PATIENCE, client.read_response()).await?.ok_or(MailboxError::Strange)?;
        let mut session = match timeout(PATIENCE, client.login(&server.user, &server.password)).await {
            Ok(Ok(session)) => session,
            Ok(Err((ImapError::No(why) | ImapError::Bad(why), _))) => return Err(MailboxError::Refused(why)),
            Ok(Err((error, _))) => return Err(error.into()),
            Err(_) => return Err(MailboxError::Silent),
        };
        let known = within(PATIENCE, session.capabilities()).await?;
        let (moves, expunges) = (known.has_str("MOVE"), known.has_str("UIDPLUS"));
        Ok(Self { session, moves, expunges })
    }

    /// Makes a folder where there is none.
    ///
    /// # Errors
    /// What the server refuses: most of all that it cannot be opened afterwards.
    pub async fn make(&mut self, folder: &str) -> Answer<()> {
        match timeout(PATIENCE, self.session.create(folder)).await {
            // It is there already, or may not be made: opening it tells.
            Ok(Ok(()) | Err(ImapError::No(_))) => {}
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => return Err(MailboxError::Silent),
        }
        within(PATIENCE, self.session.examine(folder)).await.map(drop)
    }

    /// Opens a folder; gives the number that says from when its numbers hold (UIDVALIDITY).
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn select(&mut self, folder: &str) -> Answer<u32> {
        let opened = within(PATIENCE, self.session.select(folder)).await?;
        opened.uid_validity.ok_or(MailboxError::Strange)
    }

    /// The numbers of the mails in the open folder, without those that somebody marked as deleted.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn uids(&mut self) -> Answer<BTreeSet<u32>> {
        self.search("UNDELETED").await
    }

    /// How large a mail is, bytes; none when it is gone.
    ///
    /// # Errors
    /// What the server refuses; [`MailboxError::Withheld`] when it lists the mail and says nothing.
    pub async fn size(&mut self, uid: u32) -> Answer<Option<u64>> {
        let size = |value: &AttributeValue<'_>| match value {
            AttributeValue::Rfc822Size(size) => Some(u64::from(*size)),
            _ => None,
        };
        self.ask(uid, "RFC822.SIZE", size).await
    }

    /// A mail, of which at most `max` bytes travel; none when it is gone. It stays unread.
    ///
    /// # Errors
    /// As [`Mailbox::size`].
    pub async fn fetch(&mut self, uid: u32, max: u64) -> Answer<Option<Vec<u8>>> {
        self.ask(uid, &format!("BODY.PEEK[]<0.{max}>"), body).await
    }

    /// The head of a mail, as far as it is not too long; none when it is gone.
    ///
    /// # Errors
    /// As [`Mailbox::size`].
    pub async fn head(&mut self, uid: u32) -> Answer<Option<Vec<u8>>> {
        self.ask(uid, &format!("BODY.PEEK[HEADER]<0.{HEAD}>"), body).await
    }

    async fn ask<T>(
        &mut self,
        uid: u32,
        what: &str,
        pick: impl Fn(&AttributeValue<'_>) -> Option<T>,
    ) -> Answer<Option<T>> {
        let mut found = None;
        let given = |response: &Response<'_>| {
            if let Response::Fetch(_, values) = response
                && values.contains(&AttributeValue::Uid(uid))
                && let Some(one) = values.iter().find_map(&pick)
            {
                // What it says of the same mail besides, as of its flags, takes nothing away.
                found = Some(one);
            }
        };
        self.run(&format!("UID FETCH {uid} (UID {what})"), given).await?;
        if found.is_none() && self.has(uid).await? {
            return Err(MailboxError::Withheld);
        }
        Ok(found)
    }

    /// Whether a mail lies in the open folder.
    async fn has(&mut self, uid: u32) -> Answer<bool> {
        Ok(self.search(&format!("UID {uid} UNDELETED")).await?.contains(&uid))
    }

    async fn search(&mut self, query: &str) -> Answer<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        let given = |response: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend(uids);
            }
        };
        self.run(&format!("UID SEARCH {query}"), given).await?;
        Ok(found)
    }

    /// Runs a command and shows each response to `given`. The ways of async-imap to fetch and to search end alike whether
    /// the server did what was asked or refused it: what it says last is read here.
    async fn run(&mut self, command: &str, mut given: impl FnMut(&Response<'_>)) -> Answer<()> {
        let work = async {
            let sent = self.session.run_command(command).await?;
            loop {
                let response = self.session.read_response().await?.ok_or(ImapError::ConnectionLost)?;
                let Response::Done { tag, status, outcome } = response.parsed() else {
                    given(response.parsed());
                    continue;
                };
                let said = || outcome.information.as_deref().unwrap_or_default().to_owned();
                match status {
                    Status::No => return Err(ImapError::No(said())),
                    Status::Bad => return Err(ImapError::Bad(said())),
                    _ if *tag == sent => return Ok(()),
                    _ => {}
                }
            }
        };
        within(LONG, work).await
    }

    /// Moves a mail of the open folder to another. One that is gone is no mistake.
    ///
    /// # Errors
    /// What the server refuses; [`MailboxError::Stays`] when it lists the mail afterwards.
    pub async fn file(&mut self, uid: u32, folder: &str) -> Answer<()> {
        let one = uid.to_string();
        if self.moves {
            within(LONG, self.session.uid_mv(&one, folder)).await?;
        } else {
            within(LONG, self.session.uid_copy(&one, folder)).await?;
            self.run(&format!("UID STORE {uid} +FLAGS.SILENT (\\Deleted)"), |_| ()).await?;
            // Without UIDPLUS the server would remove what others marked too.
            if self.expunges {
                self.run(&format!("UID EXPUNGE {uid}"), |_| ()).await?;
            }
        }
        if self.has(uid).await? { Err(MailboxError::Stays) } else { Ok(()) }
    }

    /// Puts a mail into a folder, as a mail server does. For tests.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn append(&mut self, folder: &str, mail: &[u8]) -> Answer<()> {
        within(LONG, self.session.append(folder, None, None, mail)).await
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        // Whether the server heard it makes no difference.
        let _ = timeout(PATIENCE, self.session.logout()).await;
    }
}
