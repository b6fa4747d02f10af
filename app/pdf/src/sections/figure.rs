//! The score as a load line: the mark with the grade, the waterline from floor to ceiling.

use plimsoll_rules::export::json::Score;

use crate::fonts::{Face, Fonts};
use crate::layout::sheet::Mark;
use crate::style::{Ink, Style};
use crate::text::{Part, Run, wrap};
use crate::words::percent;

/// The load-line mark: a ring, and the line through it up to where a letter stands.
pub(super) fn mark(x: f32, y: f32, radius: f32, ink: Ink) -> Vec<Mark> {
    let width = radius * 0.24;
    let reach = radius * 1.55;
    vec![
        Mark::Circle {
            x,
            y,
            radius,
            line: Some(width),
            ink,
        },
        Mark::Stroke {
            points: vec![(x - reach, y), (x + reach, y)],
            width,
            ink,
        },
    ]
}

/// The mark round a grade: the line ends at the ring, so that the letter stays clear.
pub(super) fn graded(fonts: &Fonts, x: f32, y: f32, radius: f32, score: &Score) -> Vec<Mark> {
    let ink = grade_ink(score.grade.as_deref());
    let (width, reach) = (radius * 0.17, radius * 1.5);
    let line = |from: f32, to: f32| Mark::Stroke {
        points: vec![(from, y), (to, y)],
        width,
        ink,
    };
    let mut marks = vec![
        line(x - reach, x - radius),
        line(x + radius, x + reach),
        Mark::Circle {
            x,
            y,
            radius,
            line: Some(width),
            ink,
        },
    ];
    let letter = score.grade.clone().unwrap_or_else(|| "–".to_owned());
    let style = Style {
        face: Face::Strong,
        size: radius * 1.15,
        ink,
    };
    marks.extend(centred(fonts, &letter, style, x, y + style.size * 0.36));
    marks
}

/// The scale from 0 to 100 with floor, ceiling and score; `y` is the scale's middle.
pub(super) fn waterline(fonts: &Fonts, x: f32, y: f32, width: f32, score: &Score) -> Vec<Mark> {
    let at = |number: Option<f64>| number.map(|number| x + width * share(number));
    let track = Mark::Block {
        x,
        y: y - 3.0,
        width,
        height: 6.0,
        radius: 3.0,
        ink: Ink::LINE,
    };
    let mut marks = vec![track];
    let label = Style::SMALL;
    if let (Some(floor), Some(ceiling)) = (at(score.floor), at(score.ceiling)) {
        let span = (ceiling - floor).max(1.0);
        marks.push(Mark::Block {
            x: floor,
            y: y - 3.0,
            width: span,
            height: 6.0,
            radius: 3.0,
            ink: Ink::WATER,
        });
        let low = format!("floor {}", percent(score.floor));
        let high = format!("ceiling {}", percent(score.ceiling));
        let (low_width, high_width) = (fonts.width(label, &low), fonts.width(label, &high));
        // Each label stands on its own side, and both stay on the scale without touching.
        let low_most = x + width - low_width - high_width - 8.0;
        let low_x = (floor - low_width / 2.0).min(low_most).max(x);
        let high_most = x + width - high_width;
        let high_x = (ceiling - high_width / 2.0)
            .min(high_most)
            .max(low_x + low_width + 8.0);
        for (text, left) in [(low, low_x), (high, high_x)] {
            marks.extend(text_at(fonts, &text, label, left, y + 19.0));
        }
        for tick in [floor, ceiling] {
            marks.push(Mark::bar(tick - 0.4, y + 3.0, 0.8, 5.0, Ink::FAINT));
        }
    }
    if let Some(place) = at(score.s) {
        marks.push(Mark::Circle {
            x: place,
            y,
            radius: 8.0,
            line: None,
            ink: Ink::WHITE,
        });
        marks.extend(mark(place, y, 6.2, Ink::ACCENT));
    }
    marks
}

/// What the figure shows, in words.
pub(super) fn description(score: &Score) -> String {
    match score.s {
        None => "No score: nothing was assessed.".to_owned(),
        Some(_) => format!(
            "Scale from 0 to 100. Score {}, grade {}, verified floor {}, ceiling {}.",
            percent(score.s),
            score.grade.as_deref().unwrap_or("none"),
            percent(score.floor),
            percent(score.ceiling),
        ),
    }
}

/// The colour of a grade.
pub(super) fn grade_ink(grade: Option<&str>) -> Ink {
    match grade {
        Some("A") => Ink::PASSED,
        Some("B") => Ink::ACCENT,
        Some("C") => Ink::MEDIUM,
        Some("D") => Ink::HIGH,
        Some(_) => Ink::CRITICAL,
        None => Ink::FAINT,
    }
}

/// A per-cent number as a share of the scale.
fn share(number: f64) -> f32 {
    if number.is_nan() {
        return 0.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "0 to 1 is well inside the range"
    )]
    let share = (number / 100.0).clamp(0.0, 1.0) as f32;
    share
}

fn centred(fonts: &Fonts, text: &str, style: Style, x: f32, y: f32) -> Vec<Mark> {
    text_at(fonts, text, style, x - fonts.width(style, text) / 2.0, y)
}

/// A short text on one line.
pub(super) fn text_at(fonts: &Fonts, text: &str, style: Style, x: f32, y: f32) -> Vec<Mark> {
    let lines = wrap(fonts, &[Run::new(text, style)], f32::MAX);
    lines
        .into_iter()
        .flat_map(|line| line.parts)
        .map(|part: Part| Mark::Text {
            x: x + part.x,
            y,
            part,
        })
        .collect()
}
