//! Decides `files-not-world-writable`: nobody but owner and group may write what is added.

use super::given_modes::{self, Giver};
use super::{Check, Decide};
use crate::catalogue::files_not_world_writable::{
    COMMAND_GRANTS_WRITE, CONTROL, FLAG_GRANTS_WRITE, MODE_UNRESOLVED,
};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    given_modes::judge(build, MODE_UNRESOLVED, |given, mode| {
        if !mode.is_world_writable {
            return None;
        }
        let reason = match given.by {
            Giver::Flag => FLAG_GRANTS_WRITE,
            Giver::Command => COMMAND_GRANTS_WRITE,
        };
        let finding = Finding::new(reason)
            .with("mode", given.text)
            .at(build.at(given.span));
        let is_octal = given.text.bytes().all(|digit| digit.is_ascii_digit());
        let is_exact = is_octal && given.span.of(build.text) == given.text;
        Some(if is_exact {
            finding.mended_by(Remedy::assisted(
                "Confirm that only the owner has to write these files.",
                vec![Edit::replace(given.span, mode.mended(given.text))],
            ))
        } else {
            finding
        })
    })
}
