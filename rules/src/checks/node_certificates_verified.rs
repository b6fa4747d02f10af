//! Decides `node-certificates-verified`: Node checks the certificates of servers.

use super::assignments::Switch;
use super::{Check, Decide};
use crate::catalogue::node_certificates_verified::{CONTROL, VALUE_UNRESOLVED, VERIFICATION_OFF};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static SWITCH: Switch = Switch {
    is_variable: |name| name == "NODE_TLS_REJECT_UNAUTHORIZED",
    is_off: |value| value.trim() == "0",
    off: VERIFICATION_OFF,
    unresolved: VALUE_UNRESOLVED,
    asks: "Confirm that the servers' certificates are trusted without it; a private authority goes into NODE_EXTRA_CA_CERTS.",
};

fn decide(build: &Build<'_>) -> Verdict {
    SWITCH.verdict(build, |program| {
        matches!(program, "node" | "nodejs" | "npm" | "npx" | "yarn" | "pnpm")
    })
}
