//! The score and what stands behind it, in a few lines.

use std::collections::BTreeMap;

use anstyle::Style;
use plimsoll_rules::Report;
use plimsoll_rules::artifact::kind::{Kind, Support};
use plimsoll_rules::catalogue::{CONTROLS, Category, Severity, SubjectKind};
use plimsoll_rules::remedy;
use plimsoll_rules::score::{Grade, Score};
use plimsoll_rules::status::Status;

use super::{Telling, counted, inputs};
use crate::terminal::{BOLD, DIM, FAULT, GOOD, Page, WARNING, accent_of, mark_of, visible};

/// Adds the summary.
pub(super) fn write(page: &mut Page, telling: &Telling<'_>) {
    let report = telling.report;
    page.heading("Summary");
    scope(page, report);
    security(page, report);
    caps(page, report);
    for (title, score) in [
        ("Accepted risks left out", &report.score_accepted),
        ("Build quality", &report.score_quality),
    ] {
        if title != "Accepted risks left out" || report.score_accepted != report.score {
            page.line(&format!("  {title}: {}", number(score)));
        }
    }
    severities(page, report);
    mendable(page, report);
    statuses(page, report);
    files(page, telling);
    if let Some(gate) = telling.gate {
        let style = if gate.holds() { GOOD } else { FAULT };
        page.styled("  ", "  ", style, &gate.sentence());
    }
}

/// What the report is about, where that is not everything.
fn scope(page: &mut Page, report: &Report) {
    let settings = &report.settings;
    if settings.scope.is_empty() {
        return;
    }
    let kinds = SubjectKind::ALL.iter();
    let kinds = kinds.filter(|kind| settings.scope.contains(kind));
    let kinds: Vec<&str> = kinds.map(|kind| kind.word()).collect();
    let left_out = CONTROLS.iter().filter(|it| !settings.concerns(it)).count();
    let words = format!(
        "Scope: {}. {} about something else {} left out.",
        kinds.join(", "),
        counted(left_out, "control"),
        if left_out == 1 { "is" } else { "are" },
    );
    page.wrapped("  ", "  ", &words);
}

fn security(page: &mut Page, report: &Report) {
    let score = &report.score;
    page.line(&format!("  {BOLD}Security{BOLD:#}: {}", number(score)));
    // Without a score its bounds are 0 and 100, which tells nobody anything.
    if score.s().is_none() {
        return;
    }
    if let (Some(floor), Some(ceiling), Some(coverage)) =
        (score.floor(), score.ceiling(), score.coverage())
    {
        let provisional = if score.is_provisional() {
            "; less than half is reviewed, so the grade is provisional"
        } else {
            ""
        };
        let words = format!(
            "Verified floor {floor}, ceiling {ceiling}, coverage {coverage} %{provisional}."
        );
        page.wrapped("  ", "  ", &words);
    }
}

fn number(score: &Score) -> String {
    match (score.grade(), score.s()) {
        (Some(grade), Some(s)) => {
            let style = style_of(grade);
            format!("{style}{grade}{style:#}  {s} of 100")
        }
        (_, None) | (None, _) => "no score, because nothing could be assessed".to_owned(),
    }
}

const fn style_of(grade: Grade) -> Style {
    match grade {
        Grade::A | Grade::B => GOOD,
        Grade::C | Grade::D => WARNING,
        Grade::F => FAULT,
    }
}

fn caps(page: &mut Page, report: &Report) {
    let mut by_cap: BTreeMap<(std::cmp::Reverse<Grade>, std::cmp::Reverse<Severity>), Vec<&str>> =
        BTreeMap::new();
    for cap in &report.score.caps {
        by_cap
            .entry((
                std::cmp::Reverse(cap.grade),
                std::cmp::Reverse(cap.severity),
            ))
            .or_default()
            .push(&cap.control);
    }
    // A milder cap says nothing once a stricter one holds.
    if let Some(((grade, severity), controls)) = by_cap.first_key_value() {
        let (which, verb) = if controls.len() == 1 {
            ("this control", "fails")
        } else {
            ("these controls", "fail")
        };
        let words = format!(
            "However high the score, the grade is at most {} while {which} of {} severity {verb}: {}.",
            grade.0,
            severity.0.word(),
            controls.join(", ")
        );
        page.wrapped("  ", "  ", &words);
    }
}

fn severities(page: &mut Page, report: &Report) {
    let mut parts = Vec::new();
    for severity in Severity::ALL.iter().rev() {
        let failed = report.controls.iter().filter(|result| {
            result.status == Status::Failed
                && result.control.severity == *severity
                && result.control.category == Category::Security
        });
        let count = failed.count();
        if count > 0 {
            let accent = accent_of(*severity);
            let (mark, word) = (mark_of(*severity), severity.word());
            parts.push(format!("{accent}{mark}{accent:#} {count} {word}"));
        }
    }
    if !parts.is_empty() {
        let words = format!("Failed security controls: {}", parts.join(", "));
        page.wrapped("  ", "  ", &words);
    }
}

/// How many failures `plimsoll fix` has a change for.
fn mendable(page: &mut Page, report: &Report) {
    let open = report
        .findings
        .failures()
        .filter(|finding| finding.accepted.is_none());
    let count = open.filter(|finding| remedy::is_safe(finding)).count();
    if count > 0 {
        let findings = counted(count, "finding");
        let words = format!("{findings} can be mended with `plimsoll fix`.");
        page.wrapped("  ", "  ", &words);
    }
}

fn statuses(page: &mut Page, report: &Report) {
    let parts: Vec<String> = Status::ALL
        .into_iter()
        .filter_map(|status| {
            let count = report
                .controls
                .iter()
                .filter(|result| result.status_accepted == status)
                .count();
            (count > 0).then(|| format!("{count} {}", status.title().to_lowercase()))
        })
        .collect();
    let all = report.controls.len();
    page.wrapped(
        "  ",
        "  ",
        &format!("Of {all} controls: {}.", parts.join(", ")),
    );
}

fn files(page: &mut Page, telling: &Telling<'_>) {
    let mut checked: BTreeMap<Kind, usize> = BTreeMap::new();
    for input in inputs::given(telling.report) {
        if input.kind.support() == Support::Checked {
            *checked.entry(input.kind).or_default() += 1;
        }
    }
    let kinds: Vec<String> = checked
        .iter()
        .map(|(kind, count)| format!("{} ({count})", kind.title()))
        .collect();
    let total: usize = checked.values().sum();
    let words = if kinds.is_empty() {
        "No file here could be checked.".to_owned()
    } else {
        format!("{} checked: {}.", counted(total, "file"), kinds.join(", "))
    };
    page.wrapped("  ", "  ", &words);
    for (bundle, parts) in inputs::bundles(telling.report) {
        let words = format!("{bundle} holds {}.", counted(parts, "part"));
        page.wrapped("  ", "  ", &visible(&words));
    }
    if let Some(skipped) = inputs::skipped(&telling.gathered.skipped) {
        page.styled("  ", "  ", DIM, &visible(&format!("{skipped}.")));
    }
}
