//! Where the entries of a list are.

use crate::{Holder, Whereabouts};
use db::{Result, Tx};
use register::Handling;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct Line {
    year: i64,
    number: i64,
    handling: Handling,
    unit_name: Option<String>,
    employee_name: Option<String>,
    holders: Option<i64>,
}

/// How many of those who deal with an entry are named.
const NAMED: i64 = 2;

/// How far each of these entries is, and who deals with it: one question.
pub(crate) async fn whereabouts(
    tx: &mut Tx,
    places: &[(i64, i64)],
    sees_all: bool,
) -> Result<BTreeMap<(i64, i64), Whereabouts>> {
    let lines: Vec<Line> = tx
        .select(
            "select e.year, e.number, e.handling, a.unit_name, a.employee_name, a.holders from entry e left join
               (select x.year, x.number, x.id, x.unit_name, x.employee_name,
                  row_number() over (partition by x.year, x.number order by x.id) as place,
                  count(*) over (partition by x.year, x.number) as holders
                from assignment x where x.purpose = 'action' and x.state in ('waiting', 'in_hand') and",
        )
        .any_pair(places, "x.year = ? and x.number = ??")?
        .when(
            Some(NAMED),
            ") a on a.year = e.year and a.number = e.number and a.place <= ? where e.handling is not null and",
        )?
        .any_pair(places, "e.year = ? and e.number = ??")?
        .only_if(!sees_all, "and e.confidentiality in ('open', 'personal')")
        .only_if(true, "order by e.year, e.number, a.id")
        .all()
        .await?;
    let mut found = BTreeMap::<_, Whereabouts>::new();
    for line in lines {
        let place = found.entry((line.year, line.number));
        let count = line.holders.unwrap_or_default();
        let place = place.or_insert_with(|| Whereabouts { handling: line.handling, holders: Vec::new(), count });
        let holder = line.unit_name.map(|unit| Holder { unit, employee: line.employee_name });
        place.holders.extend(holder);
    }
    Ok(found)
}
