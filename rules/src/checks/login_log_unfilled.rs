//! Decides `login-log-unfilled`: an account with a high number does not fill the login log.
//!
//! The log is a sparse file with a record for each number up to the highest, and the layer
//! holds it in full (Docker, building best practices, USER).

use super::{Check, Decide, assignments, unsettled};
use crate::catalogue::login_log_unfilled::{CONTROL, NUMBER_HIGH, NUMBER_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Digits of the longest number that does no harm.
const HARMLESS: usize = 5;

fn decide(build: &Build<'_>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut is_concerned = false;
    for call in build.calls_of("useradd") {
        is_concerned = true;
        let command = call.invocation;
        if command.has_flag('l', "no-log-init").is_some() {
            continue;
        }
        let Some((number, word)) = command.value_of(&["-u", "--uid"]) else {
            continue;
        };
        match assignments::value_of(build, call.run, word, number) {
            Ok(number) if is_high(&number) => {
                let finding = Finding::new(NUMBER_HIGH)
                    .with("number", number)
                    .at(build.at(word.span));
                let program = command.program.as_ref();
                let written = program.filter(|it| it.span.of(build.text) == it.text);
                failures.push(match written {
                    Some(program) => finding.mended_by(Remedy::safe(vec![Edit::insert(
                        program.span.end,
                        " --no-log-init",
                    )])),
                    None => finding,
                });
            }
            Ok(_) => {}
            Err(missing) => unknown.push(unsettled::finding(&missing, NUMBER_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn is_high(number: &str) -> bool {
    number.len() > HARMLESS && number.bytes().all(|digit| digit.is_ascii_digit())
}
