//! What is sent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use db::Cx;
use queue::QueueError;
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

/// Writes a mail into the caller's transaction, to be sent after its commit; whether it is a new one. The caller has
/// asked for its permission.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue(cx: &mut Cx, key: &str, mail: &Mail) -> Result<bool, QueueError> {
    queue::enqueue(cx, KIND, key, mail).await
}
