//! The chart of the score over time, as shapes that name their meaning instead of a colour.
//!
//! The page draws them as SVG and the style sheet colours them, so one drawing serves light and
//! dark, a high-contrast screen and paper.

mod backend;

use plotters::prelude::*;
use serde::{Deserialize, Serialize};

use super::trends::Point;
use backend::{Recorder, ink};

/// The drawing's size, in its own units.
pub const SIZE: (u32, u32) = (960, 320);

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    /// A line through points.
    Path {
        /// What it means.
        ink: Ink,
        /// From the left; x to the right, y downwards.
        points: Vec<(i32, i32)>,
    },
    /// A closed area.
    Area {
        /// What it means.
        ink: Ink,
        /// Its corners.
        points: Vec<(i32, i32)>,
    },
    /// A dot.
    Dot {
        /// What it means.
        ink: Ink,
        /// Its centre.
        at: (i32, i32),
        /// Its radius.
        radius: u32,
    },
    /// A word.
    Label {
        /// Where its anchor stands.
        at: (i32, i32),
        /// Which end of it is anchored.
        anchor: Anchor,
        /// The word.
        text: String,
    },
}

/// What a shape means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ink {
    /// Lines that help the eye.
    Grid,
    /// The axes.
    Axis,
    /// Between floor and ceiling.
    Range,
    /// The score.
    Score,
    /// The verified floor.
    Floor,
    /// Words.
    Word,
}

/// Which end of a word stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Ink {
    /// Every meaning, in the order of their codes.
    const ALL: [Self; 6] = [
        Self::Grid,
        Self::Axis,
        Self::Range,
        Self::Score,
        Self::Floor,
        Self::Word,
    ];

    /// The word for the style sheet.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Axis => "axis",
            Self::Range => "range",
            Self::Score => "score",
            Self::Floor => "floor",
            Self::Word => "word",
        }
    }
}

impl Anchor {
    /// The word SVG has for it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Draws the points, oldest on the left.
///
/// # Errors
/// What the drawing library says; with at least one point it has nothing to say.
pub(super) fn draw(points: &[Point]) -> Result<Vec<Shape>, String> {
    let recorder = Recorder::default();
    let shapes = recorder.shapes();
    {
        let root = recorder.into_drawing_area();
        draw_on(&root, points).map_err(|why| why.to_string())?;
        root.present().map_err(|why| why.to_string())?;
    }
    Ok(shapes.take())
}

type Drawing<T> = Result<T, DrawingAreaErrorKind<std::convert::Infallible>>;

fn draw_on(root: &DrawingArea<Recorder, plotters::coord::Shift>, points: &[Point]) -> Drawing<()> {
    let last =
        f64::from(u32::try_from(points.len().saturating_sub(1)).unwrap_or(u32::MAX)).max(1.0);
    let x = |at: usize| f64::from(u32::try_from(at).unwrap_or(u32::MAX));
    let y = |tenths: u32| f64::from(tenths) / 10.0;
    let mut chart = ChartBuilder::on(root)
        .margin(14)
        .x_label_area_size(30)
        .y_label_area_size(40)
        .build_cartesian_2d(-0.15..last + 0.15, 0.0..100.0)?;
    let word = ("sans-serif", 13).into_font().color(&ink(Ink::Word));
    let date = |at: &f64| {
        let nearest = points
            .iter()
            .enumerate()
            .find(|(index, _)| (x(*index) - at).abs() < 0.01);
        nearest.map_or_else(String::new, |(_, point)| point.date.clone())
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(ink(Ink::Grid).mix(0.0))
        .bold_line_style(ink(Ink::Grid))
        .axis_style(ink(Ink::Axis))
        .label_style(word)
        .x_labels(points.len().clamp(2, 8))
        .x_label_formatter(&date)
        .y_labels(5)
        .y_label_formatter(&|value| format!("{value:.0}"))
        .draw()?;
    let upper = points
        .iter()
        .enumerate()
        .map(|(at, point)| (x(at), y(point.ceiling)));
    let lower = points
        .iter()
        .enumerate()
        .map(|(at, point)| (x(at), y(point.floor)));
    let band: Vec<(f64, f64)> = upper.chain(lower.clone().rev()).collect();
    chart.draw_series([Polygon::new(band, ink(Ink::Range))])?;
    chart.draw_series([PathElement::new(lower.collect::<Vec<_>>(), ink(Ink::Floor))])?;
    let score: Vec<(f64, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| Some((x(at), y(point.s?))))
        .collect();
    chart.draw_series([PathElement::new(
        score.clone(),
        ink(Ink::Score).stroke_width(2),
    )])?;
    chart.draw_series(
        score
            .iter()
            .map(|at| Circle::new(*at, 5, ink(Ink::Score).filled())),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Ink, Shape, draw};
    use crate::view_model::trends::Point;

    #[test]
    fn a_chart_has_a_line_a_band_and_dates() {
        let point = |date: &str, s| Point {
            date: date.to_owned(),
            s: Some(s),
            floor: s / 2,
            ceiling: 900,
            ..Point::default()
        };
        let shapes = draw(&[point("2026-11-08", 650), point("2026-11-22", 714)]).unwrap();
        let dots = shapes.iter().filter(|shape| {
            matches!(
                shape,
                Shape::Dot {
                    ink: Ink::Score,
                    ..
                }
            )
        });
        assert_eq!(dots.count(), 2);
        assert!(shapes.iter().any(|shape| matches!(
            shape,
            Shape::Area {
                ink: Ink::Range,
                ..
            }
        )));
        for date in ["2026-11-08", "2026-11-22"] {
            assert!(
                shapes
                    .iter()
                    .any(|it| matches!(it, Shape::Label { text, .. } if text == date))
            );
        }
    }
}
