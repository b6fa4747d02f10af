//! Each failed control with its evidence and what to change.

use plimsoll_rules::export::json::{Accepted, Control, Finding};

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::index::{Index, place};
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{count, day, percent, sentence, severity, severity_symbol, thousands, tier};

/// Fills the section.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let failed = index.controls(|control| control.status_accepted == "failed");
    if failed.is_empty() {
        flow.say("No control failed, apart from any accepted risks in the next section.");
        return;
    }
    flow.say(&format!(
        "{} failed, worst first. One failing subject fails the control, however many others \
         pass. Points are what the score gains once the control passes.",
        count(failed.len(), "control"),
    ));
    flow.space(4.0);
    let mut room = limits::FINDINGS;
    let printed = failed.len().min(limits::ROWS);
    for control in failed.iter().take(limits::ROWS) {
        room -= fill_control(flow, index, control, room);
    }
    if let Some(words) = limits::left_out(failed.len(), printed, "control") {
        flow.note(&words);
    }
}

/// One control; returns how many findings it printed of the `room` there was.
fn fill_control(flow: &mut Flow<'_>, index: &Index<'_>, control: &Control, room: usize) -> usize {
    flow.subheading(&control.title, Some(severity_symbol(&control.severity)));
    flow.indented(&facts(control), Style::NOTE, 15.0);
    if !control.rationale.is_empty() {
        flow.say(&clip(&control.rationale, 4 * limits::SENTENCE));
    }
    let findings = index.findings(&control.id, "fail");
    let printed = findings.len().min(limits::FINDINGS_EACH).min(room);
    if printed > 0 {
        flow.table(Table {
            summary: format!("Where {} fails", clip(&control.id, limits::NAME)),
            columns: vec![
                Column::text("Place", 1.7),
                Column::text("Subject", 1.2),
                Column::text("Finding", 2.5),
                Column::text("Source", 0.8),
            ],
            rows: findings
                .iter()
                .take(printed)
                .map(|finding| row(index, finding))
                .collect(),
            named_rows: false,
        });
    }
    if let Some(words) = limits::left_out(findings.len(), printed, "finding") {
        flow.note(&words);
    }
    for words in control.disagreements.iter().take(limits::PROBLEMS_EACH) {
        flow.note(&format!(
            "Sources disagree: {}",
            clip(words, limits::SENTENCE)
        ));
    }
    if !control.remediation.is_empty() {
        flow.aside(
            "What to change",
            &clip(&control.remediation, 4 * limits::SENTENCE),
        );
    }
    other_names(flow, control);
    flow.space(14.0);
    printed
}

/// What other tools and benchmarks call the control.
fn other_names(flow: &mut Flow<'_>, control: &Control) {
    if control.aliases.is_empty() {
        return;
    }
    let names: Vec<&str> = control
        .aliases
        .iter()
        .map(String::as_str)
        .take(40)
        .collect();
    let words = format!("Elsewhere: {}", clip(&names.join(", "), limits::SENTENCE));
    flow.indented(&[Run::new(words, Style::SMALL)], Style::SMALL, 14.0);
}

/// The line below a control's title.
fn facts(control: &Control) -> Vec<Run> {
    let style = Style::NOTE;
    let tally = control.tally;
    let judged = tally.fail + tally.unknown + tally.pass;
    let ink = severity_symbol(&control.severity).ink;
    let mut rest = vec![sentence(&control.section)];
    if control.category == "quality" {
        rest.push("Build quality".to_owned());
    }
    rest.push(format!("+{} points", percent(Some(control.points))));
    rest.push(format!(
        "fails on {} of {}",
        thousands(tally.fail),
        count(judged, "subject")
    ));
    rest.push(format!(
        "decided by: {}",
        tier(control.decided_by.as_deref()).to_lowercase()
    ));
    vec![
        Run::new(severity(&control.severity), style.strong().ink(ink)),
        Run::new(" · ", style),
        Run::new(clip(&control.id, limits::NAME), style.mono()),
        Run::new(format!(" · {}", rest.join(" · ")), style),
    ]
}

/// One finding.
pub(super) fn row(index: &Index<'_>, finding: &Finding) -> Vec<Cell> {
    let mut message = Cell::text(&clip(&finding.message, limits::SENTENCE));
    if let Some(accepted) = &finding.accepted {
        message = message.and(Run::new(
            format!(" {}", acceptance(accepted)),
            Style::CELL.ink(Ink::MEDIUM),
        ));
    }
    vec![
        place(finding).map_or_else(|| Cell::text("—"), |place| Cell::mono(&place)),
        Cell::text(&index.subject(&finding.subject)),
        message,
        Cell::text(&clip(&finding.source_tool, limits::NAME)),
    ]
}

/// What accepted a failure, as a sentence.
fn acceptance(accepted: &Accepted) -> String {
    let who = accepted
        .owner
        .as_deref()
        .map(|owner| format!(" by {}", clip(owner, limits::NAME)));
    let until = accepted
        .expires
        .as_deref()
        .map(|date| format!(" until {}", clip(&day(date), 40)));
    format!(
        "Accepted{}{}.",
        who.unwrap_or_default(),
        until.unwrap_or_default()
    )
}
