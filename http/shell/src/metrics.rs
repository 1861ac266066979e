//! Figures for Prometheus.

use crate::{App, Error, Reply, proxy::Near};
use axum::{
    extract::State,
    http::{Method, StatusCode, header},
    response::IntoResponse,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use std::time::Duration;

const SECONDS: [f64; 10] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Kind {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Place {
    route: String,
}

/// Figures for Prometheus; not for the world outside: see `Near`.
pub struct Metrics {
    registry: Registry,
    requests: Family<Kind, Counter>,
    seconds: Family<Place, Histogram>,
    memory: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let requests = Family::<Kind, Counter>::default();
        registry.register("asty_http_requests", "Requests answered", requests.clone());
        let seconds = Family::<Place, Histogram>::new_with_constructor(|| Histogram::new(SECONDS));
        let text = "Time to the beginning of the answer";
        registry.register_with_unit("asty_http_answer", text, Unit::Seconds, seconds.clone());
        let memory = Gauge::default();
        registry.register_with_unit("process_resident_memory", "Memory in use", Unit::Bytes, memory.clone());
        registry.register("asty_build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        Self { registry, requests, seconds, memory }
    }
}

/// Anyone may invent methods, and each would become a line.
fn known(method: &Method) -> &'static str {
    let all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    all.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

impl Metrics {
    /// Counts an answer. `route` is the path of the table, not the address that was asked for.
    pub(crate) fn count(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let kind = Kind { method: known(method), route: route.to_owned(), status: status.as_u16() };
        self.requests.get_or_create(&kind).inc();
        self.seconds.get_or_create(&Place { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    fn text(&self) -> Result<String, std::fmt::Error> {
        self.memory.set(resident_memory().unwrap_or_default());
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// The memory of this process in bytes, where the system says it as Linux does.
#[must_use]
pub fn resident_memory() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<i64>().ok()? * 1024)
}

/// Figures for Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operation", responses(
    (status = 200, description = "Figures", body = String, content_type = "application/openmetrics-text"),
    (status = 404, description = "Asked from outside")))]
pub(crate) async fn scrape(State(app): State<App>, Near(near): Near) -> Reply {
    if !near {
        return Err(Error::NotFound);
    }
    let text = app.metrics.text().map_err(|e| Error::Internal(Box::new(e)))?;
    Ok(([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}
