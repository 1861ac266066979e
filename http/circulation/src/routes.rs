//! The table of the circulation's routes.

use crate::{act, assign, comment, digest, hand_over, live, rules, to_assign, tray};
use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "circulation/act.html", source: include_str!("../templates/act.html") },
    Template { name: "circulation/assign.html", source: include_str!("../templates/assign.html") },
    Template { name: "circulation/comment.html", source: include_str!("../templates/comment.html") },
    Template { name: "circulation/digest.html", source: include_str!("../templates/digest.html") },
    Template { name: "circulation/digest-mail.html", source: include_str!("../templates/digest-mail.html") },
    Template { name: "circulation/hand-over.html", source: include_str!("../templates/hand-over.html") },
    Template { name: "circulation/picture.html", source: include_str!("../templates/picture.html") },
    Template { name: "circulation/rules.html", source: include_str!("../templates/rules.html") },
    Template { name: "circulation/to-assign.html", source: include_str!("../templates/to-assign.html") },
    Template { name: "circulation/tray.html", source: include_str!("../templates/tray.html") },
    Template { name: "circulation/way.html", source: include_str!("../templates/way.html") },
];

fn route(method: Method, path: &'static str, permission: Permission, handler: MethodRouter<App>) -> Route {
    Route { method, path, access: Access::Needs(permission), handler }
}

/// What those see who move documents.
fn page(path: &'static str, handler: MethodRouter<App>) -> Route {
    route(Method::GET, path, Permission::CirculationWrite, handler)
}

fn command(path: &'static str, handler: MethodRouter<App>) -> Route {
    route(Method::POST, path, Permission::CirculationWrite, handler)
}

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let office = Permission::RegisterWrite;
    vec![
        route(Method::GET, "/desk/to-assign", office, get(to_assign::show)),
        route(Method::POST, "/desk/to-assign", office, post(to_assign::assign)),
        route(Method::POST, "/desk/to-assign/undo", office, post(to_assign::undo)),
        route(Method::GET, "/desk/rules", office, get(rules::show)),
        route(Method::POST, "/desk/rules", office, post(rules::add)),
        route(Method::POST, "/desk/rules/{id}/end", office, post(rules::end)),
        route(Method::GET, "/desk/register/{year}/{number}/assign", office, get(assign::new)),
        route(Method::POST, "/desk/register/{year}/{number}/assign", office, post(assign::create)),
        page("/desk/register/{year}/{number}/comment", get(comment::new)),
        // Files are streamed and limited one by one.
        command("/desk/register/{year}/{number}/comment", post(comment::create).layer(DefaultBodyLimit::disable())),
        route(Method::GET, "/desk/register/{year}/{number}/said/{id}", Permission::RegisterRead, get(comment::file)),
        page("/desk/digest", get(digest::show)),
        page("/desk/digest.pdf", get(digest::pdf)),
        command("/desk/digest", post(digest::set)),
        page("/desk/hand-over", get(hand_over::show)),
        command("/desk/hand-over", post(hand_over::give)),
        page("/desk/live", get(live::live)),
        page("/desk/tray", get(tray::show)),
        command("/desk/tray", post(tray::many)),
        command("/desk/tray/undo", post(tray::undo)),
        page("/desk/assignments/{id}/forward", get(assign::forward)),
        command("/desk/assignments/{id}/forward", post(assign::do_forward)),
        page("/desk/assignments/{id}/opinion", get(assign::opinion)),
        command("/desk/assignments/{id}/opinion", post(assign::do_opinion)),
        page("/desk/assignments/{id}/return", get(act::give_back)),
        command("/desk/assignments/{id}/return", post(act::do_give_back)),
        page("/desk/assignments/{id}/complete", get(act::complete)),
        command("/desk/assignments/{id}/complete", post(act::do_complete)),
        command("/desk/assignments/{id}/accept", post(act::accept)),
        command("/desk/assignments/{id}/acknowledge", post(act::acknowledge)),
        command("/desk/assignments/{id}/withdraw", post(act::withdraw)),
        command("/desk/assignments/{id}/reopen", post(act::reopen)),
    ]
}
