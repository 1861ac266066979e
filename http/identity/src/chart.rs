//! The organisation drawn as a tree, from left to right.

use identity::Node;
use kernel::UnitId;
use serde::Serialize;

const WIDTH: i64 = 250;
const HEIGHT: i64 = 44;
const STEP_X: i64 = WIDTH + 40;
const STEP_Y: i64 = HEIGHT + 12;
/// Letters that fit a line of a box.
const LETTERS: usize = 34;

/// A box of the drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    id: UnitId,
    x: i64,
    y: i64,
    name: String,
    lines: Vec<String>,
}

/// The drawing: boxes, and the lines between them as one path.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    width: i64,
    height: i64,
    box_width: i64,
    box_height: i64,
    boxes: Vec<Frame>,
    path: String,
}

/// Two lines of whole words; what does not fit is cut.
fn lines(name: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let last = lines.len() - 1;
        let length = lines[last].chars().count();
        if length > 0 && length + 1 + word.chars().count() > LETTERS {
            lines.push(word.to_owned());
        } else {
            if length > 0 {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1] = lines[1].chars().take(LETTERS - 1).chain(['…']).collect();
    }
    lines
}

/// Draws the nodes of [`identity::tree`]: each leaf has a row, each parent stands in the middle of its children.
pub(crate) fn draw(nodes: &[Node]) -> Chart {
    let mut rows = vec![0; nodes.len()];
    let mut next = 0;
    // From the end: children are placed before their parents, from the bottom row up.
    for place in (0..nodes.len()).rev() {
        let depth = nodes[place].depth;
        let below: Vec<usize> = (place + 1..nodes.len())
            .take_while(|i| nodes[*i].depth > depth)
            .filter(|i| nodes[*i].depth == depth + 1)
            .collect();
        rows[place] = match (below.first(), below.last()) {
            (Some(first), Some(last)) => (rows[*first] + rows[*last]) / 2,
            _ => {
                next -= STEP_Y;
                next
            }
        };
    }
    let height = -next;
    let mut path = String::new();
    let mut boxes = Vec::with_capacity(nodes.len());
    let mut above: Vec<i64> = Vec::new();
    for (node, row) in nodes.iter().zip(rows) {
        let (x, y) = (node.depth * STEP_X + 1, row + height + 6);
        above.truncate(usize::try_from(node.depth).unwrap_or_default());
        if let Some(parent) = above.last() {
            let (middle, own) = (x - 20, y + HEIGHT / 2);
            path.push_str(&format!("M{} {}H{middle}V{own}H{x}", x - 40, parent + HEIGHT / 2));
        }
        above.push(y);
        let name = node.unit.name.clone();
        boxes.push(Frame { id: node.unit.id, x, y, lines: lines(&name), name });
    }
    let deepest = nodes.iter().map(|n| n.depth).max().unwrap_or(0);
    Chart { width: deepest * STEP_X + WIDTH + 2, height, box_width: WIDTH, box_height: HEIGHT, boxes, path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use identity::{Unit, UnitKind, tree};

    fn unit(parent: Option<UnitId>, name: &str) -> Unit {
        let (id, code, kind) = (UnitId::new(), name.to_owned(), UnitKind::Office);
        Unit { id, parent, kind, code, name: name.to_owned(), email: None, phone: None }
    }

    #[test]
    fn no_two_boxes_lie_on_one_another() {
        let top = unit(None, "Δήμος");
        let a = unit(Some(top.id), "Διεύθυνση Διοικητικών Υπηρεσιών και Εξυπηρέτησης του Πολίτη του Δήμου");
        let (b, c) = (unit(Some(top.id), "Β"), unit(Some(a.id), "Γ"));
        let (d, lost) = (unit(Some(a.id), "Δ"), unit(Some(UnitId::new()), "Ε"));
        let nodes = tree(vec![top, a, b, c, d, lost]);
        let names: Vec<(&str, i64)> = nodes.iter().map(|n| (n.unit.code.as_str(), n.depth)).collect();
        assert_eq!(names[0], ("Δήμος", 0));
        assert_eq!(names[2..], [("Γ", 2), ("Δ", 2), ("Β", 1), ("Ε", 0)]);
        let chart = draw(&nodes);
        for (place, one) in chart.boxes.iter().enumerate() {
            assert!(one.y >= 0 && one.y + HEIGHT <= chart.height, "{one:?}");
            for two in &chart.boxes[place + 1..] {
                assert!(one.x != two.x || (one.y - two.y).abs() >= HEIGHT, "{one:?} {two:?}");
            }
        }
        assert_eq!(chart.boxes[1].lines.len(), 2);
        assert_eq!(chart.path.matches('M').count(), 4);
    }
}
