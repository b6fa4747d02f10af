//! One control to mend, as a task with its places.

use super::escape::{code, prose};
use super::{PLACES, Writer, one_line};
use crate::catalogue::{Example, Language};
use crate::report::{Controlled, Reported};

impl Writer<'_> {
    pub(super) fn task(&mut self, result: &Controlled) {
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
    pub(super) fn place(&self, finding: &Reported) -> String {
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
}
