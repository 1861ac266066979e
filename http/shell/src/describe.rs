//! The description of the interface for programs (OpenAPI 3.1), made from the code.

use crate::{Access, Route, health, metrics, once, problem};
use axum::http::Method;
use utoipa::{
    OpenApi,
    openapi::{
        ContentBuilder, ObjectBuilder, OpenApi as Description, Ref, RefOr, Required, Response, Type,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};

const SECURITY: &str = "token";

/// What belongs to no module.
#[derive(OpenApi)]
#[openapi(
    info(title = "Asty", description = "The office of a Greek municipality. Every list is paged by cursor: \
        `next` of one answer is `cursor` of the next request. Every error is a problem document (RFC 9457)."),
    paths(health::live, health::ready, metrics::scrape),
    components(schemas(problem::Problem, problem::FieldProblem)),
    tags((name = "operation", description = "For those who run the program")),
)]
struct Shared;

/// The whole description: what the modules say of themselves, and what holds for every route of the table.
#[must_use]
pub fn describe(parts: impl IntoIterator<Item = Description>, routes: &[Route]) -> Description {
    let mut whole = parts.into_iter().fold(Shared::openapi(), Description::merge_from);
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("`asty token create --help`"));
    if let Some(components) = &mut whole.components {
        components.add_security_scheme(SECURITY, SecurityScheme::Http(scheme.build()));
    }
    for route in routes.iter().filter(|route| route.path.starts_with("/api/v1/")) {
        let Some(item) = whole.paths.paths.get_mut(&route.path.replace("{*", "{")) else { continue };
        let operation = if route.method == Method::GET { &mut item.get } else { &mut item.post };
        if let Some(operation) = operation {
            complete(operation, route);
        }
    }
    whole
}

/// Adds who may call an operation, and how it refuses.
fn complete(operation: &mut Operation, route: &Route) {
    let mut refusals = vec![("404", "There is no such record, or no such municipality")];
    if let Access::Needs(permission) = route.access {
        operation.security = Some(vec![SecurityRequirement::new(SECURITY, [permission.as_str()])]);
        refusals.extend([
            ("401", "The token is missing, unknown or ended"),
            ("403", "The token lacks the scope, its owner the role, or the record is not for them"),
        ]);
    }
    if route.method == Method::POST {
        operation.parameters.get_or_insert_default().push(key());
        refusals.extend([
            ("409", "The state of the record does not allow it"),
            ("413", "The body or a file is too large"),
            ("415", "The body is of another media type"),
            ("422", "Fields are not as they must be, or the Idempotency-Key came before with another request"),
            ("503", "The clock of the server is behind the register"),
            ("507", "The storage is full"),
        ]);
    }
    if operation.parameters.is_some() || operation.request_body.is_some() {
        refusals.push(("400", "The request cannot be read"));
    }
    for (status, text) in refusals {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| refusal(text));
    }
}

fn key() -> RefOr<Parameter> {
    let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[!-~]{1,200}$"));
    let text =
        "Asked again with the same key within 30 days, the first answer is given again and nothing is done twice.";
    let parameter = ParameterBuilder::new().name(once::HEADER).parameter_in(ParameterIn::Header);
    parameter.required(Required::False).description(Some(text)).schema(Some(schema)).build().into()
}

fn refusal(text: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut response = Response::new(text);
    response.content.insert(problem::MEDIA_TYPE.to_owned(), content.into());
    response.into()
}
