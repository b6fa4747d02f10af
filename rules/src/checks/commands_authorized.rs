//! Decides `commands-authorized`: a plugin tells people and requests apart.

use super::{Check, Decide, unsettled};
use crate::catalogue::commands_authorized::{CONTROL, PLUGINS_ABSENT, PLUGINS_ABSENT_REMOTELY};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let plugins = &daemon.authorization_plugins;
    if let Some(plugin) = plugins.items.first() {
        return Verdict::Pass(Some(plugin.evidence));
    }
    if !plugins.unknown.is_empty() {
        return Verdict::Unknown(unsettled::unseen_all(&plugins.unknown));
    }
    let interface = &daemon.interface;
    let remote = interface.network_endpoints().next().map(|it| it.evidence);
    let remote = remote.or(interface.open.items.first().map(|it| it.evidence));
    match remote {
        Some(place) => Finding::new(PLUGINS_ABSENT_REMOTELY).at(place).fails(),
        None => Finding::new(PLUGINS_ABSENT).fails(),
    }
}
