//! This report among earlier ones.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::export::json::Document;
use plimsoll_rules::policy::Settings;
use plimsoll_rules::report::Report;
use plimsoll_rules::score::Score;
use plimsoll_rules::sorted::InOrder;
use serde::{Deserialize, Serialize};

use super::chart::{self, Shape};
use super::{Given, scope};

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
    /// By how much the score differs from the report before, in tenths; nothing where that is about
    /// something else.
    pub change: Option<i32>,
    /// What it is about, e.g. `only images`; empty where all of them are about the same.
    pub scope: String,
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
    compare(&mut trends.points);
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

/// Compares each with the one before that has a score, where both are about the same.
fn compare(points: &mut [Point]) {
    let mut before: Option<(u32, String)> = None;
    for point in &mut *points {
        let Some(s) = point.s else { continue };
        point.change = before
            .filter(|(_, scope)| *scope == point.scope)
            .and_then(|(before, _)| Some(i32::try_from(s).ok()? - i32::try_from(before).ok()?));
        before = Some((s, point.scope.clone()));
    }
    let all_alike = points.windows(2).all(|pair| match pair {
        [one, other] => one.scope == other.scope,
        _ => true,
    });
    if all_alike {
        for point in points {
            point.scope.clear();
        }
    }
}

/// What a report is about, in words.
fn about(settings: &Settings) -> String {
    let kinds = scope::named(settings);
    kinds.map_or_else(
        || "the whole checklist".to_owned(),
        |kinds| format!("only {kinds}"),
    )
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
        scope: about(&report.settings),
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
        scope: about(&Settings {
            scope: scope::typed_in(&document.scope.join(",")),
            ..Settings::default()
        }),
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::export::json::{self, Verdicts};
    use plimsoll_rules::policy::{Policy, Settings};
    use plimsoll_rules::{Artifact, Report, assess, read};

    use super::{Given, Trends, trends};
    use crate::view_model::scope::typed_in;

    fn report(scope: &str) -> Report {
        let file = read(
            "Dockerfile",
            b"FROM alpine:3.22\nADD a.txt /srv/\nUSER root\n",
        );
        let settings = Settings {
            scope: typed_in(scope),
            ..Settings::default()
        };
        let policy = Policy {
            settings,
            ..Policy::default()
        };
        assess(&[file], &policy)
    }

    /// The report of one scope beside one of another.
    fn of(earlier: &str, now: &str) -> Trends {
        let text = json::json(&report(earlier), Verdicts::Failing);
        let kept: Artifact = read("kept.json", text.as_bytes());
        let given = [Given {
            id: 1,
            artifact: &kept,
        }];
        trends(&report(now), &given)
    }

    #[test]
    fn reports_about_the_same_are_compared() {
        for scope in ["", "image"] {
            let points = of(scope, scope).points;
            assert_eq!(points.len(), 2);
            assert_eq!(points[1].change, Some(0), "{points:?}");
            assert!(points.iter().all(|it| it.scope.is_empty()), "{points:?}");
        }
    }

    #[test]
    fn reports_about_something_else_say_so() {
        let points = of("image", "").points;
        let told: Vec<_> = points.iter().map(|it| (&*it.scope, it.change)).collect();
        assert_eq!(told, [("only images", None), ("the whole checklist", None)]);
    }
}
