//! Decides `container-runtime-default`: what starts a container is what the daemon was set up for.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_runtime_default::{CONTROL, RUNTIME_STATED, RUNTIME_UNRESOLVED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

/// The engines' own choices, and what keeps containers further apart than these do.
const KNOWN: [&str; 5] = ["runc", "oci", "crun", "io.containerd.runc.v2", "youki"];
const APART: [&str; 3] = ["runsc", "kata", "sysbox"];

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.namespaces.starter {
        Fact::Default(_) => Verdict::NotApplicable,
        Fact::Stated { value, evidence } => {
            let name = value.as_str();
            let is_apart = APART.iter().any(|known| name.contains(known));
            if is_apart || KNOWN.contains(&name) {
                Verdict::Pass(Some(*evidence))
            } else {
                let finding = Finding::new(RUNTIME_STATED).with("runtime", name);
                finding.at(*evidence).fails()
            }
        }
        Fact::Unknown(unknown) => unsettled::verdict(unknown, RUNTIME_UNRESOLVED),
    }
}
