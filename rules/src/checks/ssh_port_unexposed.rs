//! Decides `ssh-port-unexposed`: the image that ships does not offer SSH.

use super::{Check, Decide, exposed, unsettled};
use crate::catalogue::ssh_port_unexposed::{CONTROL, PORT_UNRESOLVED, SSH_EXPOSED};
use crate::facts::Build;
use crate::finding::{Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

const SSH: u64 = 22;

fn decide(build: &Build<'_>) -> Verdict {
    let found = exposed::shipped(build, |port| port.holds(SSH));
    let failures = found.named.into_iter().map(|(named, edit)| {
        let finding = Finding::new(SSH_EXPOSED)
            .with("port", &named.written.value)
            .at(named.step.at(named.written.span));
        match edit {
            Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
            None => finding,
        }
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&found.unknown, PORT_UNRESOLVED);
    Verdict::over(found.is_concerned, failures, unknown)
}
