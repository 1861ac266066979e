//! The organisation: drawn, listed, and changed.

use crate::{
    Problems,
    chart::{self, Chart},
    people::problems_of,
    sign_in::Csrf,
    some,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use identity::{IdentityError, NewUnit, Node, Position, Term, Unit, UnitDetails, UnitKind};
use kernel::{Day, Permission, UnitId};
use serde::{Deserialize, Serialize};

/// A unit of a list to choose from.
#[derive(Serialize)]
pub(crate) struct UnitChoice {
    id: UnitId,
    label: String,
}

impl UnitChoice {
    /// Today's units, indented as they stand in the tree.
    pub(crate) async fn today(ask: &Ask) -> Result<Vec<Self>, Error> {
        Self::outside(ask, None).await
    }

    /// Today's units but one, and without those below it: what it may stand under.
    async fn outside(ask: &Ask, but: Option<UnitId>) -> Result<Vec<Self>, Error> {
        let mut nodes = identity::tree(identity::units(&mut ask.read().await?).await?);
        let (mut skipped, mut depth) = (false, 0);
        nodes.retain(|node| {
            skipped = Some(node.unit.id) == but || (skipped && node.depth > depth);
            if Some(node.unit.id) == but {
                depth = node.depth;
            }
            !skipped
        });
        Ok(nodes.into_iter().map(|node| Self { id: node.unit.id, label: node.label() }).collect())
    }
}

#[derive(Deserialize)]
pub(crate) struct On {
    #[serde(default)]
    on: String,
    done: Option<String>,
}

#[derive(Serialize)]
struct Leader {
    name: String,
    head: bool,
}

#[derive(Serialize)]
struct NodeView {
    #[serde(flatten)]
    node: Node,
    people: i64,
    leaders: Vec<Leader>,
}

#[derive(Serialize)]
struct ChartPage {
    on: Day,
    /// The day as it was typed, and what is wrong with it.
    typed: String,
    problem: String,
    today: bool,
    chart: Chart,
    nodes: Vec<NodeView>,
    may_change: bool,
    done: bool,
}

pub(crate) async fn show(ask: Ask, Query(query): Query<On>) -> Reply {
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    let asked = query.on.trim();
    let wrong = !asked.is_empty() && asked.parse::<Day>().is_err();
    let on = asked.parse().unwrap_or(today);
    let nodes = identity::tree(identity::units_on(&mut cx, on).await?);
    let leaders = identity::leaders(&mut cx, on).await?;
    let counts = identity::headcounts(&mut cx, on).await?;
    let people = |unit: UnitId| counts.iter().find(|c| c.unit == unit).map_or(0, |c| c.people);
    let of = |unit: UnitId| {
        let own = leaders.iter().filter(|p| p.unit == unit);
        own.map(|p| Leader { name: p.employee_name.clone(), head: p.is_head }).collect()
    };
    let page = ChartPage {
        on,
        typed: if asked.is_empty() { on.to_string() } else { asked.to_owned() },
        problem: if wrong { ask.text("identity-problem-date", &[]) } else { String::new() },
        today: on == today,
        chart: chart::draw(&nodes),
        nodes: nodes
            .into_iter()
            .map(|node| NodeView { people: people(node.unit.id), leaders: of(node.unit.id), node })
            .collect(),
        may_change: ask.actor.may(Permission::OrganisationWrite),
        done: query.done.is_some(),
    };
    let mut page = ask.page("identity/organisation.html", page)?;
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

#[derive(Serialize)]
struct KindChoice {
    value: UnitKind,
    label: String,
}

fn kinds(ask: &Ask) -> Vec<KindChoice> {
    let choice = |kind: &UnitKind| KindChoice { value: *kind, label: ask.text(&format!("identity-kind-{kind}"), &[]) };
    UnitKind::ALL.iter().map(choice).collect()
}

/// What the form of a unit holds, as typed.
#[derive(Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct UnitForm {
    csrf: String,
    code: String,
    name: String,
    kind: String,
    parent: String,
    email: String,
    phone: String,
    from: String,
}

/// What a unit was, with the name of the one above as it is called on the day that is shown.
#[derive(Serialize)]
struct TermView {
    parent_name: Option<String>,
    #[serde(flatten)]
    term: Term,
}

impl TermView {
    fn of(term: Term, units: &[Unit]) -> Self {
        let parent_name = units.iter().find(|unit| Some(unit.id) == term.parent).map(|unit| unit.name.clone());
        Self { parent_name, term }
    }
}

#[derive(Serialize)]
struct UnitPage {
    on: Day,
    unit: Option<Unit>,
    above: Option<Unit>,
    below: Vec<Unit>,
    people: Vec<Position>,
    terms: Vec<TermView>,
    form: UnitForm,
    id: UnitId,
    closed: bool,
    /// From when a change counts that can still be taken back.
    ahead: Option<Day>,
    kinds: Vec<KindChoice>,
    units: Vec<UnitChoice>,
    problems: Problems,
    may_change: bool,
    done: bool,
}

pub(crate) async fn unit(ask: Ask, Path(id): Path<UnitId>, Query(query): Query<On>) -> Reply {
    let on = query.on.parse().ok();
    unit_page(&ask, id, on, None, Problems::new(), query.done.is_some()).await
}

async fn unit_page(
    ask: &Ask,
    id: UnitId,
    on: Option<Day>,
    form: Option<UnitForm>,
    problems: Problems,
    done: bool,
) -> Reply {
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    let on = on.unwrap_or(today);
    let terms = identity::unit_terms(&mut cx, id).await?;
    let all = identity::units_on(&mut cx, on).await?;
    let people = identity::positions_in(&mut cx, id, on).await?;
    drop(cx);
    let last = terms.last().cloned().ok_or(Error::NotFound)?;
    let unit = all.iter().find(|u| u.id == id).cloned();
    let filled = UnitForm {
        code: last.code,
        name: last.name,
        kind: last.kind.to_string(),
        parent: last.parent.map(|p| p.to_string()).unwrap_or_default(),
        email: last.email.unwrap_or_default(),
        phone: last.phone.unwrap_or_default(),
        ..UnitForm::default()
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = UnitPage {
        on,
        above: unit.as_ref().and_then(|u| all.iter().find(|a| Some(a.id) == u.parent)).cloned(),
        below: all.iter().filter(|u| u.parent == Some(id)).cloned().collect(),
        unit,
        people,
        closed: last.valid_to.is_some(),
        ahead: last.valid_to.or((terms.len() > 1).then_some(last.valid_from)).filter(|day| *day > today),
        terms: terms.into_iter().map(|term| TermView::of(term, &all)).collect(),
        form: form.unwrap_or(filled),
        id,
        kinds: kinds(ask),
        units: UnitChoice::outside(ask, Some(id)).await?,
        problems,
        may_change: ask.actor.may(Permission::OrganisationWrite),
        done,
    };
    let mut page = ask.page("identity/unit.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

#[derive(Serialize)]
struct NewPage {
    form: UnitForm,
    kinds: Vec<KindChoice>,
    units: Vec<UnitChoice>,
    problems: Problems,
}

async fn new_page(ask: &Ask, form: UnitForm, problems: Problems) -> Reply {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPage { form, kinds: kinds(ask), units: UnitChoice::today(ask).await?, problems };
    let mut page = ask.page("identity/unit_new.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn new(ask: Ask, Query(form): Query<UnitForm>) -> Reply {
    new_page(&ask, form, Problems::new()).await
}

/// The day and the details of a form.
fn read(ask: &Ask, form: &UnitForm) -> Result<(Day, UnitDetails), Problems> {
    let day = form.from.parse().map_err(|_| Problems::from([("from", ask.text("identity-problem-date", &[]))]))?;
    let details = UnitDetails {
        parent: form.parent.parse().ok(),
        kind: form.kind.parse().unwrap_or(UnitKind::Department),
        name: form.name.trim().to_owned(),
        email: some(&form.email),
        phone: some(&form.phone),
    };
    Ok((day, details))
}

pub(crate) async fn create(ask: Ask, Form(form): Form<UnitForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (valid_from, details) = match read(&ask, &form) {
        Ok(read) => read,
        Err(problems) => return new_page(&ask, form, problems).await,
    };
    let UnitDetails { parent, kind, name, email, .. } = details;
    let mut cx = ask.write().await?;
    let new = NewUnit { parent, kind, code: form.code.clone(), name, email, valid_from };
    match identity::create_unit(&mut cx, new).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to("/desk/organisation?done=1").into_response())
        }
        Err(error) => {
            drop(cx);
            let problems = problems_of(&ask, error)?;
            new_page(&ask, form, problems).await
        }
    }
}

pub(crate) async fn change(ask: Ask, Path(id): Path<UnitId>, Form(form): Form<UnitForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (day, details) = match read(&ask, &form) {
        Ok(read) => read,
        Err(problems) => return unit_page(&ask, id, None, Some(form), problems, false).await,
    };
    let mut cx = ask.write().await?;
    let done = identity::change_unit(&mut cx, id, details, day).await;
    finish(&ask, id, cx, done, Some(form)).await
}

pub(crate) async fn close(ask: Ask, Path(id): Path<UnitId>, Form(form): Form<UnitForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let Ok(day) = form.from.parse() else {
        let problems = Problems::from([("close", ask.text("identity-problem-date", &[]))]);
        return unit_page(&ask, id, None, None, problems, false).await;
    };
    let mut cx = ask.write().await?;
    let done = identity::close_unit(&mut cx, id, day).await;
    finish(&ask, id, cx, done, None).await
}

pub(crate) async fn withdraw(ask: Ask, Path(id): Path<UnitId>, Form(form): Form<Csrf>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = identity::withdraw_change(&mut cx, id).await;
    finish(&ask, id, cx, done, None).await
}

async fn finish(ask: &Ask, id: UnitId, cx: db::Cx, done: Result<(), IdentityError>, form: Option<UnitForm>) -> Reply {
    match done {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/organisation/{id}?done=1")).into_response())
        }
        Err(error) => {
            drop(cx);
            let problems = problems_of(ask, error)?;
            unit_page(ask, id, None, form, problems, false).await
        }
    }
}
