//! Decides `npm-certificates-verified`: no variable stops npm from checking certificates.

use super::assignments::Switch;
use super::{Check, Decide};
use crate::catalogue::npm_certificates_verified::{CONTROL, VALUE_UNRESOLVED, VERIFICATION_OFF};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static SWITCH: Switch = Switch {
    is_variable: |name| name.eq_ignore_ascii_case("npm_config_strict_ssl"),
    is_off: |value| value.trim().eq_ignore_ascii_case("false"),
    off: VERIFICATION_OFF,
    unresolved: VALUE_UNRESOLVED,
    asks: "Confirm that the registry's certificate is trusted without it; a private authority goes into the setting cafile.",
};

fn decide(build: &Build<'_>) -> Verdict {
    SWITCH.verdict(build, |program| {
        matches!(program, "npm" | "npx" | "yarn" | "pnpm")
    })
}
