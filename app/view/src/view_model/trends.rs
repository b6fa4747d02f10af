//! This report among earlier ones.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::export::json::Document;
use plimsoll_rules::report::Report;
use plimsoll_rules::score::Score;
use plimsoll_rules::sorted::InOrder;
use serde::{Deserialize, Serialize};

use super::Given;
use super::chart::{self, Shape};

/// The score over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trends {
    /// Oldest first; this report is the last.
    pub points: Vec<Point>,
    /// The drawing of them; empty where there are fewer than two.
    pub shapes: Vec<Shape>,
    /// Earlier reports that could not be read, one sentence each.
    pub problems: Vec<String>,
}

/// One report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The file, or `this report`.
    pub label: String,
    /// The day it holds for, as `YYYY-MM-DD`; empty where none was given.
    pub date: String,
    /// The score, in tenths; `None` where nothing was assessed.
    pub s: Option<u32>,
    /// The worst case, in tenths.
    pub floor: u32,
    /// The best case, in tenths.
    pub ceiling: u32,
    /// How much was assessed, in tenths of a per cent.
    pub coverage: u32,
    /// How many controls failed.
    pub failed: usize,
    /// By how much the score differs from the report before, in tenths.
    pub change: Option<i32>,
}

pub(super) fn trends(report: &Report, given: &[Given<'_>]) -> Trends {
    let mut trends = Trends::default();
    for it in given
        .iter()
        .filter(|it| it.artifact.kind == Kind::PlimsollReport)
    {
        match Document::from_json(&it.artifact.text) {
            Ok(document) => trends.points.push(earlier(&it.artifact.name, &document)),
            Err(why) => trends
                .problems
                .push(format!("{}: {why}.", it.artifact.name)),
        }
    }
    trends
        .points
        .order_by(|a, b| (&a.date, &a.label).cmp(&(&b.date, &b.label)));
    trends.points.push(current(report));
    let mut before: Option<u32> = None;
    for point in &mut trends.points {
        point.change = point
            .s
            .zip(before)
            .and_then(|(now, before)| Some(i32::try_from(now).ok()? - i32::try_from(before).ok()?));
        before = point.s.or(before);
    }
    if trends.points.len() > 1 {
        match chart::draw(&trends.points) {
            Ok(shapes) => trends.shapes = shapes,
            Err(why) => trends
                .problems
                .push(format!("The chart could not be drawn: {why}.")),
        }
    }
    trends
}

fn current(report: &Report) -> Point {
    let tenths = |value: Option<plimsoll_rules::score::Tenths>| value.unwrap_or_default().0;
    Point {
        label: "this report".to_owned(),
        date: report.today.map(|day| day.to_string()).unwrap_or_default(),
        s: report.score.s().map(|s| s.0),
        floor: tenths(report.score.floor()),
        ceiling: tenths(report.score.ceiling()),
        coverage: tenths(report.score.coverage()),
        failed: report
            .controls
            .iter()
            .filter(|it| it.status == plimsoll_rules::status::Status::Failed)
            .count(),
        change: None,
    }
}

fn earlier(name: &str, document: &Document) -> Point {
    let score = &document.score;
    // The sums are whole numbers, so the point is as exact as when the report was made.
    let exact = Score {
        p: score.p,
        f: score.f,
        u: score.u,
        ..Score::default()
    };
    Point {
        label: name.to_owned(),
        date: document.assessed_on.clone().unwrap_or_default(),
        s: exact.s().map(|s| s.0),
        floor: exact.floor().unwrap_or_default().0,
        ceiling: exact.ceiling().unwrap_or_default().0,
        coverage: exact.coverage().unwrap_or_default().0,
        failed: document
            .controls
            .iter()
            .filter(|it| it.status == "failed")
            .count(),
        change: None,
    }
}
