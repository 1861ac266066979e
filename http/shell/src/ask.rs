//! One request: where, who, in which language.

use crate::{App, Error, SESSION_COOKIE, Town, cookie::cookie, did::Did, proxy};
use aws_lc_rs::{
    constant_time,
    digest::{SHA256, digest},
};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, Method, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Cx, Tx};
use html::Lang;
use kernel::{Actor, Permission};
use serde::Serialize;
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

const LANG_COOKIE: &str = "asty_lang";

/// One request: where, who, in which language.
#[derive(Clone)]
pub struct Ask {
    /// What the server works with.
    pub app: App,
    /// The municipality of the host name.
    pub town: Arc<Town>,
    /// Who asks.
    pub actor: Arc<Actor>,
    /// The session, when a browser is signed in.
    pub session: Option<kernel::SessionId>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// The language of the answer.
    pub lang: Lang,
    /// The path that was asked for.
    pub path: String,
    /// From where.
    pub address: Option<IpAddr>,
    csrf: String,
    did: Option<Did>,
    /// The reading in which it was seen who asks, for the page that reads next. Only where no body is still to come:
    /// who sends one slowly would hold it.
    begun: Arc<Mutex<Option<Tx>>>,
}

#[derive(Serialize)]
struct User<'a> {
    name: &'a str,
    unit: Option<&'a str>,
    may_register: bool,
    may_read: bool,
    may_move: bool,
    may_audit: bool,
    may_see_figures: bool,
    may_organise: bool,
    may_see_system: bool,
}

#[derive(Serialize)]
struct Shell<'a> {
    municipality: &'a str,
    /// The folder of style, script and fonts.
    assets: &'static str,
    path: &'a str,
    user: Option<User<'a>>,
    csrf: &'a str,
    /// What was done just before.
    did: Option<&'a Did>,
    other: &'static str,
}

#[derive(Serialize)]
struct Page<'a, P> {
    shell: Shell<'a>,
    #[serde(flatten)]
    page: P,
}

fn language(parts: &Parts, secure: bool) -> Lang {
    let asked = parts.uri.query().and_then(|q| q.split('&').find_map(|p| p.strip_prefix("lang=")));
    let word = asked.or_else(|| cookie(&parts.headers, LANG_COOKIE, secure));
    word.and_then(|w| w.parse().ok()).unwrap_or(Lang::El)
}

impl Ask {
    async fn new(parts: &Parts, app: &App) -> Result<Self, Error> {
        let host = parts.headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
        let town = app.towns.get(&host).cloned().ok_or(Error::NotFound)?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        let address = peer.map(|peer| proxy::source(peer, &parts.headers, &town.proxies));
        let lang = language(parts, town.secure());
        let mut ask = Self {
            app: app.clone(),
            town,
            actor: Arc::new(Actor::Stranger),
            session: None,
            must_change: false,
            lang,
            path: parts.uri.path().to_owned(),
            address,
            csrf: String::new(),
            did: Did::read(parts.uri.query()),
            begun: Arc::default(),
        };
        let begun = ask.identify(&parts.headers).await?;
        if parts.method == Method::GET {
            *ask.begun() = begun;
        }
        Ok(ask)
    }

    /// Sees who asks; the reading in which it was seen.
    async fn identify(&mut self, headers: &HeaderMap) -> Result<Option<Tx>, Error> {
        let now = self.app.clock.now();
        let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.split_once(' '));
        if let Some((_, token)) = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) {
            let mut tx = self.town.db.read().await?;
            let found = identity::token_bearer(&mut tx, token, now).await?;
            self.actor = Arc::new(Actor::Employee(found.ok_or(Error::Unauthorized)?));
            return Ok(Some(tx));
        }
        if let Some(token) =
            cookie(headers, SESSION_COOKIE, self.town.secure()).filter(|_| !self.path.starts_with("/api/"))
        {
            // A browser's session is no key to the API: its cookie travels with forged requests.
            let mut tx = self.town.db.read().await?;
            if let Some(session) = identity::session(&mut tx, token, now).await? {
                self.actor = Arc::new(Actor::Employee(session.employee));
                self.session = Some(session.id);
                self.must_change = session.must_change;
                let hash = digest(&SHA256, format!("asty csrf {token}").as_bytes());
                self.csrf = URL_SAFE_NO_PAD.encode(hash);
            }
            return Ok(Some(tx));
        }
        Ok(None)
    }

    fn begun(&self) -> MutexGuard<'_, Option<Tx>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A context that reads; the engine refuses a write in it.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Cx, Error> {
        let begun = self.begun().take();
        let tx = match begun {
            Some(tx) => tx,
            None => self.town.db.read().await?,
        };
        Ok(Cx::new(self.actor.clone(), self.app.clock.now(), self.address, tx))
    }

    /// A context that writes; the page commits it.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn write(&self) -> Result<Cx, Error> {
        // What is read after it must show it.
        drop(self.begun().take());
        let tx = self.town.db.write().await?;
        // The time is taken when the writer is: waiting must not make it old.
        Ok(Cx::new(self.actor.clone(), self.app.clock.now(), self.address, tx))
    }

    /// Whether a form carries this session's word against forged requests.
    #[must_use]
    pub fn csrf_fits(&self, sent: &str) -> bool {
        !self.csrf.is_empty() && constant_time::verify_slices_are_equal(sent.as_bytes(), self.csrf.as_bytes()).is_ok()
    }

    /// Words in the language of the answer.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, String)]) -> String {
        self.app.pages.text(self.lang, key, args)
    }

    /// The page `name`.
    ///
    /// # Errors
    /// A variable that the template needs and the page does not give.
    pub fn page(&self, name: &str, page: impl Serialize) -> Result<Response, Error> {
        let user = self.actor.employee().map(|e| User {
            name: &e.name,
            unit: e.unit_name.as_deref(),
            may_register: self.actor.may(Permission::RegisterWrite),
            may_read: self.actor.may(Permission::RegisterRead),
            may_move: self.actor.may(Permission::CirculationWrite),
            may_audit: self.actor.may(Permission::AuditRead),
            may_see_figures: self.actor.may(Permission::StatisticsRead),
            may_organise: self.actor.may(Permission::OrganisationWrite),
            may_see_system: self.actor.may(Permission::SystemRead),
        });
        let other = if self.lang == Lang::El { Lang::En.as_str() } else { Lang::El.as_str() };
        let (municipality, assets) = (&self.town.name, crate::assets::FOLDER.as_str());
        let shell =
            Shell { municipality, assets, path: &self.path, user, csrf: &self.csrf, did: self.did.as_ref(), other };
        let text = self.app.pages.render(self.lang, name, Page { shell, page })?;
        let cookie = self.set_cookie(LANG_COOKIE, self.lang.as_str(), Some(31_536_000));
        Ok(([(header::SET_COOKIE, cookie)], Html(text)).into_response())
    }
}

impl FromRequestParts<App> for Ask {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        // The router has made it already, to ask whether this route may be called at all.
        if let Some(ask) = parts.extensions.get::<Ask>() {
            return Ok(ask.clone());
        }
        let ask = Ask::new(parts, app).await?;
        parts.extensions.insert(ask.clone());
        Ok(ask)
    }
}
