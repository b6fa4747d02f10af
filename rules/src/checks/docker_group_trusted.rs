//! Decides `docker-group-trusted`: whoever may command the engine is trusted with the host.
//!
//! Without a list of trusted accounts in the policy nobody is: membership is root's power.

use super::{Check, Decide, file_modes, unsettled};
use crate::catalogue::docker_group_trusted::{CONTROL, MEMBER_UNTRUSTED, SOCKET_OPEN};
use crate::facts::{HostFile, Machine, Sighting};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    if machine.desktop {
        return Verdict::NotApplicable;
    }
    let members = machine.docker_group.items.iter();
    let untrusted = members.filter(|member| !machine.trusted_users.contains(&member.value.user));
    let mut failures: Vec<Finding> = untrusted
        .map(|member| {
            Finding::new(MEMBER_UNTRUSTED)
                .with("user", &member.value.user)
                .with("group", &member.value.group)
                .at(member.evidence)
        })
        .collect();
    let unknown = unsettled::unseen_all(&machine.docker_group.unknown);
    // A group without members on a machine without a socket concerns nobody.
    let mut is_concerned = !machine.docker_group.is_none();
    for sighting in machine.seen(HostFile::DockerSocket).unwrap_or_default() {
        match sighting {
            Sighting::Present(record) if record.is_open_to_all() => {
                failures.push(file_modes::finding(SOCKET_OPEN, record));
            }
            Sighting::Present(_) | Sighting::Hidden(..) => is_concerned = true,
            Sighting::Absent(..) => {}
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}
