//! The texts that places refer to, with their lines found and their secrets marked.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use plimsoll_rules::conceal::{self, Concealed};
use plimsoll_rules::report::Reported;
use plimsoll_rules::span::{LineIndex, Span};
use plimsoll_rules::{Artifact, Report};

/// The texts of a report's artifacts, by the names it gives them.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    by_name: BTreeMap<&'a str, Source<'a>>,
}

/// One artifact's text.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    /// The findings that point at secrets in it.
    pointing: Vec<&'a Reported>,
    /// What of it must not be shown; looked for once something of it is.
    concealed: OnceLock<Concealed>,
    lines: OnceLock<LineIndex>,
}

impl<'a> Sources<'a> {
    /// Matches the report's inputs with what was read: equal hashes are equal texts.
    pub(super) fn new(report: &'a Report, artifacts: &'a [Artifact]) -> Self {
        let texts: BTreeMap<&str, &str> = artifacts
            .iter()
            .flat_map(Artifact::with_parts)
            .map(|artifact| (&*artifact.sha256, artifact.text.as_str()))
            .collect();
        let pointing = conceal::pointing(report);
        let named = report.inputs.iter().filter_map(|input| {
            let text = *texts.get(&*input.sha256)?;
            let pointing = pointing.get(&*input.name).cloned().unwrap_or_default();
            Some((&*input.name, Source::unread(text, pointing)))
        });
        let by_name = named.collect();
        Self { by_name }
    }

    /// The text of the artifact of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Source<'a>> {
        self.by_name.get(name)
    }
}

impl<'a> Source<'a> {
    const fn unread(text: &'a str, pointing: Vec<&'a Reported>) -> Self {
        Self {
            text,
            pointing,
            concealed: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// A text of which this must not be shown.
    #[cfg(test)]
    pub(super) fn new(text: &'a str, concealed: Concealed) -> Self {
        Self {
            concealed: OnceLock::from(concealed),
            ..Self::unread(text, Vec::new())
        }
    }

    /// Where its lines are.
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// What of these bytes must not be shown, in order and without overlaps.
    pub(super) fn masked_in(&self, shown: Span) -> Vec<Span> {
        let read = || Concealed::of_findings(self.text, &self.pointing);
        let concealed = self.concealed.get_or_init(read);
        concealed.within(shown, self.text)
    }
}
