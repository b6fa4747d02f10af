//! Decides `files-copied-not-added`: what `COPY` can do is not done by `ADD`.

mod remedy;

use super::{Check, Decide, unsettled};
use crate::catalogue::files_copied_not_added::{CONTROL, LOCAL_SOURCE_ADDED, SOURCE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{InstructionKind, Source};

/// Endings of what `ADD` unpacks.
const ARCHIVES: [&str; 19] = [
    ".tar",
    ".tgz",
    ".tar.gz",
    ".tbz",
    ".tbz2",
    ".tar.bz2",
    ".txz",
    ".tar.xz",
    ".tar.zst",
    ".tzst",
    ".tar.lz",
    ".tlz",
    ".tar.lzma",
    ".tar.z",
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
    ".lzma",
];

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let transfer = match &step.instruction.kind {
            InstructionKind::Add(transfer) => transfer,
            InstructionKind::Copy(_) => {
                is_concerned = true;
                continue;
            }
            _ => continue,
        };
        is_concerned = true;
        for path in transfer.sources.iter().filter_map(Source::path) {
            match step.path(path) {
                Ok(known) if is_plain(&known) => {
                    let mut finding = Finding::new(LOCAL_SOURCE_ADDED)
                        .with("source", &path.value)
                        .at(step.at(path.span));
                    finding.remedy = remedy::copied(step, transfer);
                    failures.push(finding);
                }
                Ok(_) => {}
                Err(missing) => unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED)),
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether a source is neither fetched nor unpacked.
fn is_plain(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let is_fetched = source.contains("://") || source.starts_with("git@");
    let is_unpacked = ARCHIVES.iter().any(|ending| source.ends_with(ending));
    !(is_fetched || is_unpacked)
}
