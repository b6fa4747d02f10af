//! Decides `files-owned-by-root`: what is copied stays out of the running user's hands.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::files_owned_by_root::{CONTROL, OWNER_CHANGED, OWNER_UNRESOLVED};
use crate::facts::{Build, User};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build).filter(|moved| moved.step.ships()) {
        is_concerned = true;
        let step = moved.step;
        let Some(owner) = step.instruction.flag("chown") else {
            continue;
        };
        match step.settled(owner) {
            Ok(known) if User::named(known.as_str()).is_root() => {}
            Ok(_) => failures.push(
                Finding::new(OWNER_CHANGED)
                    .with("owner", &owner.value)
                    .at(step.at(owner.span)),
            ),
            Err(missing) => unknown.push(unsettled::finding(&missing, OWNER_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}
