//! What a finding's remedy changes, as the page prints it.

use plimsoll_rules::finding::Outcome;
use plimsoll_rules::remedy::{self, Preview, Side};
use plimsoll_rules::report::Report;
use serde::{Deserialize, Serialize};

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

/// A line that is taken out or put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLine {
    /// Whether it is put in.
    pub is_added: bool,
    /// Its number, from 1, in the file as it is or as it would be.
    pub number: usize,
    /// Its text, without secrets.
    pub text: String,
}

impl ChangeView {
    /// The lines with their signs, for the clipboard.
    pub fn text(&self) -> String {
        let line = |line: &ChangedLine| format!("{}{}\n", line.sign(), line.text);
        self.lines.iter().map(line).collect()
    }
}

impl ChangedLine {
    /// `+` or `-`.
    pub const fn sign(&self) -> char {
        if self.is_added { '+' } else { '-' }
    }
}

impl From<Preview> for ChangeView {
    fn from(preview: Preview) -> Self {
        let lines = preview.lines.into_iter().map(|line| ChangedLine {
            is_added: line.side == Side::Added,
            number: line.number,
            text: line.text,
        });
        Self {
            asks: preview.asks,
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
            let detail = detail(&report, &given, control, 10).unwrap();
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
