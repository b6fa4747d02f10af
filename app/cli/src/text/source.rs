//! The texts that places refer to, with their lines found and their secrets marked.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use plimsoll_rules::catalogue::Concern;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::span::{LineIndex, Span};
use plimsoll_rules::{Artifact, Report};

use super::mask;

/// The texts of a report's artifacts, by the names it gives them.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    by_name: BTreeMap<&'a str, Source<'a>>,
}

/// One artifact's text.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    /// Spans of findings about secrets.
    secrets: Vec<Span>,
    lines: OnceCell<LineIndex>,
}

impl<'a> Sources<'a> {
    /// Matches the report's inputs with what was read: equal hashes are equal texts.
    pub(super) fn new(report: &'a Report, artifacts: &'a [Artifact]) -> Self {
        let texts: BTreeMap<&str, &str> = artifacts
            .iter()
            .map(|artifact| (&*artifact.sha256, &*artifact.text))
            .collect();
        let mut by_name: BTreeMap<&str, Source<'_>> = report
            .inputs
            .iter()
            .filter_map(|input| {
                let text = texts.get(&*input.sha256)?;
                Some((&*input.name, Source::new(text, Vec::new())))
            })
            .collect();
        for finding in &report.findings {
            let concerns_secrets = finding.control.concern == Concern::Secrets
                && matches!(finding.outcome, Outcome::Fail | Outcome::Unknown);
            if let (true, Some(name), Some(span)) =
                (concerns_secrets, &finding.artifact, finding.span)
                && let Some(source) = by_name.get_mut(&**name)
            {
                source.secrets.push(mask::value_in(source.text, span));
            }
        }
        Self { by_name }
    }

    /// The text of the artifact of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Source<'a>> {
        self.by_name.get(name)
    }
}

impl<'a> Source<'a> {
    /// A text in which these places are about secrets.
    pub(super) fn new(text: &'a str, secrets: Vec<Span>) -> Self {
        Self {
            text,
            secrets,
            lines: OnceCell::new(),
        }
    }

    /// Where its lines are.
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// What of these bytes must not be shown, in order and without overlaps.
    pub(super) fn masked_in(&self, shown: Span) -> Vec<Span> {
        let touching = |span: &&Span| span.start < shown.end && shown.start < span.end;
        let mut masked: Vec<Span> = self.secrets.iter().filter(touching).copied().collect();
        masked.extend(mask::values_in(self.text, shown));
        masked.sort_unstable();
        masked.dedup_by(|next, kept| {
            let overlaps = next.start <= kept.end;
            if overlaps {
                *kept = kept.to(*next);
            }
            overlaps
        });
        masked
    }
}
