//! What an action gets: who asks, when, and one unit of work.

use crate::{Access, Result, Tx, args};
use kernel::{Actor, Bearer, EventId, Forbidden, Instant, Permission, Stopwatch};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    net::IpAddr,
    sync::Arc,
};
use uuid::Uuid;

/// What an action gets. Actions never commit; pages, jobs and commands do.
pub struct Cx {
    /// Who asks.
    pub actor: Arc<Actor>,
    /// When, by the clock that the program was started with.
    pub now: Instant,
    /// From where, when it came by the network.
    pub address: Option<IpAddr>,
    /// The unit of work.
    pub tx: Tx,
    /// Runs since `now`.
    pub since: Stopwatch,
    /// What was asked before in this reading: one of each type.
    known: HashMap<TypeId, Box<dyn Any + Send>>,
}

/// Something that happened, for the audit trail.
#[derive(Debug)]
pub struct Event<'a> {
    /// What: `register.registered`, `identity.signed-in`, …
    pub kind: &'static str,
    /// The kind of record: `entry`, `account`, …
    pub subject_kind: &'static str,
    /// The record.
    pub subject: Uuid,
    /// How people call the record: `12345/2026`, a user name.
    pub label: &'a str,
    /// What changed, never a secret.
    pub data: serde_json::Value,
}

impl Cx {
    /// A context for `actor` at `now`.
    #[must_use]
    pub fn new(actor: Arc<Actor>, now: Instant, address: Option<IpAddr>, tx: Tx) -> Self {
        Self { actor, now, address, tx, since: Stopwatch::start(), known: HashMap::new() }
    }

    /// Fails unless the actor may do `permission`. The first line of every action.
    ///
    /// # Errors
    /// [`Forbidden`].
    pub fn require(&self, permission: Permission) -> std::result::Result<(), Forbidden> {
        self.actor.require(permission)
    }

    /// What [`Self::keep`] was given in this reading; nothing where the unit of work writes, since it may have changed.
    #[must_use]
    pub fn kept<T: Any + Send>(&self) -> Option<&T> {
        let known = self.known.get(&TypeId::of::<T>()).filter(|_| self.tx.access() == Access::Read);
        known.and_then(|known| known.downcast_ref())
    }

    /// Keeps what several actions of one reading ask for: whom it is about belongs into `T`.
    pub fn keep<T: Any + Send>(&mut self, known: T) {
        self.known.insert(TypeId::of::<T>(), Box::new(known));
    }

    /// Appends to the audit trail, in this transaction.
    ///
    /// # Errors
    /// What the engine refuses.
    pub async fn record(&mut self, event: Event<'_>) -> Result<()> {
        let args = args![
            self.tx,
            EventId::new(),
            self.now,
            self.actor.employee().map(|e| e.id),
            self.actor.name().to_owned(),
            self.address.map(|a| a.to_string()),
            self.actor.via(),
            self.actor.employee().and_then(|e| e.bearer).map(Bearer::id),
            event.kind,
            event.subject_kind,
            event.subject,
            event.label.replace('\0', ""),
            event.data.to_string(),
        ];
        let sql = crate::sql!(
            "insert into event
               (id, at, actor, actor_name, address, via, session, kind, subject_kind, subject, label, data)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        );
        self.tx.exec(sql, args).await.map(drop)
    }

    /// Makes the work lasting.
    ///
    /// # Errors
    /// When the engine could not write it.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }
}
