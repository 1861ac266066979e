//! To whom a document goes, as people type it.

use circulation::Recipient;
use db::Cx;
use http_shell::Error;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whom a person may name, each with the words that name it.
pub(crate) struct Choices(Vec<(String, Recipient)>);

/// One of them, for the list of the page.
#[derive(Serialize)]
pub(crate) struct Choice {
    label: String,
}

impl Choices {
    /// Those to whom the actor may assign: the people of their own units first.
    pub(crate) async fn of(cx: &mut Cx) -> Result<Self, Error> {
        let circulation::Recipients { units, people } = circulation::recipients(cx).await?;
        let person = |p: identity::Position| {
            let to = Recipient { unit: p.unit, employee: Some(p.employee) };
            (format!("{} – {}", p.employee_name, p.unit_name), to)
        };
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for node in &units {
            *names.entry(node.unit.name.clone()).or_default() += 1;
        }
        // Its short word where another has the same name.
        let unit = |n: identity::Node| {
            let alone = names.get(&n.unit.name) == Some(&1);
            let label = if alone { n.unit.name } else { format!("{} ({})", n.unit.name, n.unit.code) };
            (label, Recipient { unit: n.unit.id, employee: None })
        };
        Ok(Self(people.into_iter().map(person).chain(units.into_iter().map(unit)).collect()))
    }

    /// Units only.
    pub(crate) async fn units(cx: &mut Cx) -> Result<Self, Error> {
        let Self(mut all) = Self::of(cx).await?;
        all.retain(|(_, to)| to.employee.is_none());
        Ok(Self(all))
    }

    /// What the page offers.
    pub(crate) fn list(&self) -> Vec<Choice> {
        self.0.iter().map(|(label, _)| Choice { label: label.clone() }).collect()
    }

    /// The words that name a unit.
    pub(crate) fn label(&self, unit: kernel::UnitId) -> String {
        let one = self.0.iter().find(|(_, to)| *to == Recipient { unit, employee: None });
        one.map(|(label, _)| label.clone()).unwrap_or_default()
    }

    /// Whom `typed` names in full, or by a beginning that only one has.
    pub(crate) fn begun(&self, typed: &str) -> Option<Recipient> {
        let wanted = greek::fold(typed);
        let all = || self.0.iter().map(|(label, to)| (greek::fold(label), *to));
        let mut begin = all().filter(|(label, _)| label.starts_with(&wanted));
        let alone = begin.next().filter(|_| begin.next().is_none());
        all().find(|(label, _)| *label == wanted).or(alone).map(|(_, to)| to)
    }

    /// Whom `typed` names: in full, by a beginning or by words that only one has; or the key of what is wrong.
    pub(crate) fn read(&self, typed: &str) -> Result<Recipient, &'static str> {
        if let Some(to) = self.begun(typed) {
            return Ok(to);
        }
        let wanted = greek::fold(typed);
        let all = || self.0.iter().map(|(label, to)| (greek::fold(label), *to));
        let mut found: Vec<_> = all().filter(|(label, _)| label.starts_with(&wanted)).collect();
        if found.is_empty() {
            found = all().filter(|(label, _)| has_words(label, &wanted)).collect();
        }
        match found[..] {
            [(_, to)] => Ok(to),
            [] => Err("circulation-problem-unknown"),
            _ => Err("circulation-problem-several"),
        }
    }
}

/// Who answers to a name in the whole house.
pub(crate) enum Named {
    /// One only.
    One(Recipient),
    /// Several, each with the words that name them alone.
    Several(Vec<String>),
    /// Nobody.
    Nobody,
}

/// Somebody of any unit by their name, or by name and unit as a list of namesakes has them.
pub(crate) async fn anybody(cx: &mut Cx, typed: &str) -> Result<Named, Error> {
    let (name, of) = typed.split_once(" – ").unwrap_or((typed, ""));
    if name.trim().chars().count() < 3 {
        return Ok(Named::Nobody);
    }
    let mut found = identity::positions_named(cx, name.trim()).await?;
    let units: Vec<_> = found.iter().map(|one| one.unit).collect();
    let names = identity::unit_names(cx, &units).await?;
    let unit = |one: &identity::Position| names.get(&one.unit).cloned().unwrap_or_default();
    found.retain(|one| of.is_empty() || greek::fold(&unit(one)) == greek::fold(of));
    Ok(match &found[..] {
        [] => Named::Nobody,
        [one] => Named::One(Recipient { unit: one.unit, employee: Some(one.employee) }),
        _ => Named::Several(found.iter().map(|one| format!("{} – {}", one.employee_name, unit(one))).collect()),
    })
}

/// Whether each word of `wanted` begins a word of `label`; both are folded.
fn has_words(label: &str, wanted: &str) -> bool {
    let words = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut wanted = words(wanted).peekable();
    // A letter or two would name somebody by chance.
    wanted.peek().is_some_and(|first| first.chars().count() > 2)
        && wanted.all(|piece| words(label).any(|word| word.starts_with(piece)))
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn any_words_of_a_name_find_it() {
        let label = greek::fold("Μαρία Παππά – Τμήμα Ταμείου");
        for wanted in ["παππα", "ΠΑΠΠΆ μαρ", "ταμ", "ταμείου παπ"] {
            assert!(has_words(&label, &greek::fold(wanted)), "{wanted}");
        }
        for wanted in ["αππα", "παππα έργων", "–", ""] {
            assert!(!has_words(&label, &greek::fold(wanted)), "{wanted}");
        }
    }
}
