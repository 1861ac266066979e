//! Counts of trays that change by themselves: server-sent events (HTML Living Standard, 9.2).

use axum::{
    Extension,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use circulation::Counts;
use futures_util::stream;
use http_shell::{Ask, Ear, Error, Of, Reply, Stopping};
use kernel::{Permission, UnitId};
use serde::Serialize;
use std::{collections::BTreeMap, convert::Infallible, time::Duration};
use tokio::time::{Instant, sleep_until};

/// After so long the browser asks anew: a session that was ended hears no more by then.
const LONGEST: Duration = Duration::from_secs(300);

/// How much the trays of a person hold.
#[derive(Serialize)]
struct Live {
    /// Their own, and with their units those that they lead: what is to be accepted or read.
    waits: i64,
    mine: Counts,
    units: BTreeMap<UnitId, Counts>,
    /// What came in and waits to be registered, for those who register.
    intake: Option<i64>,
}

/// One browser that listens.
struct Listener {
    ask: Ask,
    led: Vec<UnitId>,
    ear: Ear,
    /// None where the server cannot tell when it stops: then the counts are told once.
    stopping: Option<Stopping>,
    end: Instant,
    begun: bool,
}

pub(crate) async fn live(ask: Ask, stopping: Option<Extension<Stopping>>) -> Reply {
    let units = identity::memberships(&mut ask.read().await?).await?;
    let mut of: Vec<Of> = units.iter().map(|unit| Of::Unit(unit.unit)).collect();
    of.extend(ask.actor.employee().map(|me| Of::Employee(me.id)));
    of.extend(ask.actor.may(Permission::RegisterWrite).then_some(Of::Office));
    let listener = Listener {
        // Heard from now on, before the first counts are read: nothing is missed between.
        ear: ask.town.news.listen(of),
        led: units.iter().filter(|unit| unit.leads).map(|unit| unit.unit).collect(),
        stopping: stopping.map(|Extension(stopping)| stopping),
        end: Instant::now() + LONGEST,
        begun: false,
        ask,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

impl Listener {
    /// The next counts, when something of them has moved; none at the end.
    async fn next(&mut self) -> Option<Event> {
        if self.begun {
            self.wait().await?;
        }
        self.begun = true;
        match self.counts().await {
            Ok(counts) => Event::default().json_data(counts).ok(),
            Err(error) => {
                tracing::warn!(%error, "the counts of a tray cannot be read");
                None
            }
        }
    }

    /// Waits until something of theirs has moved; none when it is over.
    async fn wait(&mut self) -> Option<()> {
        let stopping = self.stopping.as_mut()?;
        tokio::select! {
            () = self.ear.heard() => Some(()),
            () = stopping.stopped() => None,
            () = sleep_until(self.end) => None,
        }
    }

    fn registers(&self) -> bool {
        self.ask.actor.may(Permission::RegisterWrite)
    }

    async fn counts(&self) -> Result<Live, Error> {
        let mut cx = self.ask.read().await?;
        let intake = if self.registers() { Some(intake::count(&mut cx).await?) } else { None };
        let (mine, units) = circulation::trays(&mut cx).await?;
        let units: BTreeMap<_, _> = units.into_iter().map(|(of, counts)| (of.unit, counts)).collect();
        let new = |counts: &Counts| counts.accept + counts.information;
        // Of a unit that they lead, theirs is a part.
        let led: i64 = self.led.iter().filter_map(|unit| units.get(unit)).map(new).sum();
        Ok(Live { waits: if self.led.is_empty() { new(&mine) } else { led }, mine, units, intake })
    }
}
