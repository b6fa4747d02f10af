//! Comments that accept failures in the files themselves, of whatever format.
//!
//! Each tool's comment accepts what its own rules ask for, so a control by any alias of that
//! tool; ours accepts controls by any name.

mod failures;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::artifact::Artifact;
use crate::artifact::kind::Kind;
use crate::catalogue::{self, Alias, Control};
use crate::facts::masked;
use crate::finding::Outcome;
use crate::model::suppression::{Names, Reach, Suppression, Tool};
use crate::report::{Acceptance, Reported, Suppressed, SuppressionEffect};
use crate::sorted::Sorted;
use crate::span::LineIndex;
use failures::Failures;

/// Marks the failures each comment accepts, where nothing else accepted them before.
pub(super) fn apply(
    artifacts: &[Artifact],
    today: Option<Date>,
    findings: &mut [Reported],
) -> Vec<Suppressed> {
    if artifacts
        .iter()
        .all(|it| it.model.suppressions().is_empty())
    {
        return Vec::new();
    }
    let mut failures: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        if let Some(artifact) = finding
            .artifact
            .as_ref()
            .filter(|_| finding.outcome == Outcome::Fail)
        {
            failures
                .entry(Arc::clone(artifact))
                .or_default()
                .push(index);
        }
    }
    let mut told = Vec::new();
    for artifact in artifacts {
        let suppressions = artifact.model.suppressions();
        if suppressions.is_empty() {
            continue;
        }
        let lines = LineIndex::new(&artifact.text);
        let own = failures.get(&artifact.name).map_or(&[][..], Vec::as_slice);
        let mut own = Failures::new(own, findings);
        let mut below = None;
        for suppression in suppressions {
            let named = Named::new(suppression);
            let here = match suppression.reach {
                Ok(Reach::Folder) => {
                    let beside = || beside(artifact, artifacts, &failures);
                    below.get_or_insert_with(|| Failures::new(&beside(), findings))
                }
                Ok(Reach::File | Reach::Within(_)) | Err(_) => &mut own,
            };
            let effect = effect(told.len(), suppression, &named, today, here, findings);
            told.push(Suppressed {
                artifact: Arc::clone(&artifact.name),
                region: lines.region(suppression.span, &artifact.text),
                suppression: shown(suppression),
                unknown: named.unknown,
                effect,
            });
        }
    }
    told
}

/// The failures in the Dockerfiles of a configuration's folder and the folders in it.
fn beside(
    config: &Artifact,
    artifacts: &[Artifact],
    failures: &BTreeMap<Arc<str>, Vec<usize>>,
) -> Vec<usize> {
    let folder = config.name.rfind('/').map_or(0, |slash| slash + 1);
    let folder = config.name.get(..folder).unwrap_or_default();
    let is_judged = |artifact: &&Artifact| {
        artifact.kind == Kind::Dockerfile && artifact.name.starts_with(folder)
    };
    let names = artifacts.iter().filter(is_judged).map(|it| &it.name);
    let found = names.filter_map(|name| failures.get(name)).flatten();
    found.copied().collect()
}

/// The comment as the report shows it: whatever a file says, no secret goes further.
fn shown(suppression: &Suppression) -> Suppression {
    let mut shown = suppression.clone();
    for text in [&mut shown.owner, &mut shown.reason].into_iter().flatten() {
        *text = masked(text);
    }
    if let Names::Only(names) | Names::AllBut(names) = &mut shown.names {
        for name in names {
            *name = masked(name);
        }
    }
    shown
}

fn effect(
    index: usize,
    suppression: &Suppression,
    named: &Named,
    today: Option<Date>,
    here: &mut Failures,
    findings: &mut [Reported],
) -> SuppressionEffect {
    let reach = match suppression.reach {
        Ok(reach) => reach,
        Err(fault) => return SuppressionEffect::Unheard(fault),
    };
    if named.controls.is_empty() {
        return SuppressionEffect::UnknownControl;
    }
    let missing = suppression.missing();
    if suppression.tool == Tool::Plimsoll && !missing.is_empty() {
        return SuppressionEffect::Incomplete(missing);
    }
    let covered = here.covered(&named.controls, reach);
    if covered.count == 0 {
        return SuppressionEffect::Unmatched;
    }
    match (suppression.expires, today) {
        (Some(_), None) => return SuppressionEffect::Undated,
        (Some(last), Some(today)) if today > last => return SuppressionEffect::Expired,
        (Some(_) | None, _) => {}
    }
    here.note(&named.controls, reach);
    for at in &covered.open {
        if let Some(finding) = findings.get_mut(*at) {
            finding.accepted.get_or_insert(Acceptance::Comment(index));
        }
    }
    SuppressionEffect::Applied(covered.count)
}

/// The controls that a comment's names lead to, and the names that lead to none.
struct Named {
    controls: BTreeSet<&'static str>,
    unknown: Vec<String>,
}

impl Named {
    fn new(suppression: &Suppression) -> Self {
        let tool = suppression.tool;
        let rules: Vec<(&Alias, &'static Control)> = peers(tool)
            .iter()
            .flat_map(|peer| catalogue::rules_of(peer))
            .collect();
        let mut listed = BTreeSet::new();
        let mut unknown = Vec::new();
        for name in suppression.names.written() {
            let before = listed.len();
            let mut is_known = false;
            if tool == Tool::Plimsoll {
                let found = catalogue::find(name);
                is_known = !found.is_empty();
                listed.extend(found.into_iter().map(|control| control.id));
            }
            for (_, control) in rules
                .iter()
                .filter(|(alias, _)| is_meant(tool, alias, name))
            {
                is_known = true;
                listed.insert(control.id);
            }
            if !is_known && before == listed.len() {
                unknown.push(masked(name));
            }
        }
        let all = || rules.iter().map(|(_, control)| control.id).into_set();
        let controls = match suppression.names {
            Names::Every => all(),
            Names::Only(_) => listed,
            Names::AllBut(_) => all().difference(&listed).copied().into_set(),
        };
        Self { controls, unknown }
    }
}

/// The names under which the catalogue has a tool's rules.
const fn peers(tool: Tool) -> &'static [&'static str] {
    match tool {
        Tool::Hadolint => &["hadolint"],
        Tool::BuildKit => &["buildkit"],
        Tool::Trivy => &["trivy"],
        Tool::Checkov => &["checkov"],
        Tool::Kics => &["kics", "kics_fork"],
        Tool::Semgrep => &["semgrep"],
        Tool::Plimsoll => &[],
    }
}

/// Whether a tool means this rule by a name.
fn is_meant(tool: Tool, rule: &Alias, name: &str) -> bool {
    match tool {
        // BuildKit compares letter by letter.
        Tool::BuildKit => rule.id == name,
        // Semgrep's rules are named with the folders they come from.
        Tool::Semgrep => catalogue::stands_for(rule, name.rsplit('.').next().unwrap_or(name)),
        Tool::Hadolint | Tool::Trivy | Tool::Checkov | Tool::Kics | Tool::Plimsoll => {
            catalogue::stands_for(rule, name)
        }
    }
}
