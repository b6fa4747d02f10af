//! Decides `published-ports-unique`: no two services claim one port of the host.
//!
//! Services of profiles that exclude each other never run together as far as the file says, and
//! a range of which Docker takes one port is no claim on each.

mod claims;

use claims::{Claim, Claimant, Claims};

use super::{Check, Decide, unsettled};
use crate::catalogue::published_ports_unique::{CONTROL, PORT_CLAIMED_TWICE, PORT_UNRESOLVED};
use crate::facts::{Need, Unknown, Whole, ports};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Port, Service, Setting};
use crate::sorted::InOrder;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let mut stated = Vec::new();
    let mut unknown = Vec::new();
    for service in &whole.project.compose.services {
        if service
            .network_mode()
            .value()
            .is_some_and(|mode| mode == "host")
        {
            continue;
        }
        let profiles = service.known_profiles();
        for port in service.ports() {
            match port {
                Setting::Set(port) => {
                    stated.extend(claim(service, &profiles, &port.value, port.span));
                }
                Setting::Unresolved { span, variables } => {
                    let open = Unknown {
                        needs: Need::Variables(variables),
                        evidence: Some(whole.at(span)),
                    };
                    unknown.push(unsettled::finding(&open, PORT_UNRESOLVED));
                }
                // What Compose refuses is told of the service.
                Setting::Absent | Setting::Malformed { .. } => {}
            }
        }
    }
    let is_concerned = !stated.is_empty() || !unknown.is_empty();
    stated.order_by_key(|claim| (*claim.ports.start(), claim.by.place));
    let mut claims = Claims::default();
    let mut failures = Vec::new();
    for claim in &stated {
        if let Some(other) = claims.earlier(claim) {
            failures.push(conflict(whole, claim, other));
        }
        claims.add(claim);
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Both places, the later one in front.
fn conflict(whole: Whole<'_>, claim: &Claim<'_>, other: Claimant<'_>) -> Finding {
    let (first, second) = if other.place < claim.by.place {
        (other, claim.by)
    } else {
        (claim.by, other)
    };
    let (at, earlier) = (whole.at(second.place), whole.at(first.place));
    let finding = Finding::new(PORT_CLAIMED_TWICE)
        .with("port", claim.ports.start())
        .with("service", second.service)
        .with("other", first.service)
        .at(at);
    match earlier.span {
        Some(span) if earlier.artifact == at.artifact => finding.beside(span),
        Some(_) | None => finding,
    }
}

fn claim<'a>(
    service: &'a Service,
    profiles: &[String],
    port: &Port,
    place: Span,
) -> Option<Claim<'a>> {
    let published = ports(port.published.as_deref()?)?;
    let targets = ports(&port.target)?;
    let is_choice = published.len() > 1 && targets.len() == 1;
    if is_choice || *published.end() == 0 {
        return None;
    }
    let address = port
        .host_ip
        .as_deref()
        .and_then(|address| address.parse().ok());
    Some(Claim {
        protocol: port.protocol.clone().unwrap_or_else(|| "tcp".to_owned()),
        ports: published,
        address: address.filter(|address: &std::net::IpAddr| !address.is_unspecified()),
        profiles: profiles.to_vec(),
        by: Claimant {
            service: &service.name.value,
            place,
        },
    })
}
