//! Lists: what they cost does not depend on how large the register is.
//!
//! One condition is *served* by an index that ends in the number, and the rest is asked of a window of the lines that
//! it gives. So the engine is never asked to walk or to sort the register, whatever the person combines.

use crate::{Filter, Handling, Kind, Line, Row, Sort, State};
use db::{Record, Result, Select, Tx, args, sql};
use kernel::{CorrespondentId, Instant, UnitId};

/// Year and number.
pub(crate) type Place = (i64, i64);

/// A line of a list with the columns that it shows.
pub(crate) trait Listed: Record {
    /// Where it stands.
    fn place(&self) -> Place;
    /// Its columns; `?` is whether the reader sees restricted entries whole.
    const COLUMNS: &'static str;
}

macro_rules! seen {
    ($column:literal) => {
        concat!("case when ? or confidentiality in ('open', 'personal') then ", $column, " end as ", $column)
    };
    ($column:literal, $else:literal) => {
        concat!(
            "case when ? or confidentiality in ('open', 'personal') then ",
            $column,
            " else ",
            $else,
            " end as ",
            $column
        )
    };
}

impl Listed for Row {
    fn place(&self) -> Place {
        (self.year, self.number)
    }

    const COLUMNS: &'static str = concat!(
        "year, number, direction, state, registered_at, confidentiality, ",
        seen!("subject", "''"),
        ", ",
        seen!("correspondent_name"),
        ", ",
        seen!("further", "'[]'"),
        ", ",
        seen!("kind"),
        ", ",
        seen!("file_count", "0")
    );
}

impl Listed for Line {
    fn place(&self) -> Place {
        (self.year, self.number)
    }

    const COLUMNS: &'static str = concat!(
        "year, number, registered_at, direction, state, confidentiality, ",
        seen!("subject", "''"),
        ", ",
        seen!("correspondent_name"),
        ", ",
        seen!("correspondent_tax_id"),
        ", ",
        seen!("further", "'[]'"),
        ", ",
        seen!("competent_name"),
        ", ",
        seen!("their_number"),
        ", ",
        seen!("their_date"),
        ", ",
        seen!("kind"),
        ", ",
        seen!("channel"),
        ", ",
        seen!("folder"),
        ", ",
        seen!("file_count", "0"),
        ", ",
        seen!("registered_by_name", "''"),
        ", ",
        seen!("unit_name")
    );
}

/// The condition that an index serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Served {
    /// A word of the entry.
    Word(String),
    /// Its correspondent.
    Correspondent(CorrespondentId),
    /// Its folder.
    Folder(String),
    /// Its unit.
    Unit(UnitId),
    /// Its competent unit.
    Competent(UnitId),
    /// Its kind.
    Kind(Kind),
    /// That it is cancelled.
    Cancelled,
    /// That nobody has it.
    Unassigned,
    /// Its direction.
    Direction(crate::Direction),
    /// None: the order itself.
    Order,
}

/// One look at the register.
#[derive(Debug, Clone)]
pub(crate) struct Scan<'f> {
    pub filter: &'f Filter,
    /// Stems that the entry must have.
    pub words: &'f [String],
    pub sees_all: bool,
    pub served: Served,
    /// From this place on.
    pub lower: Option<Place>,
    /// Below this place.
    pub upper: Option<Place>,
    /// Behind this line, in an order by words.
    pub after: Option<(String, i64, i64)>,
    /// How many lines of the index are looked at.
    pub window: i64,
}

impl Scan<'_> {
    /// Whether the window is not in the order of the list: it holds everything and is sorted.
    pub(crate) fn gathers(&self) -> bool {
        self.filter.sort != Sort::Number && self.served != Served::Order
    }

    fn walks_words(&self) -> bool {
        self.filter.sort != Sort::Number && self.served == Served::Order
    }

    /// The condition that continues an order by words, and the order.
    fn order(&self) -> (&'static str, &'static str) {
        match (self.filter.sort, self.filter.descending) {
            (Sort::Number, false) => ("", "order by year, number"),
            (Sort::Number, true) => ("", "order by year desc, number desc"),
            (Sort::Subject, false) => {
                ("and (subject_folded, year, number) > (?, ??, ???)", "order by subject_folded, year, number")
            }
            (Sort::Subject, true) => (
                "and (subject_folded, year, number) < (?, ??, ???)",
                "order by subject_folded desc, year desc, number desc",
            ),
            (Sort::Correspondent, false) => (
                "and (correspondent_folded, year, number) > (?, ??, ???)",
                "order by correspondent_folded, year, number",
            ),
            (Sort::Correspondent, true) => (
                "and (correspondent_folded, year, number) < (?, ??, ???)",
                "order by correspondent_folded desc, year desc, number desc",
            ),
        }
    }

    /// `from (…) e`: the window.
    fn window<'t>(&self, select: Select<'t>) -> Result<Select<'t>> {
        let served = &self.served;
        let word = if let Served::Word(word) = served { Some(word.clone()) } else { None };
        let party = if let Served::Correspondent(id) = served { Some(*id) } else { None };
        let places = !self.walks_words();
        let (after, order) = self.order();
        select
            .only_if(
                word.is_some(),
                // `cross join`: SQLite keeps the words outside, so that their order is the order of the list.
                "from (select e.* from entry_word k cross join entry e where e.year = k.year and e.number = k.number",
            )
            .only_if(
                party.is_some(),
                // Each entry once, though two of its parties may be one by now.
                "from (select e.* from entry_correspondent k cross join entry e
                 where e.year = k.year and e.number = k.number and not exists
                   (select 1 from entry_correspondent d where d.correspondent = k.correspondent and d.year = k.year
                      and d.number = k.number and d.place < k.place)",
            )
            .only_if(word.is_none() && party.is_none(), "from (select k.* from entry k where true")
            .when(word, "and k.word = ?")?
            .when(party, "and k.correspondent = ?")?
            .when(if let Served::Folder(code) = served { Some(code.clone()) } else { None }, "and k.folder = ?")?
            .when(if let Served::Unit(id) = served { Some(*id) } else { None }, "and k.unit = ?")?
            .when(if let Served::Competent(id) = served { Some(*id) } else { None }, "and k.competent = ?")?
            .when(if let Served::Kind(kind) = served { Some(*kind) } else { None }, "and k.kind = ?")?
            .only_if(*served == Served::Cancelled, "and k.state = 'cancelled'")
            .only_if(*served == Served::Unassigned, "and k.handling = 'unassigned'")
            .when(if let Served::Direction(way) = served { Some(*way) } else { None }, "and k.direction = ?")?
            // A year has its own order by words.
            .when(self.filter.year.filter(|_| !places), "and k.year = ?")?
            .when_pair(self.lower.filter(|_| places), "and (k.year, k.number) >= (?, ??)")?
            .when_pair(self.upper.filter(|_| places), "and (k.year, k.number) < (?, ??)")?
            .when_triple(self.after.clone().filter(|_| !places), after)?
            // The window ends in a line that this reader may go on from.
            .only_if(!places && self.open_only(), "and k.confidentiality in ('open', 'personal')")
            .only_if(!places, order)
            .only_if(self.filter.sort == Sort::Number && self.filter.descending, "order by k.year desc, k.number desc")
            .only_if(self.filter.sort == Sort::Number && !self.filter.descending, "order by k.year, k.number")
            .when(Some(self.window), "limit ?) e")
    }

    /// What the index does not serve.
    fn rest<'t>(&self, mut select: Select<'t>) -> Result<Select<'t>> {
        let (f, served) = (self.filter, &self.served);
        let outside = self.walks_words();
        let (after, _) = self.order();
        select = select
            .when(
                f.correspondent.filter(|id| *served != Served::Correspondent(*id)),
                "and exists (select 1 from entry_correspondent p
                   where p.correspondent = ? and p.year = e.year and p.number = e.number)",
            )?
            .when(f.folder.clone().filter(|code| *served != Served::Folder(code.clone())), "and folder = ?")?
            .when(f.unit.filter(|id| *served != Served::Unit(*id)), "and unit = ?")?
            .when(f.competent_unit.filter(|id| *served != Served::Competent(*id)), "and competent = ?")?
            .when(f.kind.filter(|kind| *served != Served::Kind(*kind)), "and kind = ?")?
            .when(f.direction.filter(|way| *served != Served::Direction(*way)), "and direction = ?")?
            .when(f.state.filter(|_| *served != Served::Cancelled), "and state = ?")?
            .when(f.handling.filter(|_| *served != Served::Unassigned), "and handling = ?")?
            .when_pair(self.lower.filter(|_| outside), "and (year, number) >= (?, ??)")?
            .when_pair(self.upper.filter(|_| outside), "and (year, number) < (?, ??)")?
            .when_triple(self.after.clone().filter(|_| self.gathers()), after)?
            .only_if(self.open_only(), "and confidentiality in ('open', 'personal')");
        for word in self.words.iter().filter(|w| *served != Served::Word((*w).clone())) {
            let has =
                "and exists (select 1 from entry_word w where w.word = ? and w.year = e.year and w.number = e.number)";
            select = select.when(Some(word.clone()), has)?;
        }
        Ok(select)
    }

    /// Who may not read an entry does not learn of it by asking for its details either.
    fn open_only(&self) -> bool {
        let f = self.filter;
        let by_details = f.sort != Sort::Number
            || f.handling.is_some()
            || f.kind.is_some()
            || f.correspondent.is_some()
            || f.folder.is_some()
            || f.unit.is_some()
            || f.competent_unit.is_some()
            || !self.words.is_empty();
        by_details && !self.sees_all
    }

    /// Whether the window alone answers.
    pub(crate) fn is_exact(&self) -> bool {
        let f = self.filter;
        let asked = [
            f.correspondent.is_some(),
            f.folder.is_some(),
            f.unit.is_some(),
            f.competent_unit.is_some(),
            f.kind.is_some(),
            f.direction.is_some(),
            f.state.is_some(),
            f.handling.is_some(),
        ];
        let asked = asked.into_iter().filter(|a| *a).count() + self.words.len();
        let served = usize::from(self.served != Served::Order);
        let bounds = self.walks_words() && (self.lower.is_some() || self.upper.is_some());
        asked == served && !bounds && !self.open_only()
    }

    fn rows<'t, T: Listed>(&self, tx: &'t mut Tx, limit: i64) -> Result<Select<'t>> {
        let (_, order) = self.order();
        let select = self.window(tx.select("select").when(Some(self.sees_all), T::COLUMNS)?)?;
        self.rest(select.only_if(true, "where true"))?.only_if(true, order).when(Some(limit), "limit ?")
    }
}

/// The lines of the window that fit, in order.
pub(crate) async fn rows<T: Listed>(tx: &mut Tx, scan: &Scan<'_>, limit: i64) -> Result<Vec<T>> {
    scan.rows::<T>(tx, limit)?.all().await
}

/// How the engine finds these lines.
pub(crate) async fn plan(tx: &mut Tx, scan: &Scan<'_>) -> Result<Vec<String>> {
    scan.rows::<Row>(tx, 50)?.plan().await
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    year: i64,
    number: i64,
}

/// The last line of the window, when the window is full.
pub(crate) async fn end_of_window(tx: &mut Tx, scan: &Scan<'_>) -> Result<Option<Place>> {
    let (_, order) = scan.order();
    let select = scan.window(tx.select("select year, number"))?.only_if(true, order);
    let rows: Vec<PlaceRow> = select.when(Some(scan.window - 1), "limit 1 offset ?")?.all().await?;
    Ok(rows.first().map(|r| (r.year, r.number)))
}

#[derive(sqlx::FromRow)]
struct Count {
    number: i64,
}

/// How many lines the served condition gives; no more than the window are counted.
pub(crate) async fn count(tx: &mut Tx, scan: &Scan<'_>) -> Result<i64> {
    let select = match &scan.served {
        // The entries themselves need not be read for it.
        Served::Word(word) => tx
            .select("select count(*) as number from (select k.year from entry_word k where")
            .when(Some(word.clone()), "k.word = ?")?
            .when_pair(scan.lower, "and (k.year, k.number) >= (?, ??)")?
            .when_pair(scan.upper, "and (k.year, k.number) < (?, ??)")?
            .when(Some(scan.window), "limit ?) e")?,
        _ => scan.window(tx.select("select count(*) as number"))?,
    };
    let rows: Vec<Count> = select.all().await?;
    Ok(rows.first().map_or(0, |r| r.number))
}

#[derive(sqlx::FromRow)]
struct Keys {
    subject_folded: String,
    correspondent_folded: String,
}

/// Where an entry stands in an order by words; none for a restricted one where the reader does not see all, because
/// its neighbours would tell what it says.
pub(crate) async fn key(tx: &mut Tx, sort: Sort, (year, number): Place, sees_all: bool) -> Result<Option<String>> {
    let args = args![tx, year, number, sees_all];
    let sql = sql!(
        "select subject_folded, correspondent_folded from entry
         where year = $1 and number = $2 and ($3 or confidentiality in ('open', 'personal'))"
    );
    let keys: Option<Keys> = tx.optional(sql, args).await?;
    Ok(keys.map(|k| if sort == Sort::Subject { k.subject_folded } else { k.correspondent_folded }))
}

/// The first entry that was registered at `at` or later.
pub(crate) async fn first_since(tx: &mut Tx, at: Instant) -> Result<Option<Place>> {
    let args = args![tx, at];
    let sql =
        sql!("select year, number from entry where registered_at >= $1 order by registered_at, year, number limit 1");
    Ok(tx.optional::<PlaceRow>(sql, args).await?.map(|r| (r.year, r.number)))
}

/// How many lines are asked for by their places at once.
pub(crate) const PLACES: usize = 50;

/// The lines at these places, in no order.
pub(crate) async fn at(tx: &mut Tx, places: &[Place]) -> Result<Vec<Row>> {
    let select = tx.select("select").when(Some(true), Row::COLUMNS)?.only_if(true, "from entry where");
    let select = select.any_pair(places, "year = ? and number = ??")?;
    select.when(Some(PLACES as i64), "limit ?")?.all().await
}

/// The condition of a filter that leaves the fewest lines, as far as one knows without counting.
pub(crate) fn best(filter: &Filter) -> Served {
    filter
        .correspondent
        .map(Served::Correspondent)
        .or_else(|| filter.folder.clone().map(Served::Folder))
        .or_else(|| filter.handling.filter(|h| *h == Handling::Unassigned).map(|_| Served::Unassigned))
        .or_else(|| filter.competent_unit.map(Served::Competent))
        .or_else(|| filter.unit.map(Served::Unit))
        .or_else(|| filter.kind.map(Served::Kind))
        .or_else(|| filter.state.filter(|s| *s == State::Cancelled).map(|_| Served::Cancelled))
        .or_else(|| filter.direction.map(Served::Direction))
        .unwrap_or(Served::Order)
}
