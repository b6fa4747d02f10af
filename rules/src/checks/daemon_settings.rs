//! What the checks of a daemon share: settings that are settled or not, switches, addresses.

use std::net::IpAddr;

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{Daemon, Fact};
use crate::finding::{Evidence, Finding, Verdict};

/// A settled value with the place that states it.
///
/// # Errors
///
/// The verdict where it is not settled.
pub(super) fn settled<T>(fact: &Fact<T>) -> Result<(&T, Option<Evidence>), Verdict> {
    match fact {
        Fact::Stated { value, evidence } => Ok((value, Some(*evidence))),
        Fact::Default(value) => Ok((value, None)),
        Fact::Unknown(unknown) => Err(unsettled::unseen(unknown)),
    }
}

/// What `decide` makes of a settled value and the place that states it.
pub(super) fn given<T>(
    fact: &Fact<T>,
    decide: impl FnOnce(&T, Option<Evidence>) -> Verdict,
) -> Verdict {
    match settled(fact) {
        Ok((value, place)) => decide(value, place),
        Err(open) => open,
    }
}

/// Passes where a switch stands as it should; the reasons are those for one that somebody set
/// otherwise, and for one that nobody set.
pub(super) fn switch(
    fact: &Fact<bool>,
    wanted: bool,
    stated: &'static Reason,
    by_default: &'static Reason,
) -> Verdict {
    match settled(fact) {
        Ok((value, place)) if *value == wanted => Verdict::Pass(place),
        Ok((_, Some(place))) => Finding::new(stated).at(place).fails(),
        Ok((_, None)) => Finding::new(by_default).fails(),
        Err(open) => open,
    }
}

/// The verdict on a swarm, where the daemon is part of one.
pub(super) fn in_swarm(daemon: &Daemon, decide: fn(&Daemon) -> Verdict) -> Verdict {
    given(&daemon.swarm.active, |active, _| {
        if *active {
            decide(daemon)
        } else {
            Verdict::NotApplicable
        }
    })
}

/// The host of an address such as `tcp://[::1]:2375/v1` or `:9323`; empty where none is named.
pub(super) fn host_of(address: &str) -> &str {
    let place = address.split_once("://").map_or(address, |(_, rest)| rest);
    let place = place.split('/').next().unwrap_or(place).trim();
    if let Some((host, _)) = place.strip_prefix('[').and_then(|it| it.split_once(']')) {
        return host;
    }
    // More than one colon and no brackets: an address of IPv6 alone.
    match place.split_once(':') {
        Some((host, port)) if !port.contains(':') => host,
        Some(_) | None => place,
    }
}

/// Whether only programs on the same host reach it.
pub(super) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether the address is one that the internet hands on.
pub(super) fn is_public(host: &str) -> bool {
    match host.parse() {
        Ok(IpAddr::V4(address)) => {
            // 100.64.0.0/10 is shared between a provider and its customers.
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && second & 0b1100_0000 == 64;
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || is_shared)
        }
        Ok(IpAddr::V6(address)) => {
            // 2000::/3 is all that was ever given out.
            address
                .octets()
                .first()
                .is_some_and(|first| first >> 5 == 1)
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{host_of, is_loopback, is_public};

    #[test]
    fn hosts_are_taken_out_of_addresses() {
        for (address, host) in [
            ("tcp://0.0.0.0:2375", "0.0.0.0"),
            ("tcp://[::1]:2375/v1.44", "::1"),
            ("tcp://docker.example.com", "docker.example.com"),
            (":9323", ""),
            ("127.0.0.1:9323", "127.0.0.1"),
            ("fd00::5", "fd00::5"),
            ("https://10.0.0.5:2376", "10.0.0.5"),
        ] {
            assert_eq!(host_of(address), host, "{address}");
        }
    }

    #[test]
    fn addresses_are_told_apart() {
        for host in ["127.0.0.1", "127.8.8.8", "::1", "localhost"] {
            assert!(is_loopback(host) && !is_public(host), "{host}");
        }
        for host in [
            "10.0.0.5",
            "192.168.1.1",
            "100.64.3.2",
            "fd00::5",
            "fe80::1",
            "",
        ] {
            assert!(!is_loopback(host) && !is_public(host), "{host}");
        }
        for host in ["203.0.113.9", "2001:db8::1"] {
            assert!(is_public(host), "{host}");
        }
    }

    proptest! {
        /// Whatever is written, the host stands in it.
        #[test]
        fn any_text_has_a_host(text in "(tcp://)?[a-z0-9.:/\\[\\]é ]{0,20}") {
            prop_assert!(text.contains(host_of(&text)));
        }
    }
}
