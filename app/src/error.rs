//! Why the program ends.

/// Why the program ends.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// The database.
    #[error("database: {0}")]
    Db(#[from] db::Error),
    /// The file store.
    #[error("files: {0}")]
    Blobs(#[from] blobs::BlobError),
    /// The log.
    #[error("{0}")]
    Proof(#[from] proof::ProofError),
    /// The mail server.
    #[error("mail: {0}")]
    Mail(#[from] mail::MailError),
    /// The mailbox.
    #[error("mailbox: {0}")]
    Mailbox(#[from] mailbox::MailboxError),
    /// What comes in.
    #[error("{0}")]
    Intake(#[from] intake::IntakeError),
    /// Jobs.
    #[error("{0}")]
    Queue(#[from] queue::QueueError),
    /// The register.
    #[error("{0}")]
    Register(#[from] register::RegisterError),
    /// The circulation.
    #[error(transparent)]
    Circulation(#[from] circulation::CirculationError),
    /// Finding.
    #[error(transparent)]
    Search(#[from] search::SearchError),
    /// The search index.
    #[error(transparent)]
    Index(#[from] fulltext::IndexError),
    /// The figures.
    #[error(transparent)]
    Statistics(#[from] statistics::StatisticsError),
    /// The roll-out.
    #[error(transparent)]
    Rollout(#[from] rollout::RolloutError),
    /// Stored files.
    #[error("{0}")]
    Documents(#[from] documents::DocumentsError),
    /// Accounts and organisation.
    #[error("{0}")]
    Identity(#[from] identity::IdentityError),
    /// Repeated requests.
    #[error("{0}")]
    Once(#[from] once::OnceError),
    /// A document that could not be made.
    #[error("{0}")]
    Pdf(#[from] pdf::Error),
    /// Templates or translations.
    #[error("pages: {0}")]
    Pages(#[from] html::Error),
    /// The log's key, or what it signed.
    #[error("log: {0}")]
    Key(#[from] tlog::Error),
    /// Disk or network.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A JSON file.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// What was asked for does not hold.
    #[error("{0}")]
    Refused(String),
}
