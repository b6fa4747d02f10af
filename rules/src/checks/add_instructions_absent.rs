//! Decides `add-instructions-absent`: no `ADD` at all, for teams that want none.

use super::history::{self, Added};
use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::add_instructions_absent::{
    ARCHIVE_UNPACKED, CONTROL, DOCUMENT_ADDED, HISTORY_HIDES_SOURCE, SOURCE_ADDED, SOURCE_FETCHED,
};
use crate::facts::{Build, ImageStep, Listed};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Source;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::History(of_history)]),
};

/// The classic builder keeps a checksum of what was added.
fn of_history(steps: &Listed<ImageStep>) -> Verdict {
    let added = history::added(steps);
    let failures = added.iter().map(|(step, added)| {
        let finding = match added {
            Added::Copied(source) | Added::Fetched(source) => of_source(source),
            Added::Hidden => Finding::new(HISTORY_HIDES_SOURCE),
        };
        finding.at(step.evidence)
    });
    let unknown = unsettled::unseen_all(&steps.unknown);
    Verdict::over(history::brings_files(steps), failures.collect(), unknown)
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    for moved in transfers::all(build).filter(|moved| moved.is_add) {
        let step = moved.step;
        let paths = moved.transfer.sources.iter().filter_map(Source::path);
        let found = paths.map(|path| {
            // A source that cannot be told is added all the same.
            let source = step.path(path).unwrap_or_else(|_| path.value.clone());
            of_source(&source).at(step.at(path.span))
        });
        let before = failures.len();
        failures.extend(found);
        if failures.len() == before {
            let keyword = step.instruction.keyword.span;
            failures.push(Finding::new(DOCUMENT_ADDED).at(step.at(keyword)));
        }
    }
    let is_concerned = transfers::all(build).next().is_some();
    Verdict::over(is_concerned, failures, Vec::new())
}

fn of_source(source: &str) -> Finding {
    let reason: &'static Reason = if transfers::is_fetched(source) {
        SOURCE_FETCHED
    } else if transfers::is_archive(source) {
        ARCHIVE_UNPACKED
    } else {
        SOURCE_ADDED
    };
    Finding::new(reason).with("source", source)
}
