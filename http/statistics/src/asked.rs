//! What the address asks for: when, and which units.

use axum::http::StatusCode;
use http_shell::{Ask, Error};
use kernel::{Day, Permission, UnitId};
use serde::{Deserialize, Serialize};
use statistics::{Asked, Counted, NOBODY, Period, Scope, first_of_month, months_later};
use std::collections::BTreeMap;

/// How many months are shown where nothing is asked.
const MONTHS: i64 = 3;

/// What the address asks for. A period that is none is a mistake; a unit that is none shows all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub unit: String,
    /// `1` to leave out the units under it.
    pub alone: String,
    pub from: String,
    pub to: String,
}

/// A unit to choose.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    value: String,
    label: String,
}

/// A period to choose.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shortcut {
    label: String,
    query: String,
    current: bool,
}

/// What all pages of figures show around them.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    pub asked: Typed,
    pub problems: BTreeMap<&'static str, String>,
    pub units: Vec<Choice>,
    pub shortcuts: Vec<Shortcut>,
    /// The address of the same question, without the question mark.
    pub query: String,
    /// The period in words.
    pub when: String,
    pub counted: Counted,
    /// Whether the reader sees every unit.
    pub sees_all: bool,
    /// Whether the reader sees no unit at all.
    pub nothing: bool,
    /// Whether lists of papers are shown to the reader.
    pub may_read: bool,
    pub may_change: bool,
    pub may_audit: bool,
}

impl Frame {
    pub(crate) fn status(&self) -> StatusCode {
        if self.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

impl Typed {
    /// The address of this question for a period.
    fn at(&self, period: Period) -> String {
        let own = Self { from: period.from.to_string(), to: period.to.to_string(), ..self.clone() };
        serde_urlencoded::to_string(own).unwrap_or_default()
    }

    fn period(&self, today: Day) -> Result<Period, &'static str> {
        let usual = Period::months_from(months_later(today, 1 - MONTHS), MONTHS);
        let day = |text: &str, usual| match text.trim() {
            "" => Ok(usual),
            text => text.parse::<Day>().or_else(|_| Day::typed(text, today)).map_err(drop),
        };
        let from = day(&self.from, usual.from).map_err(|()| "from")?;
        let to = day(&self.to, usual.to.max(from)).map_err(|()| "to")?;
        Period::new(from, to).ok_or("to")
    }

    /// The unit that is asked for.
    pub(crate) fn unit(&self) -> Option<UnitId> {
        self.unit.parse().ok().filter(|unit| *unit != NOBODY)
    }

    /// The question, and the frame of its answer. Of a period that is none the usual one is shown, with what is wrong.
    pub(crate) fn read(mut self, ask: &Ask, scope: &Scope, counted: Counted) -> (Asked, Frame) {
        let today = ask.app.clock.now().day();
        let mut problems = BTreeMap::new();
        let period = self.period(today).unwrap_or_else(|field| {
            problems.insert(field, ask.text("statistics-problem-period", &[]));
            Period::months_from(months_later(today, 1 - MONTHS), MONTHS)
        });
        if problems.is_empty() {
            (self.from, self.to) = (period.from.to_string(), period.to.to_string());
        }
        let asked = Asked { period, unit: self.unit(), below: self.alone.is_empty() };
        let frame = Frame {
            shortcuts: self.shortcuts(ask, today, period),
            query: self.at(period),
            when: ask.text("statistics-when", &[("from", period.from.greek()), ("to", period.to.greek())]),
            units: scope.units.iter().map(|n| Choice { value: n.unit.id.to_string(), label: n.label() }).collect(),
            sees_all: scope.all,
            nothing: !scope.all && scope.units.is_empty(),
            may_read: ask.actor.may(Permission::RegisterRead),
            may_change: ask.actor.may(Permission::OrganisationWrite),
            may_audit: ask.actor.may(Permission::AuditRead),
            counted,
            problems,
            asked: self,
        };
        (asked, frame)
    }

    fn shortcuts(&self, ask: &Ask, today: Day, shown: Period) -> Vec<Shortcut> {
        let month = first_of_month(today);
        let in_year = i64::from(month.0.month()) - 1;
        let quarter = months_later(month, -(in_year % 3));
        let year = months_later(month, -in_year);
        let periods = [
            ("statistics-this-month", Period::months_from(month, 1)),
            ("statistics-last-month", Period::months_from(months_later(month, -1), 1)),
            ("statistics-this-quarter", Period::months_from(quarter, 3)),
            ("statistics-last-quarter", Period::months_from(months_later(quarter, -3), 3)),
            ("statistics-this-year", Period::months_from(year, 12)),
            ("statistics-last-year", Period::months_from(months_later(year, -12), 12)),
        ];
        let shortcut = |(key, period): (&str, Period)| Shortcut {
            label: ask.text(key, &[]),
            query: self.at(period),
            current: period == shown,
        };
        periods.into_iter().map(shortcut).collect()
    }
}

/// Reads what is asked for within what the reader may see.
pub(crate) async fn frame(ask: &Ask, typed: Typed) -> Result<(Asked, Frame), Error> {
    let mut cx = ask.read().await?;
    let scope = statistics::scope(&mut cx).await?;
    let counted = statistics::counted(&mut cx).await?;
    Ok(typed.read(ask, &scope, counted))
}
