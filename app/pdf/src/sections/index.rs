//! The report with what belongs together found once.

use std::collections::BTreeMap;

use plimsoll_rules::export::json::{Control, Document, Finding, Input, Subject};
use sha2::{Digest, Sha256};

use crate::limits;
use crate::text::clip;
use crate::words::{rank, sentence};

/// The report and ways into it.
pub(super) struct Index<'a> {
    pub(super) document: &'a Document,
    /// Of the JSON document, in lower-case hex.
    pub(super) hash: String,
    /// The report as JSON.
    pub(super) json: String,
    /// Whether the JSON document travels in the file.
    pub(super) attached: bool,
    subjects: BTreeMap<&'a str, &'a Subject>,
    controls: BTreeMap<&'a str, &'a Control>,
    findings: BTreeMap<&'a str, Vec<&'a Finding>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let json = document.to_json();
        let hash = Sha256::digest(json.as_bytes())
            .iter()
            .fold(String::new(), |mut hex, byte| {
                for digit in [byte >> 4, byte & 15] {
                    hex.extend(char::from_digit(u32::from(digit), 16));
                }
                hex
            });
        let mut findings: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &document.findings {
            findings.entry(&finding.control).or_default().push(finding);
        }
        Self {
            document,
            hash,
            attached: json.len() <= limits::ATTACHMENT,
            json,
            subjects: document
                .subjects
                .iter()
                .map(|subject| (&*subject.id, subject))
                .collect(),
            controls: document
                .controls
                .iter()
                .map(|control| (&*control.id, control))
                .collect(),
            findings,
        }
    }

    /// The first digits of the JSON document's hash: enough to tell two reports apart.
    pub(super) fn short_id(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }

    /// The files that were given, without the parts that bundles were taken apart into.
    pub(super) fn given(&self) -> Vec<&'a Input> {
        let inputs = self.document.inputs.iter();
        inputs.filter(|input| input.part_of.is_none()).collect()
    }

    /// The findings of one control with this verdict, in the report's order.
    pub(super) fn findings(&self, control: &str, verdict: &str) -> Vec<&'a Finding> {
        let all = self
            .findings
            .get(control)
            .map(Vec::as_slice)
            .unwrap_or_default();
        all.iter()
            .copied()
            .filter(|finding| finding.verdict == verdict)
            .collect()
    }

    /// The control of this id.
    pub(super) fn control(&self, id: &str) -> Option<&'a Control> {
        self.controls.get(id).copied()
    }

    /// The controls that satisfy `wanted`, worst severity and most points first.
    pub(super) fn controls(&self, wanted: impl Fn(&Control) -> bool) -> Vec<&'a Control> {
        let mut found: Vec<&Control> = self
            .document
            .controls
            .iter()
            .filter(|control| wanted(control))
            .collect();
        found.sort_by(|a, b| {
            rank(&a.severity)
                .cmp(&rank(&b.severity))
                .then_with(|| b.points.total_cmp(&a.points))
                .then_with(|| a.id.cmp(&b.id))
        });
        found
    }

    /// A subject's name with its kind, or its id where the report does not list it.
    pub(super) fn subject(&self, id: &str) -> String {
        self.subjects.get(id).map_or_else(
            || clip(id, limits::NAME),
            |subject| {
                format!(
                    "{} ({})",
                    clip(&subject.name, limits::NAME),
                    sentence(&subject.kind).to_lowercase()
                )
            },
        )
    }
}

/// A finding's place: file and line, and the path inside a JSON file.
pub(super) fn place(finding: &Finding) -> Option<String> {
    let artifact = clip(finding.artifact.as_deref()?, limits::NAME);
    let line = finding
        .span
        .map(|span| format!(":{}", span.start_line))
        .unwrap_or_default();
    let path = finding
        .path
        .as_deref()
        .map(|path| format!(" {}", clip(path, limits::NAME)));
    Some(format!("{artifact}{line}{}", path.unwrap_or_default()))
}
