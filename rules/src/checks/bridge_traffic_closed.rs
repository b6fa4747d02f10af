//! Decides `bridge-traffic-closed`: containers on the default bridge are kept apart.
//!
//! The bridge shows what is in force. Where something speaks of its daemon, the daemon is judged
//! by both and the bridge is not judged a second time.

use super::daemon_settings::switch;
use super::{Check, Decide, unsettled};
use crate::catalogue::bridge_traffic_closed::{
    CONTROL, TRAFFIC_ALLOWED, TRAFFIC_ALLOWED_BY_DEFAULT,
};
use crate::facts::{Daemon, Network};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Network(of_network), Decide::Daemon(of_daemon)]),
};

/// The option of a bridge that lets its containers reach each other.
const OPTION: &str = "com.docker.network.bridge.enable_icc";

fn of_network(network: &Network) -> Verdict {
    if !network.is_default_bridge || network.has_daemon {
        return Verdict::NotApplicable;
    }
    match network.option(OPTION) {
        Some(("false", place)) => Verdict::Pass(Some(place)),
        Some((_, place)) => Finding::new(TRAFFIC_ALLOWED).at(place).fails(),
        None if network.options.unknown.is_empty() => {
            Finding::new(TRAFFIC_ALLOWED_BY_DEFAULT).fails()
        }
        None => Verdict::Unknown(unsettled::unseen_all(&network.options.unknown)),
    }
}

fn of_daemon(daemon: &Daemon) -> Verdict {
    switch(
        &daemon.bridge_traffic,
        false,
        TRAFFIC_ALLOWED,
        TRAFFIC_ALLOWED_BY_DEFAULT,
    )
}
