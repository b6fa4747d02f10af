//! Decides `download-versions-sound`: no archive is downloaded that is listed as vulnerable.

mod list;

use super::{Check, Decide, downloads, unsettled};
use crate::catalogue::download_versions_sound::{CONTROL, VERSION_UNRESOLVED, VERSION_VULNERABLE};
use crate::facts::{Build, Unknown};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{InstructionKind, Source};
use crate::span::Span;
use list::LISTED;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut found: Vec<(String, Span, Result<String, Unknown>)> = downloads::addresses(build)
        .into_iter()
        .map(|address| (address.word.text.clone(), address.word.span, address.text))
        .collect();
    for step in build.steps() {
        if let InstructionKind::Add(transfer) = &step.instruction.kind {
            let paths = transfer.sources.iter().filter_map(Source::path);
            found.extend(paths.map(|path| (path.value.clone(), path.span, step.settled(path))));
        }
    }
    let is_concerned = !found.is_empty();
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for (written, span, address) in found {
        match address {
            Ok(address) => {
                if let Some((version, listed)) = vulnerable(&address) {
                    failures.push(
                        Finding::new(VERSION_VULNERABLE)
                            .with("program", listed.program)
                            .with("version", version)
                            .with("vulnerability", listed.vulnerability)
                            .with("fixed", listed.fixed)
                            .at(build.at(span)),
                    );
                }
            }
            // Another program's version does not decide.
            Err(missing) if names_listed(&written) => {
                unknown.push(unsettled::finding(&missing, VERSION_UNRESOLVED));
            }
            Err(_) => {}
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// The version and the entry of an archive that the list has.
fn vulnerable(address: &str) -> Option<(&str, &'static list::Listed)> {
    let name = downloads::file_name(address);
    LISTED.iter().find_map(|listed| {
        let rest = name.strip_prefix(listed.program)?.strip_prefix('-')?;
        let end = rest
            .char_indices()
            .find(|(_, it)| !(it.is_ascii_digit() || *it == '.'))
            .map_or(rest.len(), |(at, _)| at);
        let version = rest.get(..end)?.trim_end_matches('.');
        let number = numbers(version);
        let is_listed = !version.is_empty()
            && number >= numbers(listed.first)
            && number < numbers(listed.fixed);
        is_listed.then_some((version, listed))
    })
}

fn names_listed(written: &str) -> bool {
    let name = downloads::file_name(written);
    LISTED.iter().any(|listed| name.starts_with(listed.program))
}

fn numbers(version: &str) -> Vec<u64> {
    let parts = version.split('.');
    parts.map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}
