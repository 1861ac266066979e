//! The table of the register's routes.

use crate::{api, book, directory, entry, export, folders, form, legacy, lists, receipt, refile, scan, stamped};
use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

macro_rules! templates {
    ($($name:literal),+) => {
        &[$(Template {
            name: concat!("register/", $name),
            source: include_str!(concat!("../templates/", $name)),
        }),+]
    };
}

/// The templates.
pub const TEMPLATES: &[Template] = templates![
    "home.html",
    "new.html",
    "entry.html",
    "cancel.html",
    "list.html",
    "completeness.html",
    "folders.html",
    "book.html",
    "legacy.html",
    "legacy-map.html",
    "legacy-book.html",
    "directory.html",
    "correspondent.html",
    "correspondent-edit.html",
    "correspondent-merge.html",
    "scans.html",
    "attach.html"
];

fn read(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::GET, path, access: Access::Needs(Permission::RegisterRead), handler }
}

/// What only those see who register.
fn clerk(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::GET, path, access: Access::Needs(Permission::RegisterWrite), handler }
}

fn command(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::POST, path, access: Access::Needs(Permission::RegisterWrite), handler }
}

/// Files are streamed and limited one by one.
fn upload(path: &'static str, handler: MethodRouter<App>) -> Route {
    command(path, handler.layer(DefaultBodyLimit::disable()))
}

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut all = pages();
    all.extend(programs());
    all
}

fn pages() -> Vec<Route> {
    vec![
        read("/desk", get(lists::home)),
        read("/desk/register", get(lists::list)),
        command("/desk/register/to-folder", post(refile::file)),
        command("/desk/register/to-folder/undo", post(refile::undo)),
        read("/desk/completeness", get(lists::completeness)),
        clerk("/desk/register/new", get(form::new)),
        upload("/desk/register/new", post(form::create)),
        read("/desk/register/{year}/{number}", get(entry::show)),
        read("/desk/register/{year}/{number}/proof", get(entry::proof)),
        read("/desk/register/{year}/{number}/receipt", get(receipt::receipt)),
        read("/desk/register/{year}/{number}/files/{id}", get(entry::file)),
        clerk("/desk/register/{year}/{number}/correct", get(form::correct)),
        command("/desk/register/{year}/{number}/correct", post(form::do_correct)),
        clerk("/desk/register/{year}/{number}/cancel", get(entry::cancel)),
        command("/desk/register/{year}/{number}/cancel", post(entry::do_cancel)),
        clerk("/desk/register/{year}/{number}/label", get(scan::label)),
        clerk("/desk/register/{year}/{number}/attach", get(scan::attach)),
        upload("/desk/register/{year}/{number}/attach", post(scan::do_attach)),
        clerk("/desk/scans", get(scan::list)),
        read("/desk/register/export", get(export::export)),
        read("/desk/book", get(book::page)),
        read("/desk/book/pdf", get(book::pdf)),
        read("/desk/closing", get(book::closing)),
        read("/desk/legacy", get(legacy::imports)),
        upload("/desk/legacy", post(legacy::upload)),
        clerk("/desk/legacy/map", get(legacy::map)),
        command("/desk/legacy/map", post(legacy::run)),
        read("/desk/legacy/{id}", get(legacy::book)),
        command("/desk/register/{year}/{number}/files/{id}/stamped", post(stamped::stamp)),
        clerk("/desk/directory", get(directory::list)),
        clerk("/desk/directory/{id}", get(directory::show)),
        clerk("/desk/directory/{id}/edit", get(directory::edit)),
        command("/desk/directory/{id}/edit", post(directory::do_edit)),
        clerk("/desk/directory/{id}/merge", get(directory::ask_merge)),
        command("/desk/directory/{id}/merge", post(directory::merge)),
        read("/desk/folders", get(folders::show)),
        command("/desk/folders", post(folders::change)),
        clerk("/desk/correspondents", get(lists::correspondents)),
    ]
}

fn programs() -> Vec<Route> {
    vec![
        upload("/api/v1/register/entries", post(api::create)),
        read("/api/v1/register/entries", get(api::list)),
        read("/api/v1/register/entries/{year}/{number}", get(api::show)),
        command("/api/v1/register/entries/{year}/{number}/correct", post(api::correct)),
        command("/api/v1/register/entries/{year}/{number}/cancel", post(api::cancel)),
        read("/api/v1/register/entries/{year}/{number}/proof", get(entry::proof)),
        read("/api/v1/register/entries/{year}/{number}/receipt", get(receipt::receipt)),
        read("/api/v1/register/entries/{year}/{number}/files/{id}", get(entry::file)),
        command("/api/v1/register/entries/{year}/{number}/files/{id}/stamped", post(stamped::create)),
    ]
}
