//! What is saved, by which reckoning.

use crate::{
    asked::{Frame, Typed, frame},
    bars::{Bars, draw},
    span::{euro, number, span},
    volumes::label,
};
use axum::{extract::Query, response::Redirect};
use http_shell::{Ask, Reply};
use kernel::Day;
use serde::{Deserialize, Serialize};
use statistics::{Cost, CostKey, Saving};
use std::collections::BTreeMap;

/// What was saved, as people say it.
#[derive(Serialize)]
pub(crate) struct Line {
    /// The month, or the unit.
    pub name: Option<String>,
    #[serde(flatten)]
    pub saving: Saving,
    pub walking: String,
    pub paper: String,
    pub post: String,
    pub work: String,
    pub all: String,
}

/// A cost, as it is typed.
#[derive(Serialize)]
struct CostView {
    #[serde(flatten)]
    cost: Cost,
    /// Its value, as people write it.
    words: String,
    /// Whether a later value took its place.
    past: bool,
}

#[derive(Serialize)]
struct SavingsPage {
    frame: Frame,
    total: Line,
    bars: Bars,
    by_month: Vec<Line>,
    by_unit: Vec<Line>,
    costs: Vec<CostView>,
    /// The value of each cost today, in words.
    prices: BTreeMap<String, String>,
    keys: &'static [CostKey],
    typed: NewCost,
    done: Option<String>,
}

/// What the administrator types of a cost.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct NewCost {
    pub csrf: String,
    pub key: String,
    pub value: String,
    pub effective_from: String,
    pub source: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: Option<String>,
}

/// Whether a cost is money; otherwise it is a number of sheets, minutes or papers.
pub(crate) fn is_money(key: CostKey) -> bool {
    !matches!(key, CostKey::SheetsPerFile | CostKey::WalkMinutes | CostKey::PapersPerWalk)
}

fn words(ask: &Ask, key: CostKey, value: i64) -> String {
    if is_money(key) { euro(ask, value) } else { number(ask, value) }
}

pub(crate) fn line(ask: &Ask, name: Option<String>, saving: Saving, day: i64) -> Line {
    Line {
        name,
        walking: span(ask, saving.minutes, day),
        paper: euro(ask, saving.paper_cents),
        post: euro(ask, saving.post_cents),
        work: euro(ask, saving.work_cents),
        all: euro(ask, saving.cents()),
        saving,
    }
}

pub(crate) async fn show(ask: Ask, Query(typed): Query<Typed>, Query(done): Query<Done>) -> Reply {
    page(&ask, typed, NewCost::default(), BTreeMap::new(), done.done).await
}

/// The page; with what is wrong of what was typed.
pub(crate) async fn page(
    ask: &Ask,
    typed: Typed,
    new: NewCost,
    problems: BTreeMap<&'static str, String>,
    done: Option<String>,
) -> Reply {
    let (asked, mut frame) = frame(ask, typed).await?;
    frame.problems.extend(problems);
    let mut cx = ask.read().await?;
    let savings = statistics::savings(&mut cx, &asked).await?;
    let costs = statistics::costs(&mut cx).await?;
    let today = cx.now.day();
    drop(cx);
    let day = frame.counted.day;
    let drawn: Vec<_> = savings
        .by_month
        .iter()
        .map(|(month, s)| (label(*month, true), vec![s.work_cents, s.post_cents, s.paper_cents]))
        .collect();
    let prices = statistics::Prices::of(&costs, today);
    let status = frame.status();
    let page = SavingsPage {
        total: line(ask, None, savings.total, day),
        bars: draw(&drawn, |cents| format!("{} €", number(ask, cents / 100))),
        by_month: savings.by_month.into_iter().map(|(m, s)| line(ask, Some(label(m, true)), s, day)).collect(),
        by_unit: savings.by_unit.into_iter().map(|row| line(ask, row.name, row.figures, day)).collect(),
        prices: CostKey::ALL.iter().map(|key| (key.to_string(), words(ask, *key, prices.get(*key)))).collect(),
        costs: views(ask, costs, today),
        keys: CostKey::ALL,
        typed: NewCost { csrf: String::new(), ..new },
        done,
        frame,
    };
    let mut page = ask.page("statistics/savings.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

fn views(ask: &Ask, costs: Vec<Cost>, today: Day) -> Vec<CostView> {
    let in_force = |cost: &Cost, all: &[Cost]| {
        all.iter().any(|o| o.key == cost.key && o.effective_from > cost.effective_from && o.effective_from <= today)
    };
    let past: Vec<bool> = costs.iter().map(|cost| in_force(cost, &costs)).collect();
    let view = |(cost, past): (Cost, bool)| CostView { words: words(ask, cost.key, cost.value), past, cost };
    costs.into_iter().zip(past).map(view).collect()
}

/// What was typed as a value: euros with a comma or a point, or a whole number. None when it is neither.
pub(crate) fn value(key: CostKey, typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('€').trim().replace(',', ".");
    if !is_money(key) {
        return typed.parse().ok();
    }
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if part.len() > 2 || whole.is_empty() || !digits(part) || !digits(whole) {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// What the address of the page says behind a command.
pub(crate) fn back(done: &str) -> Redirect {
    Redirect::to(&format!("/desk/statistics/savings?done={done}#costs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_type_them() {
        let money = |typed| value(CostKey::Postage, typed);
        assert_eq!([money("1,20"), money("1.2 €"), money("3")], [Some(120), Some(120), Some(300)]);
        assert_eq!([money("1,234"), money("-1"), money("ένα"), money("")], [None; 4]);
        assert_eq!([value(CostKey::WalkMinutes, "10"), value(CostKey::WalkMinutes, "1,5")], [Some(10), None]);
    }
}
