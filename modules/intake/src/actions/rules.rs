//! Rules by which mails are registered without a person.

use super::{Result, office, read::whole, register as decided};
use crate::{IntakeError, NewRule, Rule, Source, State, events, store};
use db::{Cx, Event};
use kernel::{Permission, ProposalId, RuleId};
use register::{Fields, Kind, RegisterError};

/// How long a condition is at most: letters.
const LONG: usize = 200;
/// So many mails are registered by one rule in a day: two programs that answer each other stop then, and so does whoever
/// writes in the names of many people of a domain.
const DAILY: i64 = 50;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The rules that stand, oldest first.
///
/// # Errors
/// When forbidden.
pub async fn rules(cx: &mut Cx) -> Result<Vec<Rule>> {
    cx.require(Permission::RegisterWrite)?;
    let today = cx.now.day();
    let mut rules = store::rules(&mut cx.tx, today).await?;
    let open = register::folders(cx).await?;
    for rule in &mut rules {
        rule.folder_open = open.iter().any(|folder| rule.folder.as_ref() == Some(&folder.code));
    }
    Ok(rules)
}

/// Adds a rule: the mails of a sender are registered without a person from now on.
///
/// # Errors
/// When forbidden; [`IntakeError::Invalid`] without a sender, or when folder or unit are not there.
pub async fn add_rule(cx: &mut Cx, new: NewRule) -> Result<RuleId> {
    office(cx)?;
    let tidy = |text: &str| text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let new = NewRule { sender: tidy(&new.sender).to_lowercase(), words: tidy(&new.words), ..new };
    let Some((local, domain)) = new.sender.rsplit_once('@') else {
        return Err(IntakeError::Invalid("sender", "intake-problem-sender"));
    };
    let clean = |text: &str| !text.contains([' ', '@', '<', '>', ',', ';']);
    if !domain.contains('.') || domain.starts_with('.') || !clean(domain) || !clean(local) || new.sender.len() > LONG {
        return Err(IntakeError::Invalid("sender", "intake-problem-sender"));
    }
    let folded_away = !new.words.is_empty() && !new.words.chars().any(char::is_alphanumeric);
    if new.words.chars().count() > LONG || folded_away {
        return Err(IntakeError::Invalid("words", "intake-problem-words"));
    }
    let open = register::folders(cx).await?;
    if !new.folder.is_empty() && open.iter().all(|folder| folder.code != new.folder) {
        return Err(IntakeError::Invalid("folder", "register-problem-folder"));
    }
    if let Some(unit) = new.unit {
        let today = cx.now.day();
        let name = identity::unit_name(cx, unit, today).await?;
        name.ok_or(IntakeError::Invalid("unit", "register-problem-unit"))?;
    }
    let (id, by) = (RuleId::new(), cx.actor.name().to_owned());
    let kind = new.kind.unwrap_or(Kind::Letter);
    store::insert_rule(&mut cx.tx, id, &new, kind, (cx.now, by)).await?;
    let data = serde_json::json!({ "words": new.words, "kind": kind, "folder": new.folder });
    let event = Event { kind: events::RULE_ADDED, subject_kind: events::RULE, subject: id.0, label: &new.sender, data };
    cx.record(event).await?;
    Ok(id)
}

/// Ends a rule.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`].
pub async fn end_rule(cx: &mut Cx, id: RuleId) -> Result<()> {
    office(cx)?;
    let rule = rules(cx).await?.into_iter().find(|rule| rule.id == id).ok_or(IntakeError::NotFound)?;
    if !store::end_rule(&mut cx.tx, id, cx.now).await? {
        return Err(IntakeError::NotFound);
    }
    let (kind, label, data) = (events::RULE_ENDED, rule.sender.as_str(), serde_json::json!({}));
    Ok(cx.record(Event { kind, subject_kind: events::RULE, subject: id.0, label, data }).await?)
}

/// Registers a mail that has just come, where a rule says so; whether it did. What a program wrote, what was not taken
/// whole, and what the register does not take as it is wait for a person. `ours` says that the mail answers one of ours.
///
/// # Errors
/// When forbidden; what the register or the database refuses.
pub async fn by_rules(cx: &mut Cx, id: ProposalId, ours: bool) -> Result<bool> {
    office(cx)?;
    let found = whole(cx, id).await?;
    let line = &found.proposal.line;
    let whole = found.parts.iter().all(|part| part.trouble.is_none()) && line.trouble.is_none();
    if line.source != Source::Email || line.state != State::Waiting || line.automatic || ours || !whole {
        return Ok(false);
    }
    let rules = rules(cx).await?;
    let fitting = rules.iter().filter(|rule| rule.fits(&line.from_address, &line.subject));
    let Some(rule) = fitting.max_by_key(|rule| (rule.weight(), rule.id)) else { return Ok(false) };
    let since = cx.now.plus_seconds(-DAY_SECONDS);
    if store::registered_since(&mut cx.tx, rule.id, since).await? >= DAILY {
        return Ok(false);
    }
    let (fields, _) = super::proposed(cx, &found.proposal).await?;
    // A unit that was closed meanwhile, or a folder, must not keep the mail from its number.
    let unit = rule.unit.filter(|_| rule.unit_name.is_some());
    let folder = rule.folder.clone().filter(|_| rule.folder_open);
    let fields = Fields { kind: rule.kind, folder, competent_unit: unit, ..fields };
    let hashes: Vec<_> = found.files().map(|file| file.sha256).collect();
    if !register::problems(cx, fields.clone()).await?.is_empty()
        || !register::doubles(cx, &fields, &hashes).await?.is_empty()
    {
        return Ok(false);
    }
    match decided(cx, (id, line.version), fields, Vec::new()).await {
        Ok(_) => {
            store::set_rule(&mut cx.tx, id, rule.id).await?;
            Ok(true)
        }
        Err(IntakeError::Register(RegisterError::Invalid(_))) => Ok(false),
        Err(error) => Err(error),
    }
}
