//! One mapping of errors to status and words.

use audit::AuditError;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use blobs::BlobError;
use circulation::CirculationError;
use documents::DocumentsError;
use identity::IdentityError;
use intake::IntakeError;
use law::LawError;
use once::OnceError;
use proof::ProofError;
use queue::QueueError;
use register::{Problem, RegisterError};
use rollout::RolloutError;
use search::SearchError;
use sheets::SheetError;
use statistics::StatisticsError;

/// What a page gives back.
pub type Reply = Result<Response, Error>;

/// Why a request has no better answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such page or record.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the token is not known.
    #[error("sign in first")]
    Unauthorized,
    /// The person may not.
    #[error("forbidden")]
    Forbidden,
    /// The request is not right.
    #[error("{0}")]
    BadRequest(String),
    /// Some fields are not as they must be.
    #[error("some fields are not as they must be")]
    Invalid(Vec<Problem>),
    /// The state of the record does not allow it.
    #[error("{0}")]
    Conflict(&'static str),
    /// The key of a repeated request came with another request.
    #[error(transparent)]
    NoRepeat(OnceError),
    /// A file is too large.
    #[error("the file is too large")]
    TooLarge,
    /// A file is not taken.
    #[error("'{name}': {cause}")]
    File {
        /// Its name.
        name: String,
        /// Why.
        cause: BlobError,
    },
    /// The body is of another media type.
    #[error("the body must be {0}")]
    Media(&'static str),
    /// The disk is full.
    #[error("the storage is full")]
    Full,
    /// The clock is behind the register.
    #[error("the clock of the server is behind the register")]
    Clock,
    /// Something that must not happen; only the log says what.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(Box::new(error))
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        if error.is_full() { Error::Full } else { internal(error) }
    }
}

impl From<html::Error> for Error {
    fn from(error: html::Error) -> Self {
        internal(error)
    }
}

impl From<BlobError> for Error {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Empty | BlobError::CutOff => Error::BadRequest(error.to_string()),
            BlobError::TooLarge { .. } => Error::TooLarge,
            BlobError::Full => Error::Full,
            BlobError::NotFound => Error::NotFound,
            cause @ (BlobError::Encrypted | BlobError::Infected { .. } | BlobError::Unscanned(_)) => {
                Error::File { name: String::new(), cause }
            }
            BlobError::Io(_) => internal(error),
        }
    }
}

impl From<DocumentsError> for Error {
    fn from(error: DocumentsError) -> Self {
        match error {
            DocumentsError::Forbidden(_) => Error::Forbidden,
            DocumentsError::Blob(e) => e.into(),
            DocumentsError::Db(e) => e.into(),
        }
    }
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Forbidden(_) => Error::Forbidden,
            SearchError::NotFound => Error::NotFound,
            SearchError::Register(e) => e.into(),
            SearchError::Circulation(e) => e.into(),
            SearchError::Identity(e) => e.into(),
            SearchError::Db(e) => e.into(),
            other => internal(other),
        }
    }
}

impl From<ProofError> for Error {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Db(e) => e.into(),
            ProofError::NotFound => Error::NotFound,
            ProofError::Forbidden(_) => Error::Forbidden,
            ProofError::ClockBehind { .. } => Error::Clock,
            other => internal(other),
        }
    }
}

impl From<RegisterError> for Error {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Forbidden(_) => Error::Forbidden,
            RegisterError::Invalid(problems) => Error::Invalid(problems),
            RegisterError::NotFound => Error::NotFound,
            RegisterError::Cancelled => Error::Conflict("the entry is cancelled"),
            RegisterError::Stale => Error::Conflict("the entry was corrected meanwhile: read it again"),
            RegisterError::ManyFiles(_) => Error::Conflict("the entry has as many files as it may have"),
            RegisterError::OtherMapping(_) => Error::BadRequest(error.to_string()),
            RegisterError::Unchanged => Error::Conflict("nothing differs from what stands"),
            RegisterError::Identity(e) => e.into(),
            RegisterError::Proof(e) => e.into(),
            RegisterError::Documents(e) => e.into(),
            RegisterError::Db(e) => e.into(),
            RegisterError::Sheet(e @ (SheetError::Unreadable | SheetError::TooLarge | SheetError::Texts)) => {
                Error::BadRequest(e.to_string())
            }
            RegisterError::Sheet(e) => internal(e),
            RegisterError::Statement(e) => internal(e),
        }
    }
}

impl From<CirculationError> for Error {
    fn from(error: CirculationError) -> Self {
        match error {
            CirculationError::Forbidden(_) => Error::Forbidden,
            CirculationError::NotFound => Error::NotFound,
            CirculationError::Moved => Error::Conflict("somebody moved it meanwhile"),
            CirculationError::Invalid(..) => Error::BadRequest(error.to_string()),
            CirculationError::Register(e) => e.into(),
            CirculationError::Identity(e) => e.into(),
            CirculationError::Queue(e) => e.into(),
            CirculationError::Law(e) => e.into(),
            CirculationError::Proof(e) => e.into(),
            CirculationError::Db(e) => e.into(),
            CirculationError::Statement(e) => internal(e),
        }
    }
}

impl From<IntakeError> for Error {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Forbidden(_) => Error::Forbidden,
            IntakeError::NotFound => Error::NotFound,
            IntakeError::Moved => Error::Conflict("somebody was quicker"),
            IntakeError::Claimed { .. } => Error::Conflict("somebody else looks into it"),
            IntakeError::Invalid(..) => Error::BadRequest(error.to_string()),
            IntakeError::Register(e) => e.into(),
            IntakeError::Documents(e) => e.into(),
            IntakeError::Identity(e) => e.into(),
            IntakeError::Queue(e) => e.into(),
            IntakeError::Db(e) => e.into(),
        }
    }
}

impl From<RolloutError> for Error {
    fn from(error: RolloutError) -> Self {
        match error {
            RolloutError::Forbidden(_) => Error::Forbidden,
            RolloutError::NotFound => Error::NotFound,
            RolloutError::Done => Error::Conflict("somebody was quicker"),
            RolloutError::Invalid(..) => Error::BadRequest(error.to_string()),
            RolloutError::Identity(e) => e.into(),
            RolloutError::Db(e) => e.into(),
        }
    }
}

impl From<StatisticsError> for Error {
    fn from(error: StatisticsError) -> Self {
        match error {
            StatisticsError::Forbidden(_) => Error::Forbidden,
            StatisticsError::Invalid(..) => Error::BadRequest(error.to_string()),
            StatisticsError::Register(e) => e.into(),
            StatisticsError::Circulation(e) => e.into(),
            StatisticsError::Identity(e) => e.into(),
            StatisticsError::Law(e) => e.into(),
            StatisticsError::Proof(e) => e.into(),
            StatisticsError::Db(e) => e.into(),
            StatisticsError::Statement(e) => internal(e),
        }
    }
}

impl From<LawError> for Error {
    fn from(error: LawError) -> Self {
        match error {
            LawError::Forbidden(_) => Error::Forbidden,
            LawError::Invalid | LawError::Hours | LawError::Retroactive | LawError::First | LawError::National => {
                Error::BadRequest(error.to_string())
            }
            LawError::Db(e) => e.into(),
            other => internal(other),
        }
    }
}

impl From<AuditError> for Error {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Forbidden(_) => Error::Forbidden,
            AuditError::Db(e) => e.into(),
        }
    }
}

impl From<OnceError> for Error {
    fn from(error: OnceError) -> Self {
        match error {
            OnceError::Db(e) => e.into(),
            OnceError::Key => Error::BadRequest(error.to_string()),
            OnceError::Differs => Error::NoRepeat(error),
        }
    }
}

impl From<QueueError> for Error {
    fn from(error: QueueError) -> Self {
        match error {
            QueueError::Forbidden(_) => Error::Forbidden,
            QueueError::NotFound => Error::NotFound,
            QueueError::Payload(e) => internal(e),
            QueueError::Db(e) => e.into(),
        }
    }
}

impl From<pdf::Error> for Error {
    fn from(error: pdf::Error) -> Self {
        internal(error)
    }
}

impl From<IdentityError> for Error {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Forbidden(_) => Error::Forbidden,
            IdentityError::NotFound => Error::NotFound,
            IdentityError::UserTaken => Error::Conflict("another account has this user name"),
            IdentityError::Invalid(_) => Error::BadRequest(error.to_string()),
            IdentityError::Db(e) => e.into(),
            IdentityError::Queue(e) => e.into(),
            other => internal(other),
        }
    }
}

impl Error {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Unauthorized => StatusCode::UNAUTHORIZED,
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::BadRequest(_) => StatusCode::BAD_REQUEST,
            Error::Invalid(_) | Error::NoRepeat(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::TooLarge | Error::File { cause: BlobError::TooLarge { .. }, .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Error::File { cause: BlobError::Unscanned(_), .. } => StatusCode::SERVICE_UNAVAILABLE,
            Error::File { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Media(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::Full => StatusCode::INSUFFICIENT_STORAGE,
            Error::Clock => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of the words for people: a title, and `…-text`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Error::NotFound => "shell-error-not-found",
            Error::Unauthorized | Error::Forbidden => "shell-error-forbidden",
            Error::BadRequest(_) | Error::Invalid(_) | Error::Conflict(_) | Error::NoRepeat(_) => {
                "shell-error-bad-request"
            }
            Error::TooLarge | Error::File { cause: BlobError::TooLarge { .. }, .. } => "shell-error-too-large",
            Error::File { cause: BlobError::Unscanned(_), .. } => "shell-error-unscanned",
            Error::File { .. } | Error::Media(_) => "shell-error-file",
            Error::Full => "shell-error-full",
            Error::Clock => "shell-error-clock",
            Error::Internal(_) => "shell-error-internal",
        }
    }
}

impl IntoResponse for Error {
    /// The router turns this into a page or a problem document; without it, it stays plain.
    fn into_response(self) -> Response {
        if let Error::Internal(cause) = &self {
            tracing::error!(error = cause.as_ref(), "request failed");
        }
        let mut response = match &self {
            Error::Unauthorized => Redirect::to("/login").into_response(),
            other => (other.status(), other.to_string()).into_response(),
        };
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}
