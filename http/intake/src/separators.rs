//! Sheets that part one document from the next in the scanner.

use axum::{extract::Query, http::header, response::IntoResponse};
use html::Lang;
use http_shell::{Ask, Error, Reply, disposition};
use intake::Code;
use kernel::UnitId;
use pdf::{Separator, Separators};
use serde::Deserialize;

/// Which sheets.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Of that unit; absent: of all.
    unit: Option<UnitId>,
}

/// A sheet for each unit, in the order of the organisation.
pub(crate) async fn pdf(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let units = identity::tree(identity::units(&mut cx).await?);
    let now = cx.now;
    drop(cx);
    let host = &ask.town.host;
    let wanted = units.into_iter().filter(|node| asked.unit.is_none_or(|unit| unit == node.unit.id));
    let sheets: Vec<_> =
        wanted.map(|node| Separator { code: Code::Unit(node.unit.id).text(host), name: node.unit.name }).collect();
    if sheets.is_empty() {
        return Err(Error::NotFound);
    }
    // They are used by everybody: in the language of the municipality, whoever prints them.
    let word = |key| ask.app.pages.text(Lang::El, key, &[]);
    let all = Separators {
        lang: Lang::El.to_string(),
        municipality: ask.town.name.clone(),
        title: word("intake-separator"),
        text: word("intake-separator-how"),
        sheets,
    };
    let made = tokio::task::spawn_blocking(move || pdf::separators(&all, now)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("inline", "separators.pdf")),
    ];
    Ok((headers, bytes).into_response())
}
