//! Which machine a run of docker-bench-security was made on.

use super::place::Place;
use super::role::Role;
use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::bench::Run;

/// What speaks of one machine, and where it lies.
type Group = (Place, Vec<(Role, usize)>);

/// Takes a run for one of the only machine that a collector looked at.
///
/// The script names no machine. Where it ran beside the collector, its output lies beside the
/// bundle, often twice: as text and as JSON.
pub(super) fn join(artifacts: &[Artifact], groups: &mut Vec<Group>) {
    let is_bench = |(_, members): &Group| members.iter().all(|(role, _)| *role == Role::Bench);
    let mut others = groups.iter().filter(|group| !is_bench(group));
    let (Some((Place::Bundle(_), _)), None) = (others.next(), others.next()) else {
        return;
    };
    let outputs = groups.iter().filter(|group| is_bench(group));
    let outputs = outputs.flat_map(|(_, members)| members);
    let runs = outputs.filter_map(|(_, index)| run(artifacts.get(*index)?));
    if !is_one(&runs.collect::<Vec<_>>()) {
        return;
    }
    let (benches, mut rest): (Vec<Group>, Vec<Group>) = groups.drain(..).partition(is_bench);
    if let [(_, members)] = rest.as_mut_slice() {
        members.extend(benches.into_iter().flat_map(|(_, members)| members));
    }
    *groups = rest;
}

fn run(artifact: &Artifact) -> Option<&Run> {
    match &*artifact.model {
        Model::Bench(bench) => bench.judged(),
        _ => None,
    }
}

/// Whether all are outputs of one run: the text and the JSON of it state the same totals.
fn is_one(runs: &[&Run]) -> bool {
    let totals = |run: &Run| {
        let version = run.version.as_ref().map(|it| it.value.clone());
        let checks = run.checks.as_ref().map(|it| it.value);
        (version, checks, run.score.as_ref().map(|it| it.value))
    };
    match runs {
        [_] => true,
        [one, other] => one.is_complete() && totals(one) == totals(other),
        _ => false,
    }
}
