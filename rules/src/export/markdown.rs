//! The failures as a list of tasks in Markdown, for an issue, a wiki or a file beside the code.
//!
//! One task is one control. What comes out of files (names, messages, owners) is escaped,
//! so that it can neither start a task nor a heading nor a tag. Each place carries its
//! finding's fingerprint in a comment, by which a later run finds it again. Where the files
//! are at hand, a place is followed by the change that would mend it.

mod changes;
mod escape;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::artifact::Artifact;
use crate::catalogue::{Example, Language, Section};
use crate::report::{Acceptance, Controlled, Report, Reported, Waived};
use crate::sorted::{InOrder, Sorted};
use crate::status::Status;
use changes::Changes;
use escape::{code, prose};

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

    fn task(&mut self, result: &Controlled) {
        let control = result.control;
        self.line("");
        self.line(&format!(
            "- [ ] **{}** ({}, +{} points, `{}`)",
            one_line(control.title),
            control.severity.word(),
            result.points,
            control.id,
        ));
        let open = self.failures.get(control.id).cloned().unwrap_or_default();
        let open: Vec<_> = open
            .into_iter()
            .filter(|it| it.accepted.is_none())
            .collect();
        for finding in open.iter().take(PLACES) {
            let place = self.place(finding);
            self.line(&format!("  - {place}"));
            for line in self.changes.of(finding) {
                self.line(&line);
            }
        }
        if let Some(more) = open.len().checked_sub(PLACES).filter(|more| *more > 0) {
            self.line(&format!("  - and {more} more, all in the JSON report"));
        }
        self.block(&one_line(control.rationale));
        self.block(&format!("Fix: {}", one_line(control.remediation)));
        if let Some(example) = &control.example {
            self.example(example);
        }
        let references: Vec<String> = control
            .references
            .iter()
            .map(|reference| format!("[{}](<{}>)", one_line(reference.title), reference.url))
            .chain(control.aliases.iter().map(|alias| code(&alias.to_string())))
            .collect();
        if !references.is_empty() {
            self.block(&format!("References: {}", references.join(", ")));
        }
    }

    /// One finding: where, on what, why, and its fingerprint for the next run.
    fn place(&self, finding: &Reported) -> String {
        let subject = self
            .subjects
            .get(&*finding.subject)
            .copied()
            .unwrap_or(&*finding.subject);
        let place = finding.artifact.as_deref().map(|artifact| {
            let line = finding
                .region
                .map(|region| format!(":{}", region.start.line));
            code(&format!("{artifact}{}", line.unwrap_or_default()))
        });
        let at = place.map(|place| format!("{place}, ")).unwrap_or_default();
        let fingerprint: String = finding
            .fingerprint()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        format!(
            "{at}{}: {} <!-- plimsoll:{fingerprint} -->",
            code(subject),
            prose(&finding.message),
        )
    }

    /// A paragraph inside the task.
    fn block(&mut self, text: &str) {
        if !text.is_empty() {
            self.line("");
            self.line(&format!("  {text}"));
        }
    }

    /// The smallest text that passes, fenced by more backticks than it holds.
    fn example(&mut self, example: &Example) {
        let language = match example.language {
            Language::Dockerfile => "dockerfile",
            Language::Compose => "yaml",
            Language::Shell => "sh",
            Language::Json => "json",
        };
        let mut fence = "```".to_owned();
        while example.text.contains(&fence) {
            fence.push('`');
        }
        self.line("");
        self.line(&format!("  {fence}{language}"));
        for line in example.text.lines() {
            self.line(format!("  {line}").trim_end());
        }
        self.line(&format!("  {fence}"));
    }

    fn accepted(&mut self) {
        let accepted: Vec<(&Reported, &Acceptance)> = self
            .report
            .findings
            .failures()
            .filter_map(|finding| Some((finding, finding.accepted.as_ref()?)))
            .collect();
        if accepted.is_empty() {
            return;
        }
        self.line("");
        self.line("## Accepted risks");
        self.line("");
        for (finding, by) in accepted.iter().take(PLACES) {
            let words = format!(
                "- {} (`{}`) {}; {}",
                one_line(finding.control.title),
                finding.control.id,
                self.place(finding),
                self.acceptance(by),
            );
            self.line(&words);
        }
        if let Some(more) = accepted.len().checked_sub(PLACES).filter(|more| *more > 0) {
            self.line(&format!("- and {more} more, all in the JSON report"));
        }
    }

    /// Every comment that asks a tool to be silent, and what became of it.
    fn suppressions(&mut self) {
        let comments = &self.report.suppressions;
        if comments.is_empty() {
            return;
        }
        self.line("");
        self.line("## Comments that accept risks");
        self.line("");
        for told in comments.iter().take(PLACES) {
            let place = format!("{}:{}", told.artifact, told.region.start.line);
            let words = format!(
                "- {}, {}: {}",
                code(&place),
                prose(&told.request()),
                prose(&told.outcome()),
            );
            self.line(&words);
        }
        if let Some(more) = comments.len().checked_sub(PLACES).filter(|more| *more > 0) {
            self.line(&format!("- and {more} more, all in the JSON report"));
        }
    }

    /// Who accepted a failure, why and until when.
    fn acceptance(&self, by: &Acceptance) -> String {
        match by {
            Acceptance::Waiver(index) => {
                let Some(Waived { waiver, .. }) = self.report.waivers.get(*index) else {
                    return "accepted by a waiver".to_owned();
                };
                let until = waiver
                    .expires
                    .map(|day| format!(" until {day}"))
                    .unwrap_or_default();
                format!(
                    "accepted by {}{until}: {}",
                    code(&waiver.owner),
                    prose(&waiver.reason),
                )
            }
            Acceptance::Comment(index) => {
                let Some(told) = self.report.suppressions.get(*index) else {
                    return "accepted in a file".to_owned();
                };
                let place = format!("{}:{}", told.artifact, told.region.start.line);
                let reason = told.suppression.reason.as_deref().map(prose);
                format!(
                    "accepted by what {} tells {}{}",
                    code(&place),
                    told.suppression.tool.title(),
                    reason.map_or_else(String::new, |reason| format!(": {reason}")),
                )
            }
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::tasks;
    use crate::policy::{Policy, Waiver};
    use crate::report::Report;
    use crate::status::Status;
    use crate::{assess, read};

    const ROOT: &str = "FROM alpine:3.22\nUSER root\n";

    fn report(name: &str, policy: &Policy) -> Report {
        assess(&[read(name, ROOT.as_bytes())], policy)
    }

    fn waiver(owner: &str, reason: &str) -> Policy {
        Policy {
            today: Some(jiff::civil::date(2026, 11, 22)),
            waivers: vec![Waiver {
                control: "container-user-nonroot".to_owned(),
                owner: owner.to_owned(),
                reason: reason.to_owned(),
                expires: Some(jiff::civil::date(2027, 1, 31)),
                ..Waiver::default()
            }],
            ..Policy::default()
        }
    }

    fn failed(report: &Report) -> usize {
        let results = report.controls.iter();
        results
            .filter(|result| result.status_accepted == Status::Failed)
            .count()
    }

    #[test]
    fn a_task_names_place_reason_and_cure() {
        let markdown = tasks(&report("web/Dockerfile", &Policy::default()));
        assert!(
            markdown.contains("`container-user-nonroot`)\n  - `web/Dockerfile:2`"),
            "{markdown}"
        );
        assert!(markdown.contains("\n  Fix: "), "{markdown}");
        assert!(markdown.contains(" <!-- plimsoll:"), "{markdown}");
        assert!(!markdown.contains("## Accepted risks"), "{markdown}");
    }

    #[test]
    fn an_accepted_risk_is_no_task() {
        let markdown = tasks(&report("Dockerfile", &waiver("Ana", "until the move")));
        let (open, accepted) = markdown
            .split_once("## Accepted risks")
            .expect("one is accepted");
        assert!(!open.contains("container-user-nonroot"), "{markdown}");
        assert!(
            accepted.contains("accepted by `Ana` until 2027-01-31: until the move"),
            "{markdown}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Names, owners and reasons start neither tasks nor headings nor tags.
        #[test]
        fn untrusted_text_adds_nothing(
            folder in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@. \n\r\t]){0,40}",
            owner in "(\\PC|[-+*#<>&`\\[\\]()!|~=_:@. \n\r\t]){1,40}",
        ) {
            for policy in [Policy::default(), waiver(&owner, &owner)] {
                let report = report(&format!("{folder}/Dockerfile"), &policy);
                let markdown = tasks(&report);
                prop_assert_eq!(&markdown, &tasks(&report));
                let (mut boxes, mut titles) = (0, 0);
                for event in Parser::new_ext(&markdown, Options::all()) {
                    match event {
                        Event::TaskListMarker(_) => boxes += 1,
                        Event::Start(Tag::Heading { .. }) => titles += 1,
                        Event::Html(html) | Event::InlineHtml(html) => {
                            let ours = html.starts_with("<!-- ") && html.trim_end().ends_with("-->");
                            prop_assert!(ours, "{}", html);
                        }
                        Event::Start(Tag::Link { dest_url, .. }) => {
                            prop_assert!(dest_url.starts_with("https://"), "{}", dest_url);
                        }
                        _ => {}
                    }
                }
                prop_assert_eq!(boxes, failed(&report));
                let plain = markdown.lines().filter(|line| line.starts_with('#')).count();
                prop_assert_eq!(titles, plain);
                prop_assert!(titles <= 9);
            }
        }
    }
}
