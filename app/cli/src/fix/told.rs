//! What was mended and what is left, in a few sentences.

use std::collections::BTreeMap;

use plimsoll_rules::remedy::{Left, Mending, Why};

use super::Scope;
use crate::terminal::Console;
use crate::text::counted;

/// Tells it beside the output.
pub(super) fn tell(mending: &Mending, scope: &Scope, is_written: bool, console: &Console) {
    for patch in &mending.patches {
        let mut controls: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &patch.cleared {
            *controls.entry(finding.control.id).or_default() += 1;
        }
        let controls: Vec<String> = controls
            .into_iter()
            .map(|(id, times)| match times {
                1 => id.to_owned(),
                _ => format!("{id} ({times} times)"),
            })
            .collect();
        console.note(&format!("{}: {}", patch.artifact, controls.join(", ")));
    }
    let cleared = mending
        .patches
        .iter()
        .map(|patch| patch.cleared.len())
        .sum();
    let files = counted(mending.patches.len(), "file");
    let findings = counted(cleared, "finding");
    console.note(&match (cleared, is_written) {
        (0, _) => "Nothing here can be mended without a question.".to_owned(),
        (_, true) => format!("{findings} mended in {files}."),
        (_, false) => format!("{findings} to mend in {files}; --write changes them in place."),
    });
    let is_asked = |left: &&Left| scope.holds(&left.finding);
    let mut whys: BTreeMap<Why, usize> = BTreeMap::new();
    for left in mending.left.iter().filter(is_asked) {
        *whys.entry(left.why).or_default() += 1;
    }
    if !whys.is_empty() {
        let total: usize = whys.values().sum();
        let parts: Vec<String> = whys
            .into_iter()
            .map(|(why, count)| format!("{count} {}", words(why)))
            .collect();
        let (findings, verb) = (
            counted(total, "finding"),
            if total == 1 { "stays" } else { "stay" },
        );
        console.note(&format!("{findings} {verb}: {}.", parts.join(", ")));
    }
}

/// Tells what the reader has to confirm or to fill in of what was changed.
pub(super) fn caveats(caveats: &[String], console: &Console) {
    if !caveats.is_empty() {
        console.note("To confirm or fill in:");
    }
    for caveat in caveats {
        console.note(&format!("  {caveat}"));
    }
}

const fn words(why: Why) -> &'static str {
    match why {
        Why::Asks => "with a change that needs your choice",
        Why::NotChosen => "with a change you did not ask for",
        Why::Accepted => "accepted",
        Why::ByHand => "to mend by hand",
        Why::NotPlainText => "in files that are not plain UTF-8",
        Why::Refused => "whose change would not have helped",
        Why::Unfinished => "for another run",
    }
}
