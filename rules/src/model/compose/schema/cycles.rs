//! Services that depend on each other in a circle.

use super::collect::Faults;
use super::mentions::Reference;
use super::services::Service;
use super::{FaultKind, MAX_FAULTS};
use crate::model::yaml::quote;

/// How many services of a circle a message names.
const MOST_NAMES: usize = 8;

/// How far a service has been looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Unseen,
    /// It stands on the way to what is looked at.
    Open,
    Done,
}

/// Lists each dependency that closes a circle. Every service and every dependency is looked at
/// once.
pub(super) fn check(
    services: &[Service<'_>],
    edges: &[(usize, usize, Reference)],
    faults: &mut Faults,
) {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); services.len()];
    for (at, (start, ..)) in edges.iter().enumerate() {
        if let Some(leaving) = from.get_mut(*start) {
            leaving.push(at);
        }
    }
    let mut circles = 0;
    let mut progress = vec![Progress::Unseen; services.len()];
    for start in 0..services.len() {
        if progress.get(start) != Some(&Progress::Unseen) {
            continue;
        }
        // The way to what is looked at, each service with how many of its edges were followed.
        let mut way = vec![(start, 0_usize)];
        mark(&mut progress, start, Progress::Open);
        while let Some((service, followed)) = way.last_mut() {
            let next = from
                .get(*service)
                .and_then(|leaving| leaving.get(*followed));
            let Some((_, to, reference)) = next.and_then(|at| edges.get(*at)) else {
                mark(&mut progress, *service, Progress::Done);
                way.pop();
                continue;
            };
            *followed += 1;
            match progress.get(*to) {
                Some(Progress::Unseen) => {
                    mark(&mut progress, *to, Progress::Open);
                    way.push((*to, 0));
                }
                // Telling a circle costs as much as it is long, so there is an end to it.
                Some(Progress::Open) if circles < MAX_FAULTS => {
                    circles += 1;
                    close(services, &way, *to, reference, faults);
                }
                Some(Progress::Open | Progress::Done) | None => {}
            }
        }
    }
}

fn mark(progress: &mut [Progress], at: usize, reached: Progress) {
    if let Some(place) = progress.get_mut(at) {
        *place = reached;
    }
}

/// Lists the edge from the end of a way back to one of its services.
fn close(
    services: &[Service<'_>],
    way: &[(usize, usize)],
    to: usize,
    reference: &Reference,
    faults: &mut Faults,
) {
    let Some((service, target)) = way
        .last()
        .and_then(|(last, _)| services.get(*last))
        .zip(services.get(to))
    else {
        return;
    };
    let ring = way.iter().skip_while(|(at, _)| *at != to);
    let names: Vec<String> = ring
        .filter_map(|(at, _)| services.get(*at))
        .take(MOST_NAMES)
        .map(|service| quote(service.name))
        .collect();
    let through = names.join(" → ");
    let gap = if names.len() < MOST_NAMES {
        ""
    } else {
        " → …"
    };
    let target = quote(target.name);
    let problem = format!("services depend on each other in a circle: {through}{gap} → {target}");
    service.refuse(
        faults,
        reference.span,
        reference.place(),
        FaultKind::Cycle,
        problem,
    );
}
