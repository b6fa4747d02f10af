//! Shapes that say what a colour says, for those who print in grey or see no red.

use crate::layout::sheet::Mark;
use crate::style::Ink;

/// A small shape beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) shape: Shape,
    pub(crate) ink: Ink,
}

/// What it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Triangle,
    Diamond,
    Square,
    Disc,
    Ring,
    Tick,
    Cross,
    Dash,
}

impl Symbol {
    /// The shape round (`x`, `y`), `size` points high.
    pub(crate) fn marks(self, x: f32, y: f32, size: f32) -> Vec<Mark> {
        let (ink, r) = (self.ink, size / 2.0);
        let stroke = |points: Vec<(f32, f32)>| Mark::Stroke {
            points,
            width: size * 0.17,
            ink,
        };
        match self.shape {
            Shape::Triangle => {
                let points = vec![(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)];
                vec![Mark::Polygon { points, ink }]
            }
            Shape::Diamond => {
                let points = vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
                vec![Mark::Polygon { points, ink }]
            }
            Shape::Square => {
                let r = r * 0.82;
                vec![Mark::bar(x - r, y - r, 2.0 * r, 2.0 * r, ink)]
            }
            Shape::Disc => vec![Mark::Circle {
                x,
                y,
                radius: r * 0.85,
                line: None,
                ink,
            }],
            Shape::Ring => {
                vec![Mark::Circle {
                    x,
                    y,
                    radius: r * 0.75,
                    line: Some(size * 0.15),
                    ink,
                }]
            }
            Shape::Tick => vec![stroke(vec![
                (x - r * 0.8, y + r * 0.05),
                (x - r * 0.2, y + r * 0.65),
                (x + r * 0.85, y - r * 0.65),
            ])],
            Shape::Cross => {
                let r = r * 0.7;
                vec![
                    stroke(vec![(x - r, y - r), (x + r, y + r)]),
                    stroke(vec![(x - r, y + r), (x + r, y - r)]),
                ]
            }
            Shape::Dash => vec![stroke(vec![(x - r * 0.75, y), (x + r * 0.75, y)])],
        }
    }
}
