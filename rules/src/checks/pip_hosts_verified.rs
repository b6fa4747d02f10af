//! Decides `pip-hosts-verified`: no variable makes pip trust a host unseen.

use super::assignments::Switch;
use super::{Check, Decide};
use crate::catalogue::pip_hosts_verified::{CONTROL, VALUE_UNRESOLVED, VERIFICATION_OFF};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static SWITCH: Switch = Switch {
    is_variable: |name| name == "PIP_TRUSTED_HOST",
    is_off: |value| !value.trim().is_empty(),
    off: VERIFICATION_OFF,
    unresolved: VALUE_UNRESOLVED,
    asks: "Confirm that the index's certificate is trusted without it; a private authority goes into PIP_CERT.",
};

fn decide(build: &Build<'_>) -> Verdict {
    SWITCH.verdict(build, |program| {
        program.starts_with("pip") || program.starts_with("python")
    })
}
