//! Decides `copy-sources-unignored`: what is copied is not left out of the build context.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::copy_sources_unignored::{
    CONTEXT_IGNORED, CONTROL, PATH_TOO_LONG, SOURCE_IGNORED, SOURCE_UNRESOLVED, SOURCES_TOO_MANY,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerignore::Decision;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// How many sources are looked up; each is compared with every pattern.
const MOST: usize = 256;

fn decide(build: &Build<'_>) -> Verdict {
    let Some(ignore) = build.ignore else {
        return Verdict::NotApplicable;
    };
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut count = 0;
    for moved in transfers::all(build).filter(|moved| !moved.step.is_deferred) {
        for source in moved.context_sources() {
            let evidence = moved.step.at(source.span);
            count += 1;
            if count > MOST {
                unknown.push(Finding::new(SOURCES_TOO_MANY).at(evidence));
                return Verdict::over(true, failures, unknown);
            }
            let path = match moved.step.settled(source) {
                Ok(path) => path,
                Err(missing) => {
                    unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED));
                    continue;
                }
            };
            if is_context(&path) {
                if ignore.file.ignores_everything() {
                    let finding = Finding::new(CONTEXT_IGNORED).with("file", ignore.name);
                    failures.push(finding.at(evidence));
                }
                continue;
            }
            let looked_up = literal_part(&path);
            match ignore.file.decision(looked_up) {
                Decision::By(pattern)
                    if !pattern.is_exception && !ignore.file.readmits_below(looked_up) =>
                {
                    failures.push(
                        Finding::new(SOURCE_IGNORED)
                            .with("source", &source.value)
                            .with("pattern", &pattern.text.value)
                            .with("file", ignore.name)
                            .at(evidence),
                    );
                }
                Decision::By(_) | Decision::Nothing => {}
                Decision::TooLong => unknown.push(Finding::new(PATH_TOO_LONG).at(evidence)),
            }
        }
    }
    Verdict::over(count > 0, failures, unknown)
}

/// Whether a source is the context as a whole.
fn is_context(path: &str) -> bool {
    path.split('/').all(|part| part.is_empty() || part == ".")
}

/// The folders of a path before its first pattern; all of a path without one.
fn literal_part(path: &str) -> &str {
    match path.find(['*', '?', '[']) {
        Some(at) => {
            let before = path.get(..at).unwrap_or_default();
            before.rsplit_once('/').map_or("", |(folder, _)| folder)
        }
        None => path,
    }
}
