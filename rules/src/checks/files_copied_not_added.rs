//! Decides `files-copied-not-added`: what `COPY` can do is not done by `ADD`.

use super::history::{self, Added};
use super::{Check, Decide, edits, transfers, unsettled};
use crate::catalogue::files_copied_not_added::{
    CONTROL, HISTORY_HIDES_SOURCE, LOCAL_SOURCE_ADDED, SOURCE_UNRESOLVED,
};
use crate::facts::{Build, ImageStep, Listed, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Flag, Source};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::History(of_history)]),
};

/// The classic builder keeps a checksum of what was added, and nobody knows what it was.
fn of_history(steps: &Listed<ImageStep>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), unsettled::unseen_all(&steps.unknown));
    let mut is_concerned = false;
    for (step, added) in history::added(steps) {
        is_concerned = true;
        match added {
            Added::Copied(source) if is_plain(source) => {
                let finding = Finding::new(LOCAL_SOURCE_ADDED).with("source", source);
                failures.push(finding.at(step.evidence));
            }
            Added::Copied(_) | Added::Fetched(_) => {}
            Added::Hidden => {
                unknown.push(Finding::new(HISTORY_HIDES_SOURCE).at(step.evidence));
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build) {
        is_concerned = true;
        if !moved.is_add {
            continue;
        }
        let step = moved.step;
        let mut plain = Vec::new();
        let paths = moved.transfer.sources.iter().filter_map(Source::path);
        for path in paths.clone() {
            match step.path(path) {
                Ok(known) if is_plain(&known) => plain.push(path),
                Ok(_) => {}
                Err(missing) => unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED)),
            }
        }
        // An argument may turn a source into an address, which only `ADD` fetches.
        let is_certain = paths.clone().all(|path| !path.value.contains('$'));
        let remedy = replaced(step).filter(|_| is_certain && plain.len() == paths.count());
        for path in plain {
            let finding = Finding::new(LOCAL_SOURCE_ADDED)
                .with("source", &path.value)
                .at(step.at(path.span));
            failures.push(match &remedy {
                Some(remedy) => finding.mended_by(remedy.clone()),
                None => finding,
            });
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// `COPY` in the place of `ADD`, where no flag is given that only `ADD` has.
fn replaced(step: Step<'_>) -> Option<Remedy> {
    let flags = &step.instruction.flags;
    let is_own =
        |flag: &Flag| ["checksum", "keep-git-dir", "unpack"].contains(&flag.name.value.as_str());
    let span = step.instruction.keyword.span;
    let keyword = edits::in_case_of("COPY", span.of(step.text()));
    (!flags.iter().any(is_own)).then(|| Remedy::safe(vec![Edit::replace(span, keyword)]))
}

/// Whether a source is neither fetched nor unpacked.
fn is_plain(source: &str) -> bool {
    !(transfers::is_fetched(source) || transfers::is_archive(source))
}
