//! Errors for programs (RFC 9457).

use crate::Error;
use axum::{
    body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

pub(crate) const MEDIA_TYPE: &str = "application/problem+json";
/// The longest explanation that the web framework gives, bytes.
const EXPLANATION: usize = 10_000;

/// Why a request was refused.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The words of the status.
    title: &'static str,
    /// The status.
    status: u16,
    /// What is wrong with this request.
    detail: String,
    /// The fields that are not as they must be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<FieldProblem>,
}

/// A field that is not as it must be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// The field.
    field: &'static str,
    /// A word for what is wrong.
    problem: &'static str,
}

impl Problem {
    fn new(status: StatusCode, detail: String) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        Self { kind: "about:blank", title, status: status.as_u16(), detail, problems: Vec::new() }
    }

    fn of(error: &Error) -> Self {
        let mut problem = Self::new(error.status(), error.to_string());
        if let Error::Invalid(problems) = error {
            let field = |p: &register::Problem| FieldProblem { field: p.field.as_str(), problem: p.key };
            problem.problems = problems.iter().map(field).collect();
        }
        problem
    }

    fn answer(self, mut headers: HeaderMap) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        headers.remove(header::CONTENT_LENGTH);
        headers.remove(header::LOCATION);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        (status, headers, serde_json::to_string(&self).unwrap_or_default()).into_response()
    }
}

/// Makes a problem document of an answer that is an error, our own or the web framework's.
pub(crate) async fn dress(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    if let Some(error) = parts.extensions.get::<Arc<Error>>() {
        return Problem::of(error).answer(parts.headers);
    }
    if !(parts.status.is_client_error() || parts.status.is_server_error()) {
        return Response::from_parts(parts, body);
    }
    let text = body::to_bytes(body, EXPLANATION).await.unwrap_or_default();
    Problem::new(parts.status, String::from_utf8_lossy(&text).into_owned()).answer(parts.headers)
}
