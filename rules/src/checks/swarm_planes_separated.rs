//! Decides `swarm-planes-separated`: containers' traffic does not crowd out the managers'.
//!
//! The address of the data path is shown nowhere, so a person answers.

use super::{
    Check, Decide,
    daemon_settings::{given, host_of, is_public},
};
use crate::catalogue::swarm_planes_separated::{ADDRESS_PUBLIC, CONTROL, PATH_UNSEEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.swarm.address, |address, place| {
        if is_public(host_of(address)) {
            let finding = Finding::new(ADDRESS_PUBLIC).with("address", address);
            return finding.at_any(place).fails();
        }
        Finding::new(PATH_UNSEEN).at_any(place).leaves_unknown()
    })
}
