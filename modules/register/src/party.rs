//! Those who send and receive documents.

use kernel::CorrespondentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The sender of an incoming document, the recipient of an outgoing one, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Name of the person, company or authority.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// ΑΦΜ, nine digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// A correspondent of the directory.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Correspondent {
    /// The correspondent.
    pub id: CorrespondentId,
    /// What its card says.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub card: Card,
}

/// What the directory says of a correspondent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Card {
    /// Name.
    pub name: String,
    /// ΑΦΜ.
    pub tax_id: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// Several parties, as a column keeps them: JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Parties(pub Vec<Party>);

impl Parties {
    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|party| party.name.as_str())
    }
}

impl TryFrom<String> for Parties {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&text)
    }
}
