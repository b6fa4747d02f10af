//! Decides `setuid-bits-unset`: no program that is added runs as its owner or group.

use super::given_modes::{self, Giver};
use super::{Check, Decide};
use crate::catalogue::setuid_bits_unset::{
    COMMAND_SETS_ID, CONTROL, FLAG_SETS_ID, MODE_UNRESOLVED,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    given_modes::judge(build, MODE_UNRESOLVED, |given, mode| {
        let reason = match given.by {
            Giver::Flag => FLAG_SETS_ID,
            Giver::Command => COMMAND_SETS_ID,
        };
        let finding = Finding::new(reason).with("mode", given.text);
        mode.sets_id.then(|| finding.at(build.at(given.span)))
    })
}
