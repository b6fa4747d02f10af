//! The first screen: the score, where it comes from, and what would change it.

mod fixes;
mod missing;
mod score;

use plimsoll_rules::catalogue::{Category, Section};
use plimsoll_rules::report::{Controlled, Report};
use plimsoll_rules::score::{Entry, Score};
use plimsoll_rules::sorted::InOrder;
use serde::{Deserialize, Serialize};

use super::scope::{self, ScopeView};
use crate::words::{self, Severity, Status};

/// The first screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Security, accepted risks counted as failures.
    pub strict: ScoreView,
    /// Security, accepted risks left out.
    pub accepted: ScoreView,
    /// Build quality, accepted risks counted as failures.
    pub quality: ScoreView,
    /// What is judged at all.
    pub scope: ScopeView,
    /// Whether any failure is accepted, so that the two security scores differ in meaning.
    pub has_accepted: bool,
    /// Security controls by severity and status, worst first, and those of build quality.
    pub matrix: Vec<MatrixRow>,
    /// The security score section by section; sections nothing is known of come last.
    pub sections: Vec<SectionBar>,
    /// The failed security controls that bring most, best first.
    pub fixes: Vec<Fix>,
    /// What was not assessed, by what would settle it.
    pub missing: Vec<Missing>,
}

/// A score, written out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreView {
    /// The score in per cent with one decimal; `None` where nothing was assessed.
    pub s: Option<String>,
    /// The worst case.
    pub floor: String,
    /// The best case.
    pub ceiling: String,
    /// How much was assessed, in per cent.
    pub coverage: String,
    /// The same four as numbers from 0 to 1000, to draw with.
    pub marks: Marks,
    /// `A` to `F`, under the caps.
    pub grade: Option<String>,
    /// Whether a cap keeps the grade below what the score alone would give.
    pub is_capped: bool,
    /// Whether less than half was assessed.
    pub provisional: bool,
    /// `F to B`: between which the true grade lies.
    pub range: Option<String>,
    /// What keeps the grade down, one sentence each.
    pub caps: Vec<String>,
    /// What the score means, in one or two sentences.
    pub sentence: String,
    /// The sums.
    pub sums: Sums,
    /// The formulas with the numbers in them.
    pub working: Vec<Working>,
    /// Whose evidence decided what was assessed.
    pub decided: String,
}

/// Where a score stands on its line, in tenths of a per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// The score; `None` where nothing was assessed.
    pub s: Option<u32>,
    /// The worst case.
    pub floor: u32,
    /// The best case.
    pub ceiling: u32,
}

/// Summed weights by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Of what passed.
    pub p: u64,
    /// Of what failed.
    pub f: u64,
    /// Of what was not reviewed.
    pub u: u64,
}

/// One line of the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Working {
    /// What is worked out.
    pub name: String,
    /// How, with letters and with numbers.
    pub formula: String,
    /// What comes out.
    pub value: String,
}

/// One severity's security controls by status, or those of build quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// Which severity; `None` for build quality, whatever the severity.
    pub severity: Option<Severity>,
    /// Failed and not accepted.
    pub failed: usize,
    /// Failed and accepted.
    pub waived: usize,
    /// Not reviewed.
    pub not_reviewed: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Passed.
    pub passed: usize,
}

/// One section's share of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionBar {
    /// The section's word.
    pub section: String,
    /// Its name.
    pub title: String,
    /// Its score; `None` where nothing was assessed.
    pub s: Option<String>,
    /// Its sums.
    pub sums: Sums,
    /// How many controls failed, were not reviewed and passed.
    pub counts: [usize; 3],
}

/// A failed control and what mending it brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The control's id.
    pub control: String,
    /// What will be true.
    pub title: String,
    /// Where, and whether a cap goes with it.
    pub note: String,
    /// What it weighs.
    pub weight: u64,
    /// What the score gains, in tenths.
    pub points: u32,
}

/// Controls that are not reviewed for one common lack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// What would settle them.
    pub need: String,
    /// What is known of it, e.g. how many controls wait.
    pub note: String,
    /// What coverage gains, in tenths of a per cent.
    pub coverage: u32,
    /// Whether a person's answer would settle some of them, too.
    pub is_answerable: bool,
    /// Which controls: id and title.
    pub controls: Vec<(String, String)>,
}

/// Makes the first screen.
pub(super) fn overview(report: &Report, own_scope: &str) -> Overview {
    Overview {
        strict: score::view(report, &report.score),
        accepted: score::view(report, &report.score_accepted),
        quality: score::view(report, &report.score_quality),
        scope: scope::view(report, own_scope),
        has_accepted: report
            .findings
            .iter()
            .any(|finding| finding.accepted.is_some()),
        matrix: matrix(report),
        sections: sections(report),
        fixes: fixes::fixes(report),
        missing: missing::missing(report),
    }
}

fn matrix(report: &Report) -> Vec<MatrixRow> {
    let row = |severity: Option<Severity>| {
        let number = |wanted: Status| {
            let of_row = |it: &&Controlled| match it.control.category {
                Category::Security => severity == Some(it.control.severity.into()),
                Category::Quality => severity.is_none(),
            };
            let of_status = |it: &&Controlled| Status::from(it.status_accepted) == wanted;
            report
                .controls
                .iter()
                .filter(of_row)
                .filter(of_status)
                .count()
        };
        MatrixRow {
            severity,
            failed: number(Status::Failed),
            waived: number(Status::Waived),
            not_reviewed: number(Status::NotReviewed),
            not_applicable: number(Status::NotApplicable),
            passed: number(Status::Passed),
        }
    };
    let severities = Severity::ALL.into_iter().map(Some);
    severities.chain([None]).map(row).collect()
}

fn sections(report: &Report) -> Vec<SectionBar> {
    let bar = |section: &Section| {
        let inside: Vec<&Controlled> = report
            .controls
            .iter()
            .filter(|it| it.control.section == *section)
            .filter(|it| it.control.category == Category::Security)
            .collect();
        let score = Score::of(inside.iter().map(|result| Entry {
            control: result.control.id,
            severity: result.control.severity,
            status: result.status,
            tier: result.tier,
        }));
        let number = |wanted: Status| {
            inside
                .iter()
                .filter(|it| Status::from(it.status) == wanted)
                .count()
        };
        // What does not apply leaves nothing to draw.
        let is_counted = |it: &&Controlled| Status::from(it.status) != Status::NotApplicable;
        inside.iter().any(is_counted).then(|| SectionBar {
            section: section.word().to_owned(),
            title: words::section(*section).to_owned(),
            s: score.s().map(|s| s.to_string()),
            sums: Sums {
                p: score.p,
                f: score.f,
                u: score.u,
            },
            counts: [
                number(Status::Failed),
                number(Status::NotReviewed),
                number(Status::Passed),
            ],
        })
    };
    let mut bars: Vec<SectionBar> = Section::ALL.iter().filter_map(bar).collect();
    bars.order_by_key(|bar| bar.s.is_none());
    bars
}
