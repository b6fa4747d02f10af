//! The remediation plan: one task for each failed control and place.

use std::fmt::Write as _;

use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::Report;
use serde::{Deserialize, Serialize};

use super::controls::gain;
use super::places;
use crate::words::{Severity, Status};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The control's id.
    pub control: String,
    /// What will be true.
    pub title: String,
    /// The harm until then.
    pub severity: Severity,
    /// The file, or the subject where no file shows it.
    pub group: String,
    /// `compose.yaml:41 · traefik`.
    pub place: String,
    /// What was found there.
    pub message: String,
    /// What the score gains once the whole control passes, in tenths.
    pub points: u32,
}

/// The plan, the most harmful first; accepted failures are no tasks.
pub(super) fn tasks(report: &Report) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for finding in &report.findings {
        let control = finding.control;
        let Some(result) = report.control(control.id) else {
            continue;
        };
        let failed = Status::from(result.status) == Status::Failed;
        if !failed || finding.outcome != Outcome::Fail || finding.accepted.is_some() {
            continue;
        }
        let place = places::place(report, finding);
        tasks.push(Task {
            control: control.id.to_owned(),
            title: control.title.to_owned(),
            severity: control.severity.into(),
            group: finding
                .artifact
                .as_deref()
                .map_or_else(|| place.clone(), str::to_owned),
            place,
            message: finding.message.clone().into_owned(),
            points: result.points.0,
        });
    }
    tasks.sort_by(|a, b| {
        (a.severity, b.points, &a.title, &a.place).cmp(&(b.severity, a.points, &b.title, &b.place))
    });
    tasks.dedup();
    tasks
}

/// The plan as a Markdown list with boxes to tick, by severity and control.
pub fn markdown(report: &Report) -> String {
    let mut text = String::from("# Remediation tasks\n");
    let tasks = tasks(report);
    let mut current = (None, "");
    for task in &tasks {
        if current.0 != Some(task.severity) {
            let _ = write!(text, "\n## {}\n", task.severity.title());
        }
        if current != (Some(task.severity), &*task.control) {
            let gain = gain(task.points);
            let gain = if gain.is_empty() {
                gain
            } else {
                format!(" ({gain} points)")
            };
            let _ = write!(text, "\n### {}{gain}\n\n", escaped(&task.title));
            if let Some(result) = report.control(&task.control) {
                let _ = writeln!(text, "{}\n", escaped(result.control.remediation.trim()));
            }
        }
        current = (Some(task.severity), &*task.control);
        let _ = writeln!(
            text,
            "- [ ] `{}`: {}",
            code(&task.place),
            escaped(&task.message)
        );
    }
    if tasks.is_empty() {
        text.push_str("\nNothing that was assessed fails.\n");
    }
    text
}

/// Text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' | '\r' => result.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                result.push('\\');
                result.push(char);
            }
            other => result.push(other),
        }
    }
    result
}

/// Text between backquotes, on one line.
fn code(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace('`', "'")
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn names_cannot_leave_their_place() {
        assert_eq!(escaped("<b>_x_\n# y"), "\\<b\\>\\_x\\_ \\# y");
        assert_eq!(code("a`b\nc"), "a'b c");
    }
}
