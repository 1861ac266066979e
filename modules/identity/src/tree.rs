//! The units as a tree.

use crate::Unit;
use kernel::UnitId;
use serde::Serialize;
use std::collections::BTreeMap;

/// A unit of a tree, with how deep it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// The unit.
    #[serde(flatten)]
    pub unit: Unit,
    /// How many units it stands under.
    pub depth: i64,
}

impl Node {
    /// Its name, indented as it stands: for a list to choose from.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}{}", "\u{2003}".repeat(usize::try_from(self.depth).unwrap_or_default()), self.unit.name)
    }
}

/// The units in the order in which one reads a tree, parents before children.
#[must_use]
pub fn tree(units: Vec<Unit>) -> Vec<Node> {
    let known: Vec<UnitId> = units.iter().map(|u| u.id).collect();
    let mut children: BTreeMap<Option<UnitId>, Vec<Unit>> = BTreeMap::new();
    for unit in units {
        // A unit whose parent is closed that day stands at the top.
        let parent = unit.parent.filter(|p| known.contains(p));
        children.entry(parent).or_default().push(unit);
    }
    let mut nodes = Vec::with_capacity(known.len());
    add(&mut children, None, 0, &mut nodes);
    // Units that stand under one another would be seen nowhere: the first of them stands at the top.
    while let Some(mut lost) = children.pop_first().map(|(_, units)| units.into_iter()) {
        let Some(first) = lost.next() else { continue };
        let parent = first.parent;
        children.entry(None).or_default().push(first);
        children.entry(parent).or_default().extend(lost);
        add(&mut children, None, 0, &mut nodes);
        children.retain(|_, units| !units.is_empty());
    }
    nodes
}

fn add(children: &mut BTreeMap<Option<UnitId>, Vec<Unit>>, parent: Option<UnitId>, depth: i64, nodes: &mut Vec<Node>) {
    for unit in children.remove(&parent).unwrap_or_default() {
        let id = unit.id;
        nodes.push(Node { unit, depth });
        add(children, Some(id), depth + 1, nodes);
    }
}
