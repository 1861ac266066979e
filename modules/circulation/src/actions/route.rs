//! Rules of the protocol office, and suggestions from what it did before.

use super::{Result, assign, text};
use crate::{
    CirculationError, NewAssignment, Order, Purpose, Recipient, Rule, Suggestion, events,
    routing::{Conditions, Reason, Waiting, habit},
    store,
};
use db::{Cx, Event};
use kernel::{Permission, RuleId, UnitId};
use std::collections::BTreeMap;

/// How many new entries are held against the rules in one transaction.
const BATCH: i64 = 50;
/// How long a condition is at most: letters.
const LONG: usize = 200;

/// The rules that stand, oldest first.
///
/// # Errors
/// When forbidden.
pub async fn rules(cx: &mut Cx) -> Result<Vec<Rule>> {
    cx.require(Permission::RegisterWrite)?;
    let today = cx.now.day();
    Ok(store::rules(&mut cx.tx, today).await?)
}

/// Adds a rule: papers that are so go to a unit. One that is automatic assigns what is registered from now on.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] without a condition, or when the unit is not there.
pub async fn add_rule(
    cx: &mut Cx,
    when: Conditions,
    (unit, purpose, automatic): (UnitId, Purpose, bool),
) -> Result<RuleId> {
    cx.require(Permission::CirculationWrite)?;
    cx.require(Permission::RegisterWrite)?;
    let field = |name, typed: &str| {
        let typed = text(name, typed)?;
        if typed.chars().count() > LONG {
            Err(CirculationError::Invalid(name, "circulation-problem-long"))
        } else {
            Ok(typed)
        }
    };
    let when = Conditions {
        kind: when.kind,
        sender: field("sender", &when.sender)?,
        words: field("words", &when.words)?,
        folder: field("folder", &when.folder)?,
    };
    // What has no letter and no digit fits everything.
    let folded_away = |text: &str| !text.is_empty() && !text.chars().any(char::is_alphanumeric);
    if when == Conditions::default() || folded_away(&when.sender) || folded_away(&when.words) {
        return Err(CirculationError::Invalid("conditions", "circulation-problem-conditions"));
    }
    let today = cx.now.day();
    let unknown = || CirculationError::Invalid("to", "circulation-problem-unknown");
    let name = identity::unit_name(cx, unit, today).await?.ok_or_else(unknown)?;
    let (id, by) = (RuleId::new(), cx.actor.name().to_owned());
    store::insert_rule(&mut cx.tx, id, &when, (unit, purpose, automatic), (cx.now, by)).await?;
    let data = serde_json::json!({
        "kind": when.kind, "sender": when.sender, "words": when.words, "folder": when.folder, "purpose": purpose,
        "automatic": automatic,
    });
    cx.record(Event { kind: events::RULE_ADDED, subject_kind: "routing_rule", subject: id.0, label: &name, data })
        .await?;
    Ok(id)
}

/// Ends a rule.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`].
pub async fn end_rule(cx: &mut Cx, id: RuleId) -> Result<()> {
    let rules = rules(cx).await?;
    let rule = rules.into_iter().find(|rule| rule.id == id).ok_or(CirculationError::NotFound)?;
    if !store::end_rule(&mut cx.tx, id, cx.now).await? {
        return Err(CirculationError::NotFound);
    }
    let label = rule.unit_name.unwrap_or_default();
    let data = serde_json::json!({});
    Ok(cx
        .record(Event { kind: events::RULE_ENDED, subject_kind: "routing_rule", subject: id.0, label: &label, data })
        .await?)
}

/// Which rule is meant for a document: of those that fit, the one that asks for most, and then the newest.
fn meant<'r>(rules: impl Iterator<Item = &'r Rule>, one: &Waiting) -> Option<&'r Rule> {
    rules.filter(|rule| rule.unit_name.is_some() && rule.fits(one)).max_by_key(|rule| (rule.weight(), rule.id))
}

/// Where each document that nobody has should go, from one entry to another, and why: by a rule, or because most of the
/// papers of the same correspondent or folder went there.
///
/// # Errors
/// When forbidden.
pub async fn suggestions(cx: &mut Cx, first: (i64, i64), last: (i64, i64)) -> Result<BTreeMap<(i64, i64), Suggestion>> {
    cx.require(Permission::RegisterWrite)?;
    cx.require(Permission::RegisterConfidential)?;
    let rules = rules(cx).await?;
    let by_sender = store::routed_by_sender(&mut cx.tx, (first, last)).await?;
    let by_folder = store::routed_by_folder(&mut cx.tx, (first, last)).await?;
    let mut all = BTreeMap::new();
    for one in store::waiting(&mut cx.tx, (first, last)).await? {
        let place = (one.year, one.number);
        let rule = meant(rules.iter(), &one).map(|rule| Suggestion { unit: rule.unit, reason: Reason::Rule });
        let sender = || {
            let (unit, times, of) = habit(&by_sender, place)?;
            Some(Suggestion { unit, reason: Reason::Sender { times, of } })
        };
        let folder = || {
            let (unit, times, of) = habit(&by_folder, place)?;
            Some(Suggestion { unit, reason: Reason::Folder { times, of } })
        };
        if let Some(suggestion) = rule.or_else(sender).or_else(folder) {
            all.insert(place, suggestion);
        }
    }
    Ok(all)
}

/// Whether something was registered that no rule has seen.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn to_route(cx: &mut Cx) -> Result<bool> {
    cx.require(Permission::RegisterWrite)?;
    let (cursor, newest) = (store::cursor(&mut cx.tx).await?, store::newest(&mut cx.tx).await?);
    Ok(cursor.is_none() || newest > cursor)
}

/// Holds new entries against the rules that assign by themselves, each entry once; gives how many were looked at. What
/// was registered before the first time stays as it is.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn route(cx: &mut Cx) -> Result<usize> {
    cx.require(Permission::RegisterWrite)?;
    proof::hold(cx).await?;
    let Some(cursor) = store::cursor(&mut cx.tx).await? else {
        let newest = store::newest(&mut cx.tx).await?.unwrap_or_default();
        store::set_cursor(&mut cx.tx, newest).await?;
        return Ok(0);
    };
    let entries = store::behind(&mut cx.tx, cursor, BATCH).await?;
    let Some(last) = entries.last().map(|one| (one.year, one.number)) else { return Ok(0) };
    let rules = rules(cx).await?;
    // To whom what is restricted is opened, a person says.
    for one in entries.iter().filter(|one| one.waits && !one.confidentiality.is_restricted()) {
        let Some(rule) = meant(rules.iter().filter(|rule| rule.automatic), one) else { continue };
        let to = Recipient { unit: rule.unit, employee: None };
        let order = Order { to: vec![NewAssignment { to, purpose: rule.purpose }], ..Order::default() };
        assign(cx, (one.year, one.number), order).await?;
    }
    store::set_cursor(&mut cx.tx, last).await?;
    Ok(entries.len())
}
