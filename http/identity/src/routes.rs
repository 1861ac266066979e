//! The table of routes.

use crate::{absence, account, api, exchange, external, invitation, organisation, people, person, sign_in};
use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        &[$(Template {
            name: concat!("identity/", $name),
            source: include_str!(concat!("../templates/", $name)),
        }),+]
    };
}

/// The templates.
pub const TEMPLATES: &[Template] = templates![
    "login.html",
    "login_code.html",
    "invitation.html",
    "invitations.html",
    "absence.html",
    "account.html",
    "password.html",
    "code.html",
    "recovery.html",
    "people.html",
    "person_new.html",
    "person.html",
    "secret.html",
    "organisation.html",
    "unit.html",
    "unit_new.html",
    "exchange.html",
];

/// The largest form with a file, bytes.
const MAX_FORM: usize = 4 * 1024 * 1024;

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    [sign_in_routes(), own_routes(), people_routes(), organisation_routes()].into_iter().flatten().collect()
}

fn route(access: Access, method: Method, path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method, path, access, handler }
}

fn sign_in_routes() -> Vec<Route> {
    let public = |method, path, handler| route(Access::Public, method, path, handler);
    vec![
        public(Method::GET, "/login", get(sign_in::form)),
        public(Method::POST, "/login", post(sign_in::login)),
        public(Method::GET, "/login/code", get(sign_in::code_form)),
        public(Method::POST, "/login/code", post(sign_in::code)),
        public(Method::GET, "/login/oidc", get(external::begin)),
        public(Method::GET, "/login/oidc/back", get(external::finish)),
        public(Method::GET, "/invitation/{token}", get(invitation::show)),
        public(Method::POST, "/invitation/{token}", post(invitation::accept)),
    ]
}

fn own_routes() -> Vec<Route> {
    let own = |method, path, handler| route(Access::Needs(Permission::OwnAccount), method, path, handler);
    vec![
        own(Method::GET, "/home", get(sign_in::home)),
        own(Method::POST, "/logout", post(sign_in::logout)),
        own(Method::GET, "/desk/absence", get(absence::show)),
        own(Method::POST, "/desk/absence", post(absence::set)),
        own(Method::POST, "/desk/absence/{id}/end", post(absence::end)),
        own(Method::GET, "/desk/account", get(account::show)),
        own(Method::GET, "/desk/account/password", get(account::password)),
        own(Method::POST, "/desk/account/password", post(account::do_password)),
        own(Method::GET, "/desk/account/code", get(account::code)),
        own(Method::POST, "/desk/account/code", post(account::do_code)),
        own(Method::POST, "/desk/account/code/remove", post(account::remove_code)),
        own(Method::POST, "/desk/account/notices", post(account::notices)),
        own(Method::POST, "/desk/account/sessions/end", post(account::end_others)),
        own(Method::POST, "/desk/account/sessions/{id}/end", post(account::end_session)),
        own(Method::POST, "/desk/account/tokens/{id}/revoke", post(account::revoke_token)),
    ]
}

fn people_routes() -> Vec<Route> {
    let write = |method, path, handler| route(Access::Needs(Permission::OrganisationWrite), method, path, handler);
    vec![
        write(Method::GET, "/admin/people", get(people::list)),
        write(Method::GET, "/admin/people/new", get(people::new)),
        write(Method::POST, "/admin/people/new", post(people::create)),
        write(Method::GET, "/admin/people/{id}", get(person::show)),
        write(Method::POST, "/admin/people/{id}/details", post(person::details)),
        write(Method::POST, "/admin/people/{id}/leave", post(person::leave)),
        write(Method::POST, "/admin/people/{id}/stay", post(person::stay)),
        write(Method::POST, "/admin/people/{id}/positions", post(person::add_position)),
        write(Method::POST, "/admin/people/{id}/positions/end", post(person::end_position)),
        write(Method::POST, "/admin/people/{id}/account", post(person::add_account)),
        write(Method::POST, "/admin/people/{id}/invite", post(invitation::send_one)),
        write(Method::GET, "/admin/invitations", get(invitation::list)),
        write(Method::POST, "/admin/invitations", post(invitation::send_all)),
        write(Method::POST, "/admin/people/{id}/roles", post(person::roles)),
        write(Method::POST, "/admin/people/{id}/lock", post(person::lock)),
        write(Method::POST, "/admin/people/{id}/unlock", post(person::unlock)),
        write(Method::POST, "/admin/people/{id}/reset", post(person::reset)),
        write(Method::POST, "/admin/people/{id}/sessions/end", post(person::end_sessions)),
        write(Method::POST, "/admin/people/{id}/tokens/revoke", post(person::revoke_token)),
    ]
}

fn organisation_routes() -> Vec<Route> {
    let read = |path, handler| route(Access::Needs(Permission::OrganisationRead), Method::GET, path, handler);
    let write = |method, path, handler| route(Access::Needs(Permission::OrganisationWrite), method, path, handler);
    vec![
        read("/api/v1/organisation/units", get(api::units)),
        read("/api/v1/organisation/employees", get(api::employees)),
        read("/desk/organisation", get(organisation::show)),
        read("/desk/organisation/{id}", get(organisation::unit)),
        write(Method::GET, "/admin/organisation/new", get(organisation::new)),
        write(Method::POST, "/admin/organisation/new", post(organisation::create)),
        write(Method::POST, "/admin/organisation/{id}/change", post(organisation::change)),
        write(Method::POST, "/admin/organisation/{id}/close", post(organisation::close)),
        write(Method::POST, "/admin/organisation/{id}/withdraw", post(organisation::withdraw)),
        write(Method::GET, "/admin/organisation/exchange", get(exchange::form)),
        write(
            Method::POST,
            "/admin/organisation/exchange",
            post(exchange::take).layer(DefaultBodyLimit::max(MAX_FORM)),
        ),
        write(Method::GET, "/admin/organisation/export.xlsx", get(exchange::xlsx)),
        write(Method::GET, "/admin/organisation/units.csv", get(exchange::units_csv)),
        write(Method::GET, "/admin/organisation/people.csv", get(exchange::people_csv)),
    ]
}
