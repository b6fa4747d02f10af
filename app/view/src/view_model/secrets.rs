//! Secrets in excerpts: their values are never shown, whichever control the excerpt is for.

use std::collections::BTreeMap;

use plimsoll_rules::conceal::Concealed;
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::sorted::Sorted;

use super::Texts;

/// What stands in a value's place.
pub(super) const MASK: &str = "••••••";

/// What must not be shown of each file.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    by_file: BTreeMap<String, Concealed>,
}

impl Secrets {
    /// Collects it for the files that these findings point at.
    pub(super) fn new(report: &Report, texts: &Texts, findings: &[&Reported]) -> Self {
        let shown = findings.iter().filter_map(|finding| {
            let file = finding.artifact.as_deref()?;
            let (_, text) = texts.get(file)?;
            Some((file, text))
        });
        // One file has many findings, and is looked at once.
        let files: BTreeMap<&str, &str> = shown.into_map();
        Self {
            by_file: Concealed::of_report(report, files)
                .into_iter()
                .map(|(file, concealed)| (file.to_owned(), concealed))
                .into_map(),
        }
    }

    pub(super) fn of(&self, file: &str) -> Option<&Concealed> {
        self.by_file.get(file)
    }
}
