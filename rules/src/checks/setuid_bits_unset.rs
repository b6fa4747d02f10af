//! Decides `setuid-bits-unset`: no program that is added runs as its owner or group.

use super::{Check, Decide, chmod_calls, chmod_flags, unsettled};
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
    let mut found = Found::default();
    found.flags(build);
    found.commands(build);
    Verdict::over(found.is_concerned, found.failures, found.unknown)
}

/// What each way to set a mode adds to the verdict.
#[derive(Default)]
struct Found {
    is_concerned: bool,
    failures: Vec<Finding>,
    unknown: Vec<Finding>,
}

impl Found {
    fn flags(&mut self, build: &Build<'_>) {
        for flag in chmod_flags::all(build) {
            self.is_concerned = true;
            match flag.mode {
                Ok(Some(mode)) if mode.sets_id => self.failures.push(
                    Finding::new(FLAG_SETS_ID)
                        .with("mode", &flag.written.value)
                        .at(flag.step.at(flag.written.span)),
                ),
                Ok(_) => {}
                Err(missing) => self
                    .unknown
                    .push(unsettled::finding(&missing, MODE_UNRESOLVED)),
            }
        }
    }

    fn commands(&mut self, build: &Build<'_>) {
        for call in chmod_calls::all(build) {
            self.is_concerned = true;
            match call.mode {
                Ok(Some(mode)) if mode.sets_id => self.failures.push(
                    Finding::new(COMMAND_SETS_ID)
                        .with("mode", &call.written.text)
                        .at(build.at(call.written.span)),
                ),
                Ok(_) => {}
                Err(missing) => self
                    .unknown
                    .push(unsettled::finding(&missing, MODE_UNRESOLVED)),
            }
        }
    }
}
