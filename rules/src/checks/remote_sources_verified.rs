//! Decides `remote-sources-verified`: what `ADD` fetches is what was meant.

use super::history::{self, Added};
use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::remote_sources_verified::{
    CHECKSUM_MISSING, COMMIT_MISSING, CONTROL, HISTORY_HIDES_CHECKSUM, PLAIN_HTTP,
    SOURCE_UNRESOLVED,
};
use crate::facts::{Build, ImageStep, Listed, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Source;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::History(of_history)]),
};

/// No history tells whether a file was compared with a checksum.
fn of_history(steps: &Listed<ImageStep>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), unsettled::unseen_all(&steps.unknown));
    let mut is_concerned = false;
    for (step, added) in history::added(steps) {
        let Added::Fetched(source) = added else {
            continue;
        };
        is_concerned = true;
        if transfers::names_commit(source) {
            continue;
        }
        if transfers::is_repository(source) {
            let finding = Finding::new(COMMIT_MISSING).with("source", source);
            failures.push(finding.at(step.evidence));
        } else {
            let finding = Finding::new(HISTORY_HIDES_CHECKSUM).with("source", source);
            unknown.push(finding.at(step.evidence));
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build).filter(|moved| moved.is_add) {
        let step = moved.step;
        let is_checked = step.instruction.flag("checksum").is_some();
        let is_only = moved.transfer.sources.len() == 1;
        for path in moved.transfer.sources.iter().filter_map(Source::path) {
            let source = match step.path(path) {
                Ok(source) => source,
                Err(missing) if !is_checked => {
                    is_concerned = true;
                    unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED));
                    continue;
                }
                Err(_) => continue,
            };
            if !transfers::is_remote(&source) {
                continue;
            }
            is_concerned = true;
            let is_repository = transfers::is_repository(&source);
            if is_checked || (is_repository && transfers::names_commit(&source)) {
                continue;
            }
            let is_plain = source.to_ascii_lowercase().starts_with("http://");
            let reason = match (is_repository, is_plain) {
                (true, _) => COMMIT_MISSING,
                (false, true) => PLAIN_HTTP,
                (false, false) => CHECKSUM_MISSING,
            };
            let finding = Finding::new(reason)
                .with("source", &path.value)
                .at(step.at(path.span));
            failures.push(if is_only && !is_repository {
                finding.mended_by(checksum(step))
            } else {
                finding
            });
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn checksum(step: Step<'_>) -> Remedy {
    let keyword = step.instruction.keyword.span;
    Remedy::assisted(
        "Fill in the SHA-256 checksum that the publisher of the file states.",
        vec![Edit::insert(keyword.end, " --checksum=sha256:<DIGEST>")],
    )
}
