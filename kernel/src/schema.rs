//! How the kernel's types look to programs: all of them are texts (OpenAPI 3.1).

use crate::{Day, Instant};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

/// A text of a known format, or one of some words.
#[doc(hidden)]
#[must_use]
pub fn text(format: Option<&str>, words: Option<Vec<&'static str>>) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String);
    text.format(format.map(|f| SchemaFormat::Custom(f.to_owned()))).enum_values(words).into()
}

impl PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        text(Some("date-time"), None)
    }
}
impl ToSchema for Instant {}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        text(Some("date"), None)
    }
}
impl ToSchema for Day {}
