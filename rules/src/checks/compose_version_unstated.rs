//! Decides `compose-version-unstated`: no file asks for a version of the format.
//!
//! `docker stack deploy` still reads the key, so it is no matter there.

use super::{Check, Decide, file_edits};
use crate::catalogue::compose_version_unstated::{CONTROL, VERSION_NUMBER, VERSION_STATED};
use crate::facts::Whole;
use crate::finding::{Finding, Verdict};
use crate::project::Deployer;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    match whole.project.deployer {
        Deployer::Stack => return Verdict::NotApplicable,
        Deployer::Compose => {}
    }
    let documents = whole.documents();
    let failures = documents.filter_map(|document| {
        let entry = document.node().entry("version")?;
        let is_number = entry.value.as_float().is_some();
        let reason = if is_number {
            VERSION_NUMBER
        } else {
            VERSION_STATED
        };
        let finding = Finding::new(reason).at(whole.at(entry.key.span.to(entry.value.span)));
        let without = file_edits::safely_mended(finding, whole, document.artifact, |file| {
            file.remove(&["version"])
        });
        Some(without)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
