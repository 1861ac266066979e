//! A kept search as Atom (RFC 4287), for a reader of news.

use crate::asked::Asked;
use axum::{extract::Path, http::header, response::IntoResponse};
use db::Cx;
use fulltext::Order;
use http_shell::{Ask, Error, Reply};
use kernel::Actor;
use quick_xml::escape::escape;
use search::Results;
use std::{fmt::Write, sync::Arc};

pub(crate) async fn feed(ask: Ask, Path(secret): Path<String>) -> Reply {
    let mut tx = ask.town.db.read().await?;
    let now = ask.app.clock.now();
    let (kept, reader) = search::feed(&mut tx, &secret, now).await?;
    let mut cx = Cx::new(Arc::new(Actor::Employee(reader)), now, ask.address, tx);
    let read = Asked::kept(&kept.query, now.day()).ok_or(Error::NotFound)?;
    let newest = search::Asked { order: Order::Newest, page: 0, ..read };
    let results = search::find(&mut cx, &ask.town.index, &newest).await?;
    drop(cx);
    let (base, name) = (&ask.town.url, &kept.name);
    let body = atom(base, &kept.id.to_string(), (&ask.town.name, name), &kept.query, &results);
    let kind = (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8");
    Ok(([kind, (header::CACHE_CONTROL, "private, no-store")], body).into_response())
}

fn atom(base: &str, id: &str, (town, name): (&str, &str), query: &str, results: &Results) -> String {
    let updated =
        results.hits.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |hit| hit.row.registered_at.utc());
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let title = escape(format!("{name} · {town}")).into_owned();
    let link = escape(format!("{base}/desk/search?{query}")).into_owned();
    // Writing into a text does not fail.
    let _ = writeln!(out, "<id>urn:uuid:{id}</id><title>{title}</title><updated>{updated}</updated>");
    let _ = writeln!(out, "<author><name>{}</name></author><link href=\"{link}\"/>", escape(town));
    for hit in &results.hits {
        let row = &hit.row;
        let (year, number, at) = (row.year, row.number, row.registered_at.utc());
        let url = escape(format!("{base}/desk/register/{year}/{number}")).into_owned();
        let title = escape(format!("{number}/{year} {}", row.subject)).into_owned();
        let from = row.correspondent_name.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "<entry><id>{url}</id><title>{title}</title><updated>{at}</updated><link href=\"{url}\"/><summary>{}</summary></entry>",
            escape(from)
        );
    }
    out.push_str("</feed>\n");
    out
}
