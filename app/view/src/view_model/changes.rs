//! What a finding's remedy changes, as the page prints it.

use plimsoll_rules::finding::Outcome;
use plimsoll_rules::remedy::{self, Preview, Side};
use plimsoll_rules::report::Report;
use serde::{Deserialize, Serialize};

use crate::prose;

/// The change that would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// What the reader confirms or fills in first; `None` where a working build and container
    /// stay as they are.
    pub asks: Option<String>,
    /// The lines taken out and put in.
    pub lines: Vec<ChangedLine>,
    /// How many further lines change.
    pub more: usize,
}

/// A line that is taken out or put in, or stands beside such lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLine {
    /// What becomes of it.
    pub role: Role,
    /// Its number, from 1, in the file as it is, or as it would be where it is put in.
    pub number: usize,
    /// Its text, without secrets.
    pub text: String,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// It is taken out.
    Removed,
    /// It is put in.
    Added,
    /// It stays.
    Kept,
}

impl ChangeView {
    /// The lines with their signs, for the clipboard.
    pub fn text(&self) -> String {
        let line = |line: &ChangedLine| format!("{}{}\n", line.sign(), line.text);
        self.lines.iter().map(line).collect()
    }
}

impl ChangedLine {
    /// `+` or `-`, or a blank.
    pub const fn sign(&self) -> char {
        match self.role {
            Role::Removed => '-',
            Role::Added => '+',
            Role::Kept => ' ',
        }
    }
}

/// Lines that follow on each other; between two runs some are left out.
pub fn runs(lines: &[ChangedLine]) -> Vec<&[ChangedLine]> {
    let mut runs = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, line) in lines.iter().enumerate() {
        if line.role == Role::Added {
            continue;
        }
        let follows = last.is_none_or(|last: usize| line.number <= last + 1);
        if !follows && let Some(run) = lines.get(start..at) {
            runs.push(run);
            start = at;
        }
        last = Some(line.number);
    }
    runs.extend(lines.get(start..).filter(|run| !run.is_empty()));
    runs
}

impl From<Preview> for ChangeView {
    fn from(preview: Preview) -> Self {
        let lines = preview.lines.into_iter().map(|line| ChangedLine {
            role: match line.side {
                Side::Removed => Role::Removed,
                Side::Added => Role::Added,
                Side::Kept => Role::Kept,
            },
            number: line.number,
            text: line.text,
        });
        Self {
            asks: preview.asks.as_deref().map(prose::marked),
            lines: lines.collect(),
            more: preview.more,
        }
    }
}

/// How many failures have a change that asks nothing.
pub(super) fn safe(report: &Report) -> usize {
    let open = report
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail && finding.accepted.is_none());
    open.filter(|finding| remedy::is_safe(finding)).count()
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::super::Given;
    use super::super::Texts;
    use super::super::detail::detail;

    #[test]
    fn a_finding_shows_its_change_line_by_line() {
        let text = "FROM alpine:3.22\nADD a.txt /srv/\nCMD run --now\n";
        let artifact = read("Dockerfile", text.as_bytes());
        let report = assess(std::slice::from_ref(&artifact), &Policy::default());
        let given = [Given {
            id: 1,
            artifact: &artifact,
        }];
        let change = |control: &str| {
            let detail = detail(&report, &Texts::new(&report, &given), control, 0..10).unwrap();
            detail.findings.into_iter().find_map(|it| it.change)
        };
        let added = change("files-copied-not-added").unwrap();
        assert_eq!(added.asks, None);
        assert_eq!(added.text(), "-ADD a.txt /srv/\n+COPY a.txt /srv/\n");
        let numbers: Vec<usize> = added.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 2]);
        assert!(change("command-exec-form").unwrap().asks.is_some());
        assert_eq!(change("container-user-nonroot"), None);
        assert_eq!(super::safe(&report), 1);
    }
}
