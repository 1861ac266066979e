//! What is sent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use db::Cx;
use kernel::JobId;
use queue::{QueueError, Standing};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The kind of the jobs that send a mail.
pub const KIND: &str = "mail";

/// A mail of plain text, with the same as HTML where that reads better.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To whom: `maria@asty.gr` or `Μαρία Παππά <maria@asty.gr>`.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The same as HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The Message-ID of the mail that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What goes with it; small files only, since they wait in the database.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Why it was written, in the words of whoever wrote it: they are told when it is refused for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Its bytes.
    #[serde(serialize_with = "encode", deserialize_with = "decode")]
    pub bytes: Vec<u8>,
}

fn encode<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&STANDARD.encode(bytes))
}

fn decode<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
}

/// What is kept of a mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// To whom it went.
    pub to: String,
    /// Why it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// Writes a mail into the caller's transaction, to be sent after its commit; whether it is a new one. The caller has
/// asked for its permission.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue(cx: &mut Cx, key: &str, mail: &Mail) -> Result<bool, QueueError> {
    let sent = Sent { to: mail.to.clone(), cause: mail.cause.clone() };
    queue::enqueue_leaving(cx, KIND, key, mail, &sent).await
}

/// How far the mails of these keys are on their way to the server; those that were forgotten are left out. The caller has
/// asked for its permission.
///
/// # Errors
/// What the database refuses.
pub async fn standing(cx: &mut Cx, keys: &[String]) -> Result<Vec<Standing>, QueueError> {
    queue::standing(cx, KIND, keys).await
}

/// Keeps that a mail that was sent came back, and gives what is kept of it. `message_id` is that of the mail, as its head
/// has it without the brackets; none when this program did not send it, or so long ago that it was forgotten.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn came_back(cx: &mut Cx, message_id: &str, why: &str) -> Result<Option<Sent>, QueueError> {
    let job = message_id.split('@').next().and_then(|local| local.parse::<JobId>().ok());
    let Some(job) = job else { return Ok(None) };
    let remains = queue::went_wrong(cx, KIND, job, why).await?;
    Ok(remains.and_then(|text| serde_json::from_str(&text).ok()))
}
