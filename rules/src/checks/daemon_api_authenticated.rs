//! Decides `daemon-api-authenticated`: nobody speaks to the API over TCP without a certificate.
//!
//! Two sources tell: the addresses the daemon was told to listen on, and its own warning of
//! those that anybody can use. An engine that can warn and does not settles it as well.

use super::daemon_settings::{host_of, is_loopback};
use super::{Check, Decide, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::daemon_api_authenticated::{
    CLIENTS_UNVERIFIED, CONTROL, ENCRYPTED_ONLY, FILES_UNNAMED, LOOPBACK_OPEN, NOTHING_ASKED,
    OPEN_PLAINLY,
};
use crate::facts::{Daemon, Fact, Interface, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon: &Daemon| decide(&daemon.interface)),
};

fn decide(interface: &Interface) -> Verdict {
    let endpoints: Vec<&Stated<String>> = interface.network_endpoints().collect();
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let warns = interface.open.unknown.is_empty();
    match &interface.clients_verified {
        Fact::Stated { value: true, .. } | Fact::Default(true) => {
            if !endpoints.is_empty() {
                unknown.extend(unnamed(interface));
            }
        }
        Fact::Stated { value: false, .. } | Fact::Default(false) => {
            let encrypted = interface.encrypted.value().copied();
            failures.extend(endpoints.iter().map(|endpoint| {
                let reason = reason(&endpoint.value, encrypted);
                let finding = Finding::new(reason).with("address", &endpoint.value);
                finding.at(endpoint.evidence)
            }));
        }
        Fact::Unknown(open) => {
            if !warns {
                // The file may ask for certificates. Nobody who does listens where clients
                // expect to speak plainly.
                let is_secured =
                    |it: &&Stated<String>| is_encrypted(interface) || it.value.ends_with(SECURED);
                let (secured, plain): (Vec<&Stated<String>>, Vec<_>) =
                    endpoints.iter().copied().partition(is_secured);
                failures.extend(plain.iter().map(|endpoint: &&Stated<String>| {
                    let finding = Finding::new(NOTHING_ASKED).with("address", &endpoint.value);
                    finding.at(endpoint.evidence)
                }));
                if !secured.is_empty() {
                    unknown.push(unsettled::unseen_finding(open));
                }
            }
        }
    }
    let told = if failures.is_empty() {
        &[][..]
    } else {
        &endpoints[..]
    };
    for open in &interface.open.items {
        let (address, is_encrypted) = &open.value;
        let is_told = told
            .iter()
            .any(|it| place_of(&it.value) == place_of(address));
        if !is_told {
            let reason = reason(address, Some(*is_encrypted));
            let finding = Finding::new(reason).with("address", address);
            failures.push(finding.at(open.evidence));
        }
    }
    if !failures.is_empty() || !unknown.is_empty() {
        return Verdict::of_lists(failures, unknown);
    }
    match endpoints.first() {
        Some(endpoint) => Verdict::Pass(Some(endpoint.evidence)),
        None if interface.endpoints.unknown.is_empty() => Verdict::NotApplicable,
        None if warns => Verdict::Pass(None),
        None => Verdict::Unknown(unsettled::unseen_all(&interface.endpoints.unknown)),
    }
}

/// The port that clients expect TLS at.
const SECURED: &str = ":2376";

fn is_encrypted(interface: &Interface) -> bool {
    interface.encrypted.value() == Some(&true)
}

/// Host and port, without the protocol, which two sources give differently.
fn place_of(address: &str) -> &str {
    address
        .split_once("://")
        .map_or(address, |(_, place)| place)
}

/// Why an address fails on which clients need no certificate.
fn reason(address: &str, encrypted: Option<bool>) -> &'static Reason {
    // Without a host the engine takes the loopback's.
    let host = host_of(address);
    match encrypted {
        Some(true) => ENCRYPTED_ONLY,
        Some(false) if host.is_empty() || is_loopback(host) => LOOPBACK_OPEN,
        Some(false) => OPEN_PLAINLY,
        None => CLIENTS_UNVERIFIED,
    }
}

/// The daemon looks for files that nobody named in the home of who started it.
fn unnamed(interface: &Interface) -> Option<Finding> {
    let files = [&interface.authority, &interface.certificate, &interface.key];
    let missing = files
        .into_iter()
        .find(|file| file.value().is_some_and(String::is_empty))?;
    let place = missing.evidence().or(interface.clients_verified.evidence());
    Some(Finding::new(FILES_UNNAMED).at_any(place))
}
