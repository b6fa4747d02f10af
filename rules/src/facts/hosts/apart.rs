//! What one folder holds of several machines.

use super::place::Place;
use super::role::Role;
use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::daemon_config::Form;
use crate::project::path;
use crate::sorted::Sorted;

/// Takes apart what one folder holds of several machines: two daemons there leave open whose
/// the rest is, and runs of the bench say of no machine which it is.
pub(super) fn apart(
    artifacts: &[Artifact],
    place: Place,
    members: Vec<(Role, usize)>,
) -> Vec<(Place, Vec<(Role, usize)>)> {
    if matches!(place, Place::Bundle(_)) {
        return vec![(place, members)];
    }
    let count = |role| members.iter().filter(|(own, _)| *own == role).count();
    let identities = members.iter().filter_map(|(_, index)| {
        let artifact = artifacts.get(*index)?;
        match &*artifact.model {
            // What a client printed without an answer is of no machine in particular.
            Model::DockerInfo(printed) if printed.has_server() => {
                let id = printed.id.value().or_else(|| printed.name.value());
                Some(id.cloned().unwrap_or_else(|| artifact.name.to_string()))
            }
            _ => None,
        }
    });
    let is_one_engine = identities.into_set().len() <= 1;
    let benches_apart = count(Role::Bench) > 1 || !is_one_engine;
    let releases = members.iter().filter_map(|(_, index)| {
        let Model::DockerVersion(printed) = &*artifacts.get(*index)?.model else {
            return None;
        };
        printed.server.value()?.version.value()
    });
    let releases_apart = releases.into_set().len() > 1;
    let file = only_file(artifacts, &members);
    let is_apart = |role, index| match role {
        Role::Bench => benches_apart,
        Role::Release => releases_apart,
        Role::Settings => is_file(artifacts, index) && file != Some(index),
        Role::Bundle | Role::Engine | Role::Swarm | Role::Observation => false,
    };
    let mut together = Vec::new();
    let mut all = Vec::new();
    for (role, index) in members {
        if !is_one_engine || is_apart(role, index) {
            all.push((Place::Alone(index), vec![(role, index)]));
        } else {
            together.push((role, index));
        }
    }
    if !together.is_empty() {
        all.push((place, together));
    }
    all
}

/// The daemon's file among the members: the only one, or of several the one that has its name,
/// as a daemon reads no second one.
fn only_file(artifacts: &[Artifact], members: &[(Role, usize)]) -> Option<usize> {
    let files = members.iter().map(|(_, index)| *index);
    let files: Vec<usize> = files.filter(|it| is_file(artifacts, *it)).collect();
    let is_named = |index: &&usize| {
        let artifact = artifacts.get(**index);
        artifact.is_some_and(|it| path::base(&it.name) == "daemon.json")
    };
    let mut named = files.iter().filter(is_named);
    match (files.as_slice(), named.next(), named.next()) {
        ([only], _, _) => Some(*only),
        (_, Some(named), None) => Some(*named),
        _ => None,
    }
}

fn is_file(artifacts: &[Artifact], index: usize) -> bool {
    let model = artifacts.get(index).map(|it| &*it.model);
    matches!(model, Some(Model::DaemonConfig(config)) if config.form == Form::File)
}
