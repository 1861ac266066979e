//! The columns and words of the two tables.

use super::RowProblem;
use crate::UnitKind;
use kernel::{Day, Role};
use sheets::Sheet;

/// The heads of the columns, and under which name programs know them.
pub(super) const UNITS: [(&str, &str); 8] = [
    ("κωδικός", "code"),
    ("υπάγεται", "parent"),
    ("είδος", "kind"),
    ("ονομασία", "name"),
    ("email", "email"),
    ("τηλέφωνο", "phone"),
    ("από", "from"),
    ("έως", "to"),
];
pub(super) const PEOPLE: [(&str, &str); 13] = [
    ("μητρώο", "employee"),
    ("ονοματεπώνυμο", "name"),
    ("email", "email"),
    ("τηλέφωνο", "phone"),
    ("χρήστης", "user"),
    ("ρόλοι", "roles"),
    ("μονάδα", "unit"),
    ("θέση", "title"),
    ("κύρια", "main"),
    ("προϊστάμενος", "head"),
    ("αναπληρωτής", "deputy"),
    ("από", "from"),
    ("έως", "to"),
];
const KINDS: [(UnitKind, &str); 6] = [
    (UnitKind::Political, "αιρετά όργανα"),
    (UnitKind::Directorate, "διεύθυνση"),
    (UnitKind::Department, "τμήμα"),
    (UnitKind::Office, "γραφείο"),
    (UnitKind::CitizenServiceCentre, "ΚΕΠ"),
    (UnitKind::LocalOffice, "τοπική κοινότητα"),
];
const ROLES: [(Role, &str); 5] = [
    (Role::Clerk, "πρωτόκολλο"),
    (Role::Head, "προϊστάμενος"),
    (Role::Employee, "υπάλληλος"),
    (Role::Auditor, "ελεγκτής"),
    (Role::Administrator, "διαχειριστής"),
];
/// How pages call the roles whose word in the tables is a shorter one.
const CALLED: [(Role, &str); 2] = [(Role::Clerk, "υπάλληλος πρωτοκόλλου"), (Role::Head, "προϊστάμενος μονάδας")];
pub(super) const YES: &str = "ναι";

fn same(a: &str, b: &str) -> bool {
    greek::fold(a.trim()) == greek::fold(b)
}

pub(super) fn kind_word(kind: UnitKind) -> String {
    KINDS.iter().find(|(k, _)| *k == kind).map_or_else(|| kind.to_string(), |(_, word)| (*word).to_owned())
}

fn kind(text: &str) -> Option<UnitKind> {
    let known = KINDS.iter().find(|(_, word)| same(text, word)).map(|(kind, _)| *kind);
    known.or_else(|| text.trim().parse().ok())
}

pub(super) fn role_words(roles: &[Role]) -> String {
    let words = ROLES.iter().filter(|(role, _)| roles.contains(role)).map(|(_, word)| *word);
    words.collect::<Vec<_>>().join(", ")
}

fn role(text: &str) -> Option<Role> {
    let known = ROLES.iter().chain(&CALLED).find(|(_, word)| same(text, word)).map(|(role, _)| *role);
    known.or_else(|| text.trim().parse().ok())
}

/// A sheet of rows with known columns.
pub(super) struct Table<'s> {
    sheet: &'s Sheet,
    name: &'static str,
    columns: Vec<Option<&'static str>>,
}

impl<'s> Table<'s> {
    /// The table that a sheet is, by its heads.
    pub(super) fn of(sheet: &'s Sheet) -> Option<Self> {
        let heads = sheet.rows.first()?;
        let find = |known: &[(&'static str, &'static str)]| -> Vec<Option<&'static str>> {
            let column = |head: &String| known.iter().find(|(el, en)| same(head, el) || same(head, en)).map(|c| c.1);
            heads.iter().map(column).collect()
        };
        let (units, people) = (find(&UNITS), find(&PEOPLE));
        let has = |columns: &[Option<&str>], name| columns.contains(&Some(name));
        if has(&people, "employee") && has(&people, "name") {
            return Some(Self { sheet, name: "people", columns: people });
        }
        (has(&units, "code") && has(&units, "name")).then_some(Self { sheet, name: "units", columns: units })
    }

    pub(super) fn is_units(&self) -> bool {
        self.name == "units"
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (2..).zip(self.sheet.rows.iter().skip(1)).map(|(number, cells)| Row { table: self, cells, number })
    }
}

/// A line of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table<'t>,
    cells: &'t [String],
    number: usize,
}

type Cell<T> = Result<T, RowProblem>;

impl Row<'_> {
    /// The cell of a column; none when the table has no such column.
    pub(super) fn cell(&self, column: &str) -> Option<&str> {
        let place = self.table.columns.iter().position(|c| *c == Some(column))?;
        self.cells.get(place).map(|cell| cell.trim())
    }

    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.cell(column).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    pub(super) fn problem(&self, key: &'static str, value: impl Into<String>) -> RowProblem {
        RowProblem { sheet: self.table.name, row: self.number, key, value: value.into() }
    }

    pub(super) fn required(&self, column: &'static str) -> Cell<String> {
        let key = match column {
            "employee" => "identity-import-missing-employee",
            "kind" => "identity-import-missing-kind",
            "code" => "identity-import-missing-code",
            _ => "identity-import-missing-name",
        };
        self.text(column).ok_or_else(|| self.problem(key, ""))
    }

    /// An e-mail, where there is one.
    pub(super) fn email(&self) -> Cell<Option<String>> {
        let Some(text) = self.text("email") else { return Ok(None) };
        let good = text.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
        });
        if good { Ok(Some(text)) } else { Err(self.problem("identity-import-email", text)) }
    }

    fn day(&self, column: &str) -> Cell<Option<Day>> {
        let parse = |text: String| text.parse().map_err(|_| self.problem("identity-import-date", text));
        self.text(column).map(parse).transpose()
    }

    /// From which day until which; a missing first day is today.
    pub(super) fn period(&self, today: Day) -> Cell<(Day, Option<Day>)> {
        let (from, to) = (self.day("from")?.unwrap_or(today), self.day("to")?);
        match to {
            Some(to) if to < from => Err(self.problem("identity-import-period", to.greek())),
            _ => Ok((from, to)),
        }
    }

    pub(super) fn kind(&self) -> Cell<UnitKind> {
        let text = self.required("kind")?;
        kind(&text).ok_or_else(|| self.problem("identity-import-kind", text))
    }

    pub(super) fn yes(&self, column: &str) -> bool {
        self.cell(column).is_some_and(|cell| ["ναι", "yes", "true", "1", "x", "χ"].iter().any(|yes| same(cell, yes)))
    }

    /// What somebody is in the program; none when the table does not say.
    pub(super) fn roles(&self) -> Cell<Option<Vec<Role>>> {
        let Some(cell) = self.cell("roles") else { return Ok(None) };
        let words = cell.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
        let roles = words.map(|word| role(word).ok_or_else(|| self.problem("identity-import-role", word)));
        roles.collect::<Cell<Vec<Role>>>().map(Some)
    }
}

/// Whether two of these periods share a day.
pub(super) fn overlap(mut periods: Vec<(Day, Option<Day>)>) -> bool {
    periods.retain(|(from, to)| Some(*from) != *to);
    periods.sort_unstable();
    periods.windows(2).any(|pair| pair[0].1.is_none_or(|to| to > pair[1].0))
}
