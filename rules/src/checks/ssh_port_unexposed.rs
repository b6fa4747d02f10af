//! Decides `ssh-port-unexposed`: the image that ships does not offer SSH.

use super::{Check, Decide, exposed, unsettled};
use crate::catalogue::ssh_port_unexposed::{CONTROL, PORT_UNRESOLVED, SSH_EXPOSED};
use crate::facts::{Build, Picture};
use crate::finding::{Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::Picture(of_picture)]),
};

const SSH: u64 = 22;

fn of_picture(picture: &Picture) -> Verdict {
    let named = exposed::inspected(picture, |port| port.holds(SSH));
    let failures = named.map(|(port, _)| {
        let finding = Finding::new(SSH_EXPOSED).with("port", &port.value);
        finding.at(port.evidence)
    });
    let unknown = unsettled::unseen_all(&picture.ports.unknown);
    Verdict::over(!picture.ports.is_none(), failures.collect(), unknown)
}

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
