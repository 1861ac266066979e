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
use http_shell::{Ask, Error, News, Reply, Stopping};
use kernel::{Permission, UnitId};
use serde::Serialize;
use std::{collections::BTreeMap, convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until},
};

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
    units: Vec<UnitId>,
    led: Vec<UnitId>,
    news: Receiver<Arc<News>>,
    /// None where the server cannot tell when it stops: then the counts are told once.
    stopping: Option<Stopping>,
    end: Instant,
    begun: bool,
}

pub(crate) async fn live(ask: Ask, stopping: Option<Extension<Stopping>>) -> Reply {
    // Heard from now on, before the first counts are read: nothing is missed between.
    let news = ask.town.news.subscribe();
    let units = identity::memberships(&mut ask.read().await?).await?;
    let listener = Listener {
        news,
        led: units.iter().filter(|unit| unit.leads).map(|unit| unit.unit).collect(),
        units: units.into_iter().map(|unit| unit.unit).collect(),
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
        let registers = self.registers();
        let stopping = self.stopping.as_mut()?;
        let me = self.ask.actor.employee().map(|me| me.id);
        loop {
            tokio::select! {
                news = self.news.recv() => match news {
                    Ok(news) if news.concerns(me, &self.units) || (news.office && registers) => return Some(()),
                    // Who was too slow to hear all of it looks once.
                    Err(RecvError::Lagged(_)) => return Some(()),
                    Ok(_) => {}
                    Err(RecvError::Closed) => return None,
                },
                () = stopping.stopped() => return None,
                () = sleep_until(self.end) => return None,
            }
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
