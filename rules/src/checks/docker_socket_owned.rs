//! Decides `docker-socket-owned`: the engine's socket belongs to root and the one group that
//! was chosen for it.
//!
//! The group is `docker` unless the daemon was given another; root's own is tighter and passes.
//! The socket of a daemon without root's rights belongs to the account that runs it.

use super::{Check, Decide, host_files};
use crate::catalogue::docker_socket_owned::{CONTROL, GROUP_UNSETTLED, OWNER_OTHER};
use crate::facts::{Fact, HostFile, Machine, Record};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    host_files::each(machine, HostFile::DockerSocket, |record| {
        if let Some(account) = rootless_account(&record.path) {
            return verdict(record.user_id == account, record, &account.to_string());
        }
        if record.user_id != 0 || record.group_id == 0 {
            return verdict(record.user_id == 0, record, "docker");
        }
        match &machine.socket_group {
            Fact::Stated { value: group, .. } | Fact::Default(group) => {
                let is_same = *group == record.group || group.parse() == Ok(record.group_id);
                verdict(is_same, record, group)
            }
            Fact::Unknown(_) if record.group == "docker" => verdict(true, record, "docker"),
            Fact::Unknown(_) => Finding::new(GROUP_UNSETTLED)
                .with("path", &record.path)
                .with("group", &record.group)
                .at(record.evidence)
                .leaves_unknown(),
        }
    })
}

fn verdict(holds: bool, record: &Record, group: &str) -> Verdict {
    if holds {
        return Verdict::Pass(Some(record.evidence));
    }
    Finding::new(OWNER_OTHER)
        .with("path", &record.path)
        .with("owner", record.owner())
        .with("group", group)
        .at(record.evidence)
        .fails()
}

/// The number of the account whose own daemon has its socket at this path.
fn rootless_account(path: &str) -> Option<u32> {
    let rest = path.strip_prefix("/run/user/")?;
    let (account, _) = rest.split_once('/')?;
    account.parse().ok()
}
