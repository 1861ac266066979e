//! What is kept of a document.

use crate::{Facet, Result};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// The name of our way to cut texts into words.
pub(crate) const TOKENIZER: &str = "greek";
/// Who reads what everybody may read.
pub const EVERYBODY: &str = "*";
/// Stands among the readers of what not everybody may read.
pub(crate) const CLOSED: &str = "-";

/// The fields of an index.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub all: Field,
    pub subject: Field,
    pub parties: Field,
    pub names: Field,
    pub comments: Field,
    pub reader: Field,
    pub place: Field,
    pub day: Field,
    pub year: Field,
    pub change: Field,
    facets: Vec<Field>,
}

impl Fields {
    pub(crate) fn of(schema: &Schema) -> Result<Self> {
        let field = |name: &str| schema.get_field(name);
        Ok(Self {
            all: field("all")?,
            subject: field("subject")?,
            parties: field("parties")?,
            names: field("names")?,
            comments: field("comments")?,
            reader: field("reader")?,
            place: field(PLACE)?,
            day: field("day")?,
            year: field(YEAR)?,
            change: field(CHANGE)?,
            facets: Facet::ALL.iter().map(|facet| field(facet.name())).collect::<std::result::Result<_, _>>()?,
        })
    }

    pub(crate) fn facet(&self, facet: Facet) -> Field {
        self.facets[facet as usize]
    }
}

pub(crate) const PLACE: &str = "place";
pub(crate) const YEAR: &str = "year";
pub(crate) const CHANGE: &str = "change";

pub(crate) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    schema.add_text_field("all", text(IndexRecordOption::WithFreqsAndPositions));
    for name in ["subject", "parties", "names", "comments"] {
        schema.add_text_field(name, text(IndexRecordOption::WithFreqsAndPositions));
    }
    let raw = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic);
    schema.add_text_field("reader", TextOptions::default().set_indexing_options(raw.set_fieldnorms(false)));
    let number: NumericOptions = (INDEXED | FAST).into();
    schema.add_u64_field(PLACE, number.clone());
    schema.add_i64_field("day", number.clone());
    schema.add_u64_field(YEAR, number);
    schema.add_u64_field(CHANGE, FAST);
    for facet in Facet::ALL {
        schema.add_text_field(facet.name(), STRING | FAST);
    }
    schema.build()
}
