//! Inviting somebody by e-mail, and the page that the link leads to.

use crate::{
    Problems,
    people::problems_of,
    person,
    sign_in::{Csrf, locked, with_cookie},
    words,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect},
};
use db::Cx;
use html::Lang;
use http_shell::{Ask, Error, Reply};
use identity::{IdentityError, Invitation, InvitationState, PasswordHash, Waiting, WaitingCounts};
use kernel::{EmployeeId, Instant};
use mail::Mail;
use serde::{Deserialize, Serialize};

/// Lines of a page.
const PAGE: usize = 50;
/// How many are invited in one transaction.
const BATCH: u16 = 100;

/// The letter that invites somebody, in the words that `text` gives; `url` is where the municipality's pages are.
pub fn letter(
    text: impl Fn(&str, &[(&str, String)]) -> String,
    (municipality, url): (&str, &str),
    invitation: &Invitation,
) -> Mail {
    let args = [
        ("municipality", municipality.to_owned()),
        ("name", invitation.name.clone()),
        ("user", invitation.user.clone()),
        ("url", format!("{url}/invitation/{}", invitation.token)),
        ("until", invitation.until.day().greek()),
    ];
    Mail {
        to: invitation.email.clone(),
        subject: text("identity-invitation-mail-subject", &args),
        text: text("identity-invitation-mail-text", &args),
        ..Mail::default()
    }
}

/// A letter to an employee, whose language nobody has asked yet: Greek.
fn greek(ask: &Ask, invitation: &Invitation) -> Mail {
    let text = |key: &str, args: &[(&str, String)]| ask.app.pages.text(Lang::El, key, args);
    letter(text, (&ask.town.name, &ask.town.url), invitation)
}

/// Invites somebody in the transaction of `cx`.
pub(crate) async fn send(ask: &Ask, cx: &mut Cx, id: EmployeeId) -> Result<(), IdentityError> {
    identity::invite(cx, id, |invitation| greek(ask, invitation)).await
}

#[derive(Serialize)]
struct LinkPage {
    state: &'static str,
    name: String,
    user_name: String,
    until: Option<Instant>,
    problems: Problems,
}

/// The page of a link, as it stands.
fn link_page(ask: &Ask, state: Option<InvitationState>, problems: Problems) -> Reply {
    let status = match &state {
        Some(InvitationState::Open { .. }) if problems.is_empty() => StatusCode::OK,
        Some(InvitationState::Open { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => StatusCode::GONE,
        None => StatusCode::NOT_FOUND,
    };
    let bare = |state| LinkPage { state, name: String::new(), user_name: String::new(), until: None, problems };
    let page = match state {
        Some(InvitationState::Open { name, user, until }) => {
            LinkPage { name, user_name: user, until: Some(until), ..bare("open") }
        }
        Some(InvitationState::Used) => bare("used"),
        Some(InvitationState::Ended) => bare("ended"),
        None => bare("unknown"),
    };
    let mut page = ask.page("identity/invitation.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

async fn state(ask: &Ask, token: &str) -> Result<Option<InvitationState>, Error> {
    match identity::invitation(&mut ask.read().await?, token).await {
        Ok(state) => Ok(Some(state)),
        Err(IdentityError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn show(ask: Ask, Path(token): Path<String>) -> Reply {
    let state = state(&ask, &token).await?;
    link_page(&ask, state, Problems::new())
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    password: String,
    again: String,
}

pub(crate) async fn accept(ask: Ask, Path(token): Path<String>, headers: HeaderMap, Form(form): Form<Chosen>) -> Reply {
    let state = state(&ask, &token).await?;
    let Some(InvitationState::Open { user, .. }) = &state else { return link_page(&ask, state, Problems::new()) };
    if let Some(wrong) = identity::password_problem(&form.password, user) {
        let problems = words(&ask, &[wrong]);
        return link_page(&ask, state, problems);
    }
    if form.password != form.again {
        let problems = Problems::from([("again", ask.text("identity-problem-password-again", &[]))]);
        return link_page(&ask, state, problems);
    }
    let password = PasswordHash::make(form.password).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut cx = ask.write().await?;
    match identity::accept(&mut cx, &token, &password, agent).await {
        Ok(signed_in) => {
            cx.commit().await?;
            let to = if signed_in.needs_code { "/login/code" } else { "/home" };
            Ok(with_cookie(&ask, &signed_in.token, to))
        }
        Err(IdentityError::Locked { until }) => {
            drop(cx);
            link_page(&ask, state, Problems::from([("password", locked(&ask, until))]))
        }
        // Somebody was quicker: the page says so.
        Err(IdentityError::NotFound) => Ok(Redirect::to(&format!("/invitation/{token}")).into_response()),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Asked {
    after: String,
    id: Option<EmployeeId>,
    sent: Option<usize>,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    waiting: Waiting,
    /// Whether the invitation still opens.
    open: bool,
}

#[derive(Serialize)]
struct ListPage {
    waiting: Vec<Line>,
    counts: WaitingCounts,
    next: Option<Waiting>,
    sent: Option<usize>,
    mails: bool,
    problems: Problems,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    render(&ask, asked, Problems::new()).await
}

async fn render(ask: &Ask, asked: Asked, problems: Problems) -> Reply {
    let mut cx = ask.read().await?;
    let after = asked.id.map(|id| (asked.after, id));
    let mut waiting = identity::waiting(&mut cx, after, PAGE as i64 + 1).await?;
    let counts = identity::count_waiting(&mut cx).await?;
    let more = waiting.len() > PAGE;
    waiting.truncate(PAGE);
    let next = waiting.last().filter(|_| more).cloned();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let now = cx.now;
    let line = |waiting: Waiting| Line { open: waiting.expires_at.is_some_and(|until| until > now), waiting };
    let waiting = waiting.into_iter().map(line).collect();
    let page = ListPage { waiting, counts, next, sent: asked.sent, mails: ask.town.mails, problems };
    let mut page = ask.page("identity/invitations.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

/// Invites everybody who can be reached, in transactions that leave room for others.
pub(crate) async fn send_all(ask: Ask, Form(form): Form<Csrf>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut sent = 0;
    loop {
        let mut cx = ask.write().await?;
        let some = identity::invite_waiting(&mut cx, BATCH, |invitation| greek(&ask, invitation)).await?;
        cx.commit().await?;
        sent += some;
        if some < usize::from(BATCH) {
            return Ok(Redirect::to(&format!("/admin/invitations?sent={sent}")).into_response());
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct SendOne {
    csrf: String,
    /// Whether it was asked for in the list.
    list: Option<String>,
}

pub(crate) async fn send_one(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<SendOne>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let problems = match send(&ask, &mut cx, id).await {
        Ok(()) => {
            cx.commit().await?;
            let person = format!("/admin/people/{id}?done=invited");
            let to = form.list.map_or(person, |_| "/admin/invitations?sent=1".to_owned());
            return Ok(Redirect::to(&to).into_response());
        }
        Err(error) => problems_of(&ask, error)?,
    };
    drop(cx);
    match form.list {
        Some(_) => render(&ask, Asked::default(), problems).await,
        None => person::render(&ask, id, problems, None).await,
    }
}
