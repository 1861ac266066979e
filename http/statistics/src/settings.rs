//! What the administrator says: costs, and that everything is counted anew.

use crate::{
    asked::Typed,
    savings::{NewCost, back, page, value},
};
use axum::{Form, response::IntoResponse};
use http_shell::{Ask, Error, Reply};
use kernel::Day;
use serde::Deserialize;
use statistics::{Cost, CostKey, StatisticsError};
use std::collections::BTreeMap;

pub(crate) async fn set_cost(ask: Ask, Form(new): Form<NewCost>) -> Reply {
    if !ask.csrf_fits(&new.csrf) {
        return Err(Error::Forbidden);
    }
    let mut problems = BTreeMap::new();
    let mut wrong = |field, key: &str| {
        problems.insert(field, ask.text(key, &[]));
    };
    let key: CostKey = new.key.parse().map_err(|_| Error::BadRequest("there is no such cost".into()))?;
    let today = ask.app.clock.now().day();
    let from = Day::typed(&new.effective_from, today);
    if from.is_err() {
        wrong("effective_from", "statistics-problem-day");
    }
    let number = value(key, &new.value);
    if number.is_none() {
        wrong("value", "statistics-problem-value");
    }
    if let (Ok(effective_from), Some(value)) = (from, number) {
        let mut cx = ask.write().await?;
        let cost = Cost { key, effective_from, value, source: new.source.clone() };
        match statistics::set_cost(&mut cx, cost).await {
            Ok(()) => {
                cx.commit().await?;
                return Ok(back("cost").into_response());
            }
            Err(StatisticsError::Invalid(field, key)) => wrong(field, key),
            Err(error) => return Err(error.into()),
        }
    }
    page(&ask, Typed::default(), new, problems, None).await
}

#[derive(Deserialize)]
pub(crate) struct Again {
    csrf: String,
}

pub(crate) async fn recount(ask: Ask, Form(form): Form<Again>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    statistics::recount(&mut cx).await?;
    cx.commit().await?;
    Ok(back("recount").into_response())
}
