//! Decides `python-certificates-verified`: Python checks the certificates of servers.

use super::assignments::Switch;
use super::{Check, Decide};
use crate::catalogue::python_certificates_verified::{CONTROL, VALUE_UNRESOLVED, VERIFICATION_OFF};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static SWITCH: Switch = Switch {
    is_variable: |name| name == "PYTHONHTTPSVERIFY",
    is_off: |value| value.trim() == "0",
    off: VERIFICATION_OFF,
    unresolved: VALUE_UNRESOLVED,
    asks: "Confirm that the servers' certificates are trusted without it; a private authority goes into the system's store.",
};

fn decide(build: &Build<'_>) -> Verdict {
    SWITCH.verdict(build, |program| {
        program.starts_with("python") || program.starts_with("pip")
    })
}
