//! Claims on ports of the host, and which of them meet.
//!
//! Claims are taken in the order of their first ports, so it is enough to keep how far the ones
//! before reach, for each address and profile.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::RangeInclusive;

use crate::span::Span;

/// Ports of the host that a service wants for itself.
pub(super) struct Claim<'a> {
    pub(super) protocol: String,
    pub(super) ports: RangeInclusive<u16>,
    /// The one address they are wanted on; `None` for all.
    pub(super) address: Option<IpAddr>,
    /// The profiles that start the service; empty where it always starts.
    pub(super) profiles: Vec<String>,
    pub(super) by: Claimant<'a>,
}

/// Who claims, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claimant<'a> {
    pub(super) service: &'a str,
    pub(super) place: Span,
}

/// The claims so far, by protocol, address and profile.
#[derive(Default)]
pub(super) struct Claims<'a> {
    reached: BTreeMap<(String, Address, Profile), (u16, Claimant<'a>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    /// Whatever was claimed on any address.
    Any,
    /// What was claimed on all addresses at once.
    All,
    One(IpAddr),
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Profile {
    /// Whatever was claimed in any profile.
    Any,
    /// What always starts.
    Always,
    Named(String),
}

impl<'a> Claims<'a> {
    /// Who claimed one of the ports before.
    pub(super) fn earlier(&self, claim: &Claim<'_>) -> Option<Claimant<'a>> {
        let addresses = match claim.address {
            None => vec![Address::Any],
            Some(address) => vec![Address::All, Address::One(address)],
        };
        let mut profiles = vec![Profile::Any];
        if !claim.profiles.is_empty() {
            profiles = claim.profiles.iter().cloned().map(Profile::Named).collect();
            profiles.push(Profile::Always);
        }
        addresses.iter().find_map(|address| {
            profiles.iter().find_map(|profile| {
                let key = (claim.protocol.clone(), *address, profile.clone());
                let (last, by) = self.reached.get(&key)?;
                (*last >= *claim.ports.start()).then_some(*by)
            })
        })
    }

    /// Adds a claim that starts no lower than those before it.
    pub(super) fn add(&mut self, claim: &Claim<'a>) {
        let address = claim.address.map_or(Address::All, Address::One);
        let mut profiles = vec![Profile::Any];
        if claim.profiles.is_empty() {
            profiles.push(Profile::Always);
        }
        profiles.extend(claim.profiles.iter().cloned().map(Profile::Named));
        let last = *claim.ports.end();
        for address in [Address::Any, address] {
            for profile in &profiles {
                let key = (claim.protocol.clone(), address, profile.clone());
                let reached = self.reached.entry(key).or_insert((last, claim.by));
                if reached.0 < last {
                    *reached = (last, claim.by);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Claimant, Claims};
    use crate::span::Span;

    fn claim(
        ports: std::ops::RangeInclusive<u16>,
        address: Option<&str>,
        profiles: &[&str],
    ) -> Claim<'static> {
        Claim {
            protocol: "tcp".to_owned(),
            ports,
            address: address.map(|it| it.parse().unwrap()),
            profiles: profiles.iter().map(|it| (*it).to_owned()).collect(),
            by: Claimant {
                service: "web",
                place: Span::default(),
            },
        }
    }

    fn meet(one: &Claim<'static>, other: &Claim<'_>) -> bool {
        let mut claims = Claims::default();
        claims.add(one);
        claims.earlier(other).is_some()
    }

    #[test]
    fn claims_meet_where_ports_addresses_and_profiles_do() {
        let any = claim(80..=90, None, &[]);
        assert!(meet(&any, &claim(90..=99, None, &[])));
        assert!(!meet(&any, &claim(91..=99, None, &[])));
        assert!(meet(&any, &claim(85..=85, Some("127.0.0.1"), &["debug"])));
        let local = claim(80..=80, Some("127.0.0.1"), &["debug"]);
        assert!(meet(&local, &claim(80..=80, None, &[])));
        assert!(meet(
            &local,
            &claim(80..=80, Some("127.0.0.1"), &["test", "debug"])
        ));
        assert!(!meet(&local, &claim(80..=80, Some("127.0.0.2"), &[])));
        assert!(!meet(&local, &claim(80..=80, None, &["test"])));
    }
}
