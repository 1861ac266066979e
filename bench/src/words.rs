//! Words of real acts, put together anew.

use crate::acts::acts;

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// One of the first so many numbers.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Lines of real acts.
pub struct Words {
    lines: Vec<String>,
    /// What picks them.
    pub dice: Dice,
}

impl Words {
    /// Begins where `seed` says.
    pub fn new(seed: u64) -> Self {
        let acts = acts();
        let lines = acts.values().flat_map(|text| text.lines()).map(|line| line.split_whitespace().collect::<Vec<_>>());
        let lines = lines.map(|words| words.join(" ")).filter(|line| line.len() > 40).collect();
        Self { lines, dice: Dice(seed) }
    }

    /// A line.
    pub fn line(&mut self) -> &str {
        &self.lines[self.dice.roll(self.lines.len())]
    }

    /// A text of lines, at least so many bytes.
    pub fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length + 400);
        while text.len() < length {
            text.push_str(self.line());
            text.push('\n');
        }
        text
    }

    /// A subject.
    pub fn subject(&mut self) -> String {
        self.line().chars().take(160).collect()
    }

    /// Two words that stand near one another in a line.
    pub fn question(&mut self) -> String {
        loop {
            let line = &self.lines[self.dice.roll(self.lines.len())];
            let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 4).collect();
            if words.len() >= 2 {
                let at = self.dice.roll(words.len() - 1);
                return format!("{} {}", words[at], words[at + 1]);
            }
        }
    }
}
