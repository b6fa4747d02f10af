//! The texts that places refer to, with their lines found and their secrets marked.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use plimsoll_rules::conceal::Concealed;
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
    /// What of it must not be shown.
    concealed: Concealed,
    lines: OnceCell<LineIndex>,
}

impl<'a> Sources<'a> {
    /// Matches the report's inputs with what was read: equal hashes are equal texts.
    pub(super) fn new(report: &'a Report, artifacts: &'a [Artifact]) -> Self {
        let texts: BTreeMap<&str, &str> = artifacts
            .iter()
            .flat_map(Artifact::with_parts)
            .map(|artifact| (&*artifact.sha256, artifact.text.as_str()))
            .collect();
        let named = || {
            report.inputs.iter().filter_map(|input| {
                let text = texts.get(&*input.sha256)?;
                Some((&*input.name, *text))
            })
        };
        let mut concealed = Concealed::of_report(report, named());
        let by_name = named()
            .map(|(name, text)| {
                let concealed = concealed.remove(name).unwrap_or_default();
                (name, Source::new(text, concealed))
            })
            .collect();
        Self { by_name }
    }

    /// The text of the artifact of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Source<'a>> {
        self.by_name.get(name)
    }
}

impl<'a> Source<'a> {
    /// A text of which this must not be shown.
    pub(super) fn new(text: &'a str, concealed: Concealed) -> Self {
        Self {
            text,
            concealed,
            lines: OnceCell::new(),
        }
    }

    /// Where its lines are.
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// What of these bytes must not be shown, in order and without overlaps.
    pub(super) fn masked_in(&self, shown: Span) -> Vec<Span> {
        self.concealed.within(shown, self.text)
    }
}
