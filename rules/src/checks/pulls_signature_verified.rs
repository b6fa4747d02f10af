//! Decides `pulls-signature-verified`: nothing runs whose signature nobody checked.
//!
//! Content trust is the one way that a host shows by itself. It is retired: from release 29 on
//! the client no longer heeds the variable, and policies of Sigstore or Notation lie elsewhere,
//! so everything but content trust in force is left to a person.

use super::{Check, Decide, unsettled};
use crate::catalogue::pulls_signature_verified::{
    CLIENT_WITHOUT_TRUST, CONTROL, TRUST_OFF, TRUST_UNSTATED,
};
use crate::facts::{Fact, Machine};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

/// The first release of the client without content trust.
const WITHOUT_TRUST: u32 = 29;

fn decide(machine: &Machine) -> Verdict {
    let evidence = machine.content_trust.evidence();
    match &machine.content_trust {
        Fact::Unknown(unknown) => unsettled::unseen(unknown),
        Fact::Default(_) => Finding::new(TRUST_UNSTATED).leaves_unknown(),
        Fact::Stated { value: false, .. } => {
            Finding::new(TRUST_OFF).at_any(evidence).leaves_unknown()
        }
        Fact::Stated { value: true, .. } => match &machine.client_release {
            Fact::Unknown(unknown) => unsettled::unseen(unknown),
            Fact::Stated { value, .. } | Fact::Default(value) if heeds_trust(value) => {
                Verdict::Pass(evidence)
            }
            Fact::Stated { value, .. } | Fact::Default(value) => Finding::new(CLIENT_WITHOUT_TRUST)
                .with("release", value)
                .at_any(evidence)
                .leaves_unknown(),
        },
    }
}

fn heeds_trust(release: &str) -> bool {
    let major = release.split('.').next().unwrap_or_default();
    major.parse().is_ok_and(|major: u32| major < WITHOUT_TRUST)
}
