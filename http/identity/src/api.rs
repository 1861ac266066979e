//! The organisation for programs.

use axum::{Json, extract::Query, response::IntoResponse};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http_shell::{Ask, Error, Reply};
use identity::UnitKind;
use kernel::{EmployeeId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(units, employees), tags((name = "organisation", description = "Units and employees")))]
struct Api;

/// What the interface for programs offers here.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// How many employees a page has.
const PAGE: usize = 100;

#[derive(Serialize, ToSchema)]
struct Unit {
    id: UnitId,
    /// The unit above it.
    parent: Option<UnitId>,
    kind: UnitKind,
    /// A short word, unique in the municipality.
    code: String,
    name: String,
    email: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Units {
    units: Vec<Unit>,
}

/// The units of today, in the order of the organisation's chart.
#[utoipa::path(get, path = "/api/v1/organisation/units", tag = "organisation",
    responses((status = 200, description = "All units", body = Units)))]
pub(crate) async fn units(ask: Ask) -> Reply {
    let units = identity::units(&mut ask.read().await?).await?;
    let unit = |u: identity::Unit| Unit {
        id: u.id,
        parent: u.parent,
        kind: u.kind,
        code: u.code,
        name: u.name,
        email: u.email,
    };
    Ok(Json(Units { units: units.into_iter().map(unit).collect() }).into_response())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// `next` of the page before.
    cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Employee {
    id: EmployeeId,
    name: String,
    email: Option<String>,
    /// The unit of the main position.
    unit: Option<UnitId>,
    unit_name: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Employees {
    employees: Vec<Employee>,
    /// The `cursor` of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Where a page begins: the folded name and the id of the employee before.
fn after(cursor: &str) -> Option<(String, EmployeeId)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (id, name) = text.split_once(' ').filter(|(_, name)| !name.contains('\0'))?;
    Some((name.to_owned(), id.parse().ok()?))
}

/// The employees of today by name.
#[utoipa::path(get, path = "/api/v1/organisation/employees", tag = "organisation", params(Wanted),
    responses((status = 200, description = "A page of employees", body = Employees)))]
pub(crate) async fn employees(ask: Ask, Query(wanted): Query<Wanted>) -> Reply {
    let unknown = || Error::BadRequest("unknown cursor".into());
    let after = wanted.cursor.map(|cursor| after(&cursor).ok_or_else(unknown)).transpose()?;
    let mut rows = identity::employees(&mut ask.read().await?, after, PAGE as i64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| more);
    let next = last.map(|last| URL_SAFE_NO_PAD.encode(format!("{} {}", last.id, greek::fold(&last.name))));
    let employee = |e: identity::EmployeeRow| Employee {
        id: e.id,
        name: e.name,
        email: e.email,
        unit: e.unit,
        unit_name: e.unit_name,
    };
    Ok(Json(Employees { employees: rows.into_iter().map(employee).collect(), next }).into_response())
}
