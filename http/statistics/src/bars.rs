//! A picture of bars, drawn here: the table behind it has the same figures.

use serde::Serialize;

const WIDTH: i64 = 960;
const HEIGHT: i64 = 250;
/// Where the bars begin, under them the labels.
const LEFT: i64 = 58;
const BOTTOM: i64 = 24;
const TOP: i64 = 12;
/// So many labels fit under the bars.
const LABELS: usize = 16;

/// A part of a bar.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// Which of the parts that are told apart by colour.
    tone: usize,
    x: String,
    y: String,
    width: String,
    height: String,
}

/// A line across, with what it stands for.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    y: String,
    label: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Label {
    x: String,
    text: String,
}

/// The drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Bars {
    width: i64,
    height: i64,
    left: i64,
    parts: Vec<Part>,
    lines: Vec<Line>,
    labels: Vec<Label>,
}

fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A round number that the highest bar does not exceed: 1, 2 or 5 with zeros.
fn ceiling(highest: i64) -> i64 {
    let mut step = 1;
    loop {
        for round in [1, 2, 5] {
            // Four lines across.
            if round * step * 4 >= highest {
                return round * step * 4;
            }
        }
        step *= 10;
    }
}

/// Draws bars of parts that stand on one another; `words` says what a line stands for.
pub(crate) fn draw(bars: &[(String, Vec<i64>)], words: impl Fn(i64) -> String) -> Bars {
    let highest = bars.iter().map(|(_, parts)| parts.iter().sum::<i64>()).max().unwrap_or_default();
    let top = ceiling(highest.max(4));
    let room = (HEIGHT - TOP - BOTTOM) as f64;
    let step = (WIDTH - LEFT) as f64 / bars.len().max(1) as f64;
    let wide = (step * 0.72).min(60.0);
    let every = bars.len().div_ceil(LABELS).max(1);
    let (mut parts, mut labels) = (Vec::new(), Vec::new());
    for (place, (label, values)) in bars.iter().enumerate() {
        let middle = LEFT as f64 + step * (place as f64 + 0.5);
        let mut base = (HEIGHT - BOTTOM) as f64;
        for (tone, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
            let height = room * *value as f64 / top as f64;
            base -= height;
            let (x, y) = (short(middle - wide / 2.0), short(base));
            parts.push(Part { tone, x, y, width: short(wide), height: short(height) });
        }
        if place % every == 0 {
            labels.push(Label { x: short(middle), text: label.clone() });
        }
    }
    let line = |quarter: i64| Line {
        y: short((HEIGHT - BOTTOM) as f64 - room * quarter as f64 / 4.0),
        label: words(top * quarter / 4),
    };
    Bars { width: WIDTH, height: HEIGHT, left: LEFT, parts, lines: (0..=4).map(line).collect(), labels }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_fits_under_a_round_number() {
        for (highest, expected) in [(4, 4), (5, 8), (17, 20), (21, 40), (999, 2_000), (2_001, 4_000)] {
            assert_eq!(ceiling(highest), expected, "{highest}");
        }
    }

    #[test]
    fn parts_stand_on_one_another_within_the_picture() {
        let bars: Vec<_> = (0..40).map(|n| (n.to_string(), vec![n, 2 * n, 0])).collect();
        let drawn = draw(&bars, |value| value.to_string());
        assert_eq!((drawn.parts.len(), drawn.lines.len()), (78, 5));
        assert!(drawn.labels.len() <= LABELS);
        for part in &drawn.parts {
            let y: f64 = part.y.parse().unwrap_or(-1.0);
            assert!((0.0..=HEIGHT as f64).contains(&y), "{part:?}");
        }
        assert_eq!(draw(&[], |value| value.to_string()).parts.len(), 0);
    }
}
