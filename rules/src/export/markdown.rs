//! The failures as a list of tasks in Markdown, for an issue, a wiki or a file beside the code.
//!
//! One task is one control. What comes out of files (names, messages, owners) is escaped,
//! so that it can neither start a task nor a heading nor a tag. Each place carries its
//! finding's fingerprint in a comment, by which a later run finds it again. Where the files
//! are at hand, a place is followed by the change that would mend it.

mod accepted;
mod changes;
mod escape;
mod task;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::artifact::Artifact;
use crate::catalogue::Section;
use crate::report::{Controlled, Report, Reported};
use crate::sorted::{InOrder, Sorted};
use crate::status::Status;
use changes::Changes;

/// Places listed for one control; the others are counted.
const PLACES: usize = 200;

/// The report's failures as Markdown tasks, the accepted ones listed apart.
pub fn tasks(report: &Report) -> String {
    Writer::new(report, &[]).document()
}

/// The same with the changes that would mend the failures; `artifacts` are those of the report.
pub fn tasks_with_changes(report: &Report, artifacts: &[Artifact]) -> String {
    Writer::new(report, artifacts).document()
}

struct Writer<'a> {
    report: &'a Report,
    /// Failing verdicts by control.
    failures: BTreeMap<&'a str, Vec<&'a Reported>>,
    /// What people call each subject, by id.
    subjects: BTreeMap<&'a str, &'a str>,
    changes: Changes<'a>,
    markdown: String,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Report, artifacts: &'a [Artifact]) -> Self {
        let mut failures: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
        for finding in report.findings.failures() {
            failures
                .entry(finding.control.id)
                .or_default()
                .push(finding);
        }
        let subjects = report
            .subjects
            .iter()
            .map(|subject| (&*subject.id, subject.name.as_str()))
            .into_map();
        Self {
            report,
            failures,
            subjects,
            changes: Changes::new(report, artifacts),
            markdown: String::new(),
        }
    }

    fn document(mut self) -> String {
        self.line("# Docker compliance tasks");
        self.summary();
        for section in Section::ALL {
            let mut open: Vec<&Controlled> = self
                .report
                .controls
                .iter()
                .filter(|result| result.control.section == *section)
                .filter(|result| result.status_accepted == Status::Failed)
                .collect();
            open.order_by_key(|result| {
                (
                    Reverse(result.control.severity),
                    Reverse(result.points),
                    result.control.id,
                )
            });
            if open.is_empty() {
                continue;
            }
            self.line("");
            self.line(&format!("## {}", section_title(*section)));
            for result in open {
                self.task(result);
            }
        }
        self.accepted();
        self.suppressions();
        self.markdown
    }

    fn summary(&mut self) {
        let score = &self.report.score;
        let day = self
            .report
            .today
            .map(|day| format!(" on {day}"))
            .unwrap_or_default();
        let words = match (score.s(), score.floor(), score.ceiling(), score.grade()) {
            (Some(s), Some(floor), Some(ceiling), Some(grade)) => format!(
                "Score {s} of 100{day}, grade {grade}; between {floor} and {ceiling} once \
                 everything is reviewed."
            ),
            _ => format!("Nothing was assessed{day}."),
        };
        let status = |wanted: Status| {
            self.report
                .controls
                .iter()
                .filter(|result| result.status_accepted == wanted)
                .count()
        };
        let (open, unreviewed) = (status(Status::Failed), status(Status::NotReviewed));
        self.line("");
        self.line(&words);
        self.line(&format!(
            "{} to mend; {} not reviewed.",
            count(open, "control"),
            count(unreviewed, "control"),
        ));
    }

    fn line(&mut self, text: &str) {
        self.markdown.push_str(text);
        self.markdown.push('\n');
    }
}

/// The catalogue's own text on one line: it may use Markdown, and was reviewed.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

const fn section_title(section: Section) -> &'static str {
    match section {
        Section::Build => "Images and builds",
        Section::Runtime => "Container runtime",
        Section::Daemon => "Docker daemon",
        Section::Files => "Docker's own files",
        Section::Host => "Host",
        Section::Operations => "Operations",
        Section::Swarm => "Swarm",
    }
}
