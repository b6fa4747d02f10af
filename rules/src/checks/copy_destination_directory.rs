//! Decides `copy-destination-directory`: where several files go is written as a directory.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::copy_destination_directory::{
    CONTROL, DESTINATION_UNRESOLVED, PATTERN_INTO_FILE, SEVERAL_INTO_FILE,
};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Transfer;
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build) {
        let (step, transfer) = (moved.step, moved.transfer);
        let is_several = transfer.sources.len() > 1;
        let pattern = pattern_of(transfer);
        if !is_several && pattern.is_none() {
            continue;
        }
        is_concerned = true;
        let written = &transfer.destination;
        let destination = match step.settled(written) {
            Ok(destination) => destination,
            Err(_) if is_directory(written.value.trim_matches(['"', '\''])) => continue,
            Err(missing) => {
                unknown.push(unsettled::finding(&missing, DESTINATION_UNRESOLVED));
                continue;
            }
        };
        if is_directory(&destination) {
            continue;
        }
        let finding = match pattern {
            _ if is_several => Finding::new(SEVERAL_INTO_FILE),
            // `*.jar app.jar` is meant to fit one file, and a build where it fits more stops.
            Some(pattern) if has_same_ending(&pattern.value, &destination) => continue,
            Some(pattern) => Finding::new(PATTERN_INTO_FILE).with("pattern", &pattern.value),
            None => continue,
        };
        let finding = finding
            .with("destination", &written.value)
            .at(step.at(written.span));
        failures.push(match slash(build, written) {
            Some(edit) if is_several => finding.mended_by(Remedy::safe(vec![edit])),
            Some(edit) => finding.mended_by(Remedy::assisted(
                "Confirm that the pattern is meant to fit several files.",
                vec![edit],
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn pattern_of(transfer: &Transfer) -> Option<&Spanned<String>> {
    let mut paths = transfer.sources.iter().filter_map(|source| source.path());
    paths.find(|path| path.value.contains(['*', '?', '[']))
}

/// The builder takes the working directory, and a path that ends in it, for a directory too.
fn is_directory(destination: &str) -> bool {
    destination.ends_with(['/', '\\'])
        || [".", ".."].contains(&destination)
        || destination.ends_with("/.")
        || destination.ends_with("/..")
}

fn has_same_ending(pattern: &str, destination: &str) -> bool {
    let ending = |path: &str| {
        let path = path.trim_matches(['"', '\'']);
        let name = path.rsplit('/').next()?;
        name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
    };
    ending(destination).is_some_and(|own| ending(pattern) == Some(own))
}

/// A slash at the end of the destination, inside its quotes.
fn slash(build: &Build<'_>, destination: &Spanned<String>) -> Option<Edit> {
    let text = destination.span.of(build.text);
    let is_whole = !text.contains(['\n', '\r']);
    let has_quote = text.ends_with(['"', '\'']);
    let is_sound = is_whole && !text.is_empty() && !text.ends_with(build.file().escape);
    let end = destination.span.end - usize::from(has_quote);
    is_sound.then(|| Edit::replace(Span::new(end, end), "/"))
}
