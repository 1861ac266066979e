//! Searches that people keep.

use super::Result;
use crate::{Saved, SearchError, WithFeed, events, store};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Cx, Event, Tx};
use kernel::{Actor, Employee, EmployeeId, Forbidden, Instant, Permission, SearchId, UnitId, random_bytes};

/// How many a person may keep.
const MANY: i64 = 100;
/// How many are shown, with those of the units.
const SHOWN: i64 = 1_000;
/// How many are taken at once by who mails their news.
const BATCH: i64 = 100;
/// The longest name; characters.
const NAME: usize = 100;
/// The longest search; bytes.
const QUERY: usize = 2_000;

/// A search that is to be kept.
#[derive(Debug, Clone, Default)]
pub struct NewSaved {
    /// Its name.
    pub name: String,
    /// What is asked, as it stands in an address.
    pub query: String,
    /// For everybody of a unit in which the actor works.
    pub unit: Option<UnitId>,
    /// Whether it is to have a feed: an address with a secret, for a reader of news.
    pub feed: bool,
    /// Whether its news are mailed to the actor.
    pub mails: bool,
}

fn me(cx: &Cx) -> Result<EmployeeId> {
    let employee = cx.actor.employee().filter(|e| e.scopes.is_none()).map(|e| e.id);
    employee.ok_or_else(|| Forbidden(Permission::RegisterRead).into())
}

/// The units in which the actor works.
async fn my_units(cx: &mut Cx) -> Result<Vec<UnitId>> {
    let units = identity::memberships(cx).await?;
    Ok(units.into_iter().filter(|unit| unit.works).map(|unit| unit.unit).collect())
}

/// Keeps a search.
///
/// # Errors
/// When forbidden; [`SearchError::Invalid`] without a name, for a unit in which the actor does not work, or when they keep
/// very many.
pub async fn save(cx: &mut Cx, new: NewSaved) -> Result<WithFeed> {
    cx.require(Permission::RegisterRead)?;
    let me = me(cx)?;
    let name = new.name.trim().replace('\0', "");
    if name.is_empty() || name.chars().count() > NAME {
        return Err(SearchError::Invalid("name", "search-problem-name"));
    }
    if new.query.len() > QUERY || new.query.contains('\0') {
        return Err(SearchError::Invalid("name", "search-problem-long"));
    }
    if let Some(unit) = new.unit
        && !my_units(cx).await?.contains(&unit)
    {
        return Err(SearchError::Invalid("unit", "search-problem-unit"));
    }
    if store::count_of(&mut cx.tx, me).await? >= MANY {
        return Err(SearchError::Invalid("name", "search-problem-many"));
    }
    let feed = if new.feed { Some(URL_SAFE_NO_PAD.encode(random_bytes::<32>()?)) } else { None };
    let id = SearchId::new();
    let hash = feed.as_deref().map(hash);
    store::insert(&mut cx.tx, (id, me, new.unit), (name.clone(), new.query), (hash, new.mails), cx.now).await?;
    let data = serde_json::json!({ "feed": new.feed, "mails": new.mails, "unit": new.unit });
    cx.record(Event { kind: events::SAVED, subject_kind: events::SEARCH, subject: id.0, label: &name, data }).await?;
    Ok(WithFeed { id, feed })
}

fn hash(feed: &str) -> Vec<u8> {
    digest(&SHA256, feed.as_bytes()).as_ref().to_vec()
}

/// The searches that the actor keeps, and those of the units in which they work.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn saved(cx: &mut Cx) -> Result<Vec<Saved>> {
    cx.require(Permission::RegisterRead)?;
    let Ok(me) = me(cx) else { return Ok(Vec::new()) };
    let units = my_units(cx).await?;
    Ok(store::of(&mut cx.tx, me, &units, SHOWN).await?)
}

/// Keeps a search no longer; its feed ends.
///
/// # Errors
/// [`SearchError::NotFound`], of one of somebody else too.
pub async fn remove_saved(cx: &mut Cx, id: SearchId) -> Result<()> {
    cx.require(Permission::RegisterRead)?;
    let me = me(cx)?;
    let one = store::by_id(&mut cx.tx, id).await?.filter(|one| one.owner == me).ok_or(SearchError::NotFound)?;
    store::remove(&mut cx.tx, id, cx.now).await?;
    let (kind, data) = (events::REMOVED, serde_json::json!({}));
    let event = Event { kind, subject_kind: events::SEARCH, subject: id.0, label: &one.name, data };
    Ok(cx.record(event).await?)
}

/// The search whose feed has this secret, and who reads it: its owner, as a program that reads the register and nothing
/// that is restricted.
///
/// # Errors
/// [`SearchError::NotFound`], also when the owner has no account any more.
pub async fn feed(tx: &mut Tx, secret: &str, now: Instant) -> Result<(Saved, Employee)> {
    let one = store::by_feed(tx, hash(secret)).await?.ok_or(SearchError::NotFound)?;
    let reader = owner(tx, &one, now).await?.ok_or(SearchError::NotFound)?;
    Ok((one, reader))
}

/// The owner of a search, as a program that reads the register; none where they may not any more.
///
/// # Errors
/// What the database refuses.
pub async fn owner(tx: &mut Tx, one: &Saved, now: Instant) -> Result<Option<Employee>> {
    let reader = identity::reader(tx, one.owner, now).await?;
    Ok(reader.filter(|reader| Actor::Employee(reader.clone()).may(Permission::RegisterRead)))
}

/// A search that is kept; none when it is kept no longer.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn kept(cx: &mut Cx, id: SearchId) -> Result<Option<Saved>> {
    cx.require(Permission::SystemRead)?;
    Ok(store::by_id(&mut cx.tx, id).await?)
}

/// The searches whose news are mailed, behind one of them.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn mailing(cx: &mut Cx, after: Option<SearchId>) -> Result<Vec<Saved>> {
    cx.require(Permission::SystemRead)?;
    Ok(store::mailing(&mut cx.tx, after, BATCH).await?)
}
