//! What one node tells of the swarm it belongs to.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Swarm;
use super::certificate;
use super::sources::{RUNNING, SWARM, Sources, of_field, unseen};
use crate::day;
use crate::facts::{Fact, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::inspect::{self, Field, Node};

/// An hour in nanoseconds, the unit the daemon prints.
const HOUR: u64 = 3_600_000_000_000;

/// What would tell the secrets.
const SECRETS: Need = Need::Source("docker secret inspect of every secret, from a manager");

/// What would tell the nodes.
const NODES: Need = Need::Source("docker node inspect of every node, from a manager");

pub(super) fn of(sources: &Sources<'_>) -> Swarm {
    let state = |field: Field<String>| match field {
        // A daemon that belongs to none prints the word, or nothing at all in old releases.
        Field::Absent => Fact::Default(false),
        field => sources
            .printed
            .and_then(|(artifact, _)| of_field(artifact, &field, |state| state != "inactive"))
            .unwrap_or(Fact::Default(false)),
    };
    let active = match sources.printed {
        Some((_, printed)) => state(printed.swarm.local_node_state.clone()),
        None => of_manager(sources).unwrap_or_else(|| Fact::Unknown(unseen(RUNNING))),
    };
    let count = |number: &i64| u64::try_from(*number).unwrap_or_default();
    Swarm {
        active,
        is_used: sources.has_services,
        is_manager: sources
            .of_printed(|it| &it.swarm.control_available, |is_manager| *is_manager)
            .or_else(|| of_manager(sources))
            .unwrap_or_else(open),
        managers: managers(sources)
            .or_else(|| sources.of_printed(|it| &it.swarm.managers, count))
            .unwrap_or_else(open),
        nodes: sources
            .of_printed(|it| &it.swarm.nodes, count)
            .or_else(|| inspected_nodes(sources))
            .unwrap_or_else(open),
        unreachable: of_nodes(sources, |node| {
            is_manager(node)
                && (node
                    .reachability
                    .value()
                    .is_some_and(|it| it == "unreachable")
                    || node.state.value().is_some_and(|it| it == "down"))
        }),
        working_managers: of_nodes(sources, |node| {
            is_manager(node) && node.availability.value().is_some_and(|it| it == "active")
        }),
        releases: releases(sources),
        locked: of_swarm(sources, |it| &it.auto_lock_managers, |locked| *locked)
            .unwrap_or_else(open),
        certificate_hours: of_swarm(
            sources,
            |it| &it.node_cert_expiry,
            |expiry| u64::try_from(*expiry).unwrap_or_default() / HOUR,
        )
        .unwrap_or_else(open),
        root_since: root_since(sources).unwrap_or_else(open),
        address: sources
            .of_printed(|it| &it.swarm.node_address, Clone::clone)
            .unwrap_or_else(open),
        secrets: match sources.secrets.or_else(|| inspected_count(sources)) {
            Some((number, evidence)) => Fact::Stated {
                value: number,
                evidence,
            },
            None => Fact::Unknown(unseen(SECRETS)),
        },
        secrets_made: secrets_made(sources),
    }
}

/// That this is a manager of a swarm, which nodes and swarms are inspected on alone.
fn of_manager(sources: &Sources<'_>) -> Option<Fact<bool>> {
    let node = sources
        .nodes
        .first()
        .map(|(artifact, it)| (artifact, it.span));
    let swarm = sources
        .swarms
        .first()
        .map(|(artifact, it)| (artifact, it.span));
    let (artifact, span) = node.or(swarm)?;
    Some(Fact::Stated {
        value: true,
        evidence: Evidence::at(*artifact, span),
    })
}

/// How many nodes were inspected; of a single one nobody knows whether there are others.
fn inspected_nodes(sources: &Sources<'_>) -> Option<Fact<u64>> {
    let [(artifact, first), _, ..] = sources.nodes.as_slice() else {
        return None;
    };
    Some(Fact::Stated {
        value: u64::try_from(sources.nodes.len()).unwrap_or(u64::MAX),
        evidence: Evidence::at(*artifact, first.span),
    })
}

/// How many secrets were inspected, where any was.
fn inspected_count(sources: &Sources<'_>) -> Option<(u64, Evidence)> {
    let (artifact, first) = sources.inspected_secrets.first()?;
    let count = u64::try_from(sources.inspected_secrets.len()).unwrap_or(u64::MAX);
    Some((count, Evidence::at(*artifact, first.span)))
}

/// The inspected secrets with the days they were made; open where none was inspected, unless
/// the swarm has none.
fn secrets_made(sources: &Sources<'_>) -> Listed<(String, Date)> {
    let mut listed = Listed::none();
    for (artifact, secret) in &sources.inspected_secrets {
        let name = secret.name.value().or(secret.id.value());
        let name = name.map_or("of no name", String::as_str);
        let place = secret.created_at.span().unwrap_or(secret.span);
        let day = secret.created_at.value().and_then(|it| it.get(..10));
        match day.and_then(day::parse) {
            Some(day) => listed.push((name.to_owned(), day), Evidence::at(*artifact, place)),
            None => listed.unknown.push(Unknown {
                needs: Need::Readable("it is no time".to_owned()),
                evidence: Some(Evidence::at(*artifact, place)),
            }),
        }
    }
    let has_none = sources.secrets.is_some_and(|(count, _)| count == 0);
    if sources.inspected_secrets.is_empty() && !has_none {
        listed.unknown.push(unseen(SECRETS));
    }
    listed
}

/// What is open as long as no manager speaks.
fn open<T>() -> Fact<T> {
    Fact::Unknown(unseen(SWARM))
}

/// A value of the swarm as a manager describes it: `docker info` or `docker swarm inspect`.
fn of_swarm<T, U>(
    sources: &Sources<'_>,
    field: impl Fn(&inspect::Swarm) -> &Field<T>,
    read: impl Fn(&T) -> U,
) -> Option<Fact<U>> {
    let printed = sources.printed.and_then(|(artifact, printed)| {
        let cluster = printed.swarm.cluster.as_deref()?;
        of_field(artifact, field(cluster), &read)
    });
    let inspected = || {
        let mut swarms = sources.swarms.iter();
        swarms.find_map(|(artifact, swarm)| of_field(*artifact, field(swarm), &read))
    };
    printed.or_else(inspected)
}

/// The first day of the authority's certificate.
fn root_since(sources: &Sources<'_>) -> Option<Fact<Date>> {
    let date = |pem: &String| certificate::begins(pem);
    let of_nodes = || {
        let mut nodes = sources.nodes.iter();
        nodes.find_map(|(artifact, node)| of_field(*artifact, &node.trust_root, date))
    };
    let stated = of_swarm(sources, |it| &it.trust_root, date).or_else(of_nodes)?;
    Some(match stated {
        Fact::Stated {
            value: Some(day),
            evidence,
        } => Fact::Stated {
            value: day,
            evidence,
        },
        Fact::Stated { evidence, .. } => Fact::Unknown(Unknown {
            needs: Need::Readable("it is no certificate".to_owned()),
            evidence: Some(evidence),
        }),
        Fact::Default(_) => return None,
        Fact::Unknown(unknown) => Fact::Unknown(unknown),
    })
}

fn is_manager(node: &Node) -> bool {
    node.role.value().is_some_and(|role| role == "manager")
}

/// How many managers the inspected nodes are.
fn managers(sources: &Sources<'_>) -> Option<Fact<u64>> {
    let managers: Vec<_> = sources
        .nodes
        .iter()
        .filter(|(_, it)| is_manager(it))
        .collect();
    let (artifact, first) = managers.first()?;
    // A worker's own inspection knows no manager; a single node may be one of many.
    if sources.nodes.len() < 2 {
        return None;
    }
    let place = first.role.span().unwrap_or(first.span);
    Some(Fact::Stated {
        value: u64::try_from(managers.len()).unwrap_or(u64::MAX),
        evidence: Evidence::at(*artifact, place),
    })
}

fn of_nodes(sources: &Sources<'_>, is_meant: impl Fn(&Node) -> bool) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, node) in &sources.nodes {
        if is_meant(node) {
            let place = node.hostname.span().or(node.id.span()).unwrap_or(node.span);
            listed.push(name(node), Evidence::at(*artifact, place));
        }
    }
    if sources.nodes.is_empty() {
        listed.unknown.push(unseen(NODES));
    }
    listed
}

/// Each release of the engine among the nodes, once.
fn releases(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    let mut seen = BTreeSet::new();
    for (artifact, node) in &sources.nodes {
        if let Some(release) = node.engine_version.stated()
            && seen.insert(&release.value)
        {
            listed.push(release.value.clone(), Evidence::at(*artifact, release.span));
        }
    }
    if sources.nodes.is_empty() {
        listed.unknown.push(unseen(NODES));
    }
    listed
}

/// What people call a node.
fn name(node: &Node) -> String {
    let named = node
        .hostname
        .value()
        .or(node.name.value())
        .or(node.id.value());
    named.cloned().unwrap_or_else(|| "one node".to_owned())
}
