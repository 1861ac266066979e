//! Tables for a spreadsheet.

use crate::{Error, Reply};
use axum::{http::header, response::IntoResponse};
use sheets::Sheet;

/// Sends tables as one workbook or, for `csv`, one of them: that at the place, or the first. `name` is that of the file,
/// without its ending, in ASCII.
///
/// # Errors
/// When there is no table, or the workbook cannot be made.
pub async fn tables(name: &str, format: &str, place: usize, all: Vec<Sheet>) -> Reply {
    let (media, ending, bytes) = if format == "csv" {
        let table = all.get(place).or(all.first()).ok_or(Error::NotFound)?;
        ("text/csv; charset=utf-8", "csv", sheets::csv(table))
    } else {
        let made = tokio::task::spawn_blocking(move || sheets::xlsx(&all)).await;
        let made = made.map_err(|e| Error::Internal(Box::new(e)))?.map_err(|e| Error::Internal(Box::new(e)))?;
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", made)
    };
    let file = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, file)];
    Ok((headers, bytes).into_response())
}
