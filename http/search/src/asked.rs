//! What the address of a search asks for.

use fulltext::{Facet, Order};
use kernel::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::IntoParams;

/// What the address asks for, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words in any form, `"phrases"`, `-excluded`, `begin*`, `θέμα:word`, codes.
    pub q: String,
    /// One year.
    pub year: String,
    /// The key of the competent unit.
    pub unit: String,
    /// A kind of document.
    pub kind: String,
    /// `incoming`, `outgoing` or `internal`.
    pub direction: String,
    /// The code of a folder.
    pub folder: String,
    /// `unassigned`, `in_hand`, `done`, `active` or `cancelled`.
    pub state: String,
    /// From this day on.
    pub from: String,
    /// Up to and with this day.
    pub to: String,
    /// `newest` or `oldest`; otherwise the best first.
    pub order: String,
    /// The how-manieth page, from 1.
    pub page: String,
    /// An entry, `123/2026`: what is like it.
    pub like: String,
}

/// What can be narrowed, in the order of the page.
pub(crate) const NARROWED: [&str; 6] = ["year", "unit", "kind", "direction", "folder", "state"];

impl Asked {
    /// Whether it asks for anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs().iter().all(|(name, _)| matches!(*name, "order" | "page"))
    }

    /// The fields that hold something.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("q", &self.q),
            ("year", &self.year),
            ("unit", &self.unit),
            ("kind", &self.kind),
            ("direction", &self.direction),
            ("folder", &self.folder),
            ("state", &self.state),
            ("from", &self.from),
            ("to", &self.to),
            ("order", &self.order),
            ("page", &self.page),
            ("like", &self.like),
        ];
        all.into_iter().map(|(name, value)| (name, value.trim().to_owned())).filter(|(_, v)| !v.is_empty()).collect()
    }

    /// The address of the same search with some fields set anew; an empty one is left out, and so is the page.
    pub(crate) fn with(&self, changes: &[(&'static str, &str)]) -> String {
        let mut pairs: BTreeMap<&str, String> = self.pairs().into_iter().filter(|(name, _)| *name != "page").collect();
        for (name, value) in changes {
            pairs.insert(name, (*value).to_owned());
        }
        pairs.retain(|_, value| !value.is_empty());
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// From 0.
    pub(crate) fn at(&self) -> usize {
        self.page.trim().parse::<usize>().unwrap_or(1).clamp(1, search::PAGES) - 1
    }

    /// As the module takes it, with days as people write them; none where a field cannot be read.
    #[must_use]
    pub fn read(&self, today: Day) -> Option<search::Asked> {
        let day = |text: &str| match text.trim() {
            "" => Some(None),
            text => text.parse().ok().or_else(|| Day::typed(text, today).ok()).map(Some),
        };
        let year = match self.year.trim() {
            "" => None,
            text => Some(text.parse().ok().filter(|year| (1000..=9999).contains(year))?),
        };
        let labels = [
            (Facet::Unit, &self.unit),
            (Facet::Kind, &self.kind),
            (Facet::Direction, &self.direction),
            (Facet::Folder, &self.folder),
            (Facet::State, &self.state),
        ];
        let labels = labels.into_iter().map(|(facet, label)| (facet, label.trim().to_owned()));
        Some(search::Asked {
            q: self.q.trim().to_owned(),
            year,
            labels: labels.filter(|(_, label)| !label.is_empty()).collect(),
            from: day(&self.from)?,
            to: day(&self.to)?,
            order: match self.order.as_str() {
                "newest" => Order::Newest,
                "oldest" => Order::Oldest,
                _ => Order::Best,
            },
            page: self.at(),
        })
    }

    /// What an address asks for, as it was kept; none where it cannot be read: it asked for something else than everything.
    #[must_use]
    pub fn kept(query: &str, today: Day) -> Option<search::Asked> {
        serde_urlencoded::from_str::<Self>(query).ok()?.read(today)
    }

    /// The entry that it asks for the like of.
    pub(crate) fn like(&self) -> Option<(i64, i64)> {
        let (number, year) = self.like.trim().split_once('/')?;
        Some((year.parse().ok()?, number.parse().ok()?))
    }
}
