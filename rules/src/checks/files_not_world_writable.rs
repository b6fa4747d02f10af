//! Decides `files-not-world-writable`: nobody but owner and group may write what is added.

use super::{Check, Decide, changes, chmod_calls, chmod_flags, unsettled};
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
                Ok(Some(mode)) if mode.is_world_writable => {
                    let written = flag.written;
                    let finding = Finding::new(FLAG_GRANTS_WRITE)
                        .with("mode", &written.value)
                        .at(flag.step.at(written.span));
                    let is_octal = written.value.bytes().all(|digit| digit.is_ascii_digit());
                    let is_exact = is_octal && changes::is_verbatim(build, written);
                    self.failures.push(if is_exact {
                        finding.mended_by(Remedy::assisted(
                            "Confirm that only the owner has to write these files.",
                            vec![Edit::replace(written.span, mode.mended(&written.value))],
                        ))
                    } else {
                        finding
                    });
                }
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
            let written = call.written;
            match call.mode {
                Ok(Some(mode)) if mode.is_world_writable => {
                    let finding = Finding::new(COMMAND_GRANTS_WRITE)
                        .with("mode", &written.text)
                        .at(build.at(written.span));
                    let is_octal = written.text.bytes().all(|digit| digit.is_ascii_digit());
                    let is_exact = is_octal && written.span.of(build.text) == written.text;
                    self.failures.push(if is_exact {
                        finding.mended_by(Remedy::assisted(
                            "Confirm that only the owner has to write these files.",
                            vec![Edit::replace(written.span, mode.mended(&written.text))],
                        ))
                    } else {
                        finding
                    });
                }
                Ok(_) => {}
                Err(missing) => self
                    .unknown
                    .push(unsettled::finding(&missing, MODE_UNRESOLVED)),
            }
        }
    }
}
