//! Decides `daemon-metrics-private`: who watches the daemon comes by its host.

use super::{
    Check, Decide,
    daemon_settings::{host_of, is_loopback, settled},
};
use crate::catalogue::daemon_metrics_private::{CONTROL, DIAGNOSIS_OPEN, METRICS_OPEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    match settled(&daemon.metrics_address) {
        Ok((address, place)) if !address.is_empty() && !is_loopback(host_of(address)) => {
            let finding = Finding::new(METRICS_OPEN).with("address", address);
            failures.push(finding.at_any(place));
        }
        Err(Verdict::Unknown(findings)) => unknown.extend(findings),
        Ok(_) | Err(_) => {}
    }
    match settled(&daemon.diagnostic_port) {
        Ok((port, place)) if *port != 0 => {
            let finding = Finding::new(DIAGNOSIS_OPEN).with("port", port);
            failures.push(finding.at_any(place));
        }
        Err(Verdict::Unknown(findings)) => unknown.extend(findings),
        Ok(_) | Err(_) => {}
    }
    unknown.dedup();
    Verdict::of_lists(failures, unknown)
}
