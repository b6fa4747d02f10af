//! Documents of machines and images that no verdict rests on, each with the reason.

use std::collections::BTreeSet;

use crate::artifact::{Artifact, Effect, Problem};
use crate::facts::Subject;
use crate::model::Model;
use crate::sorted::Sorted;

/// What to say of each document that was read and speaks of no subject.
pub(super) fn notes(artifacts: &[Artifact], subjects: &[Subject<'_>]) -> Vec<(usize, Problem)> {
    let used: BTreeSet<usize> = subjects
        .iter()
        .flat_map(|it| it.artifacts.iter().copied())
        .into_set();
    let unused = artifacts.iter().enumerate();
    let unused = unused.filter(|(index, it)| it.part_of.is_none() && !used.contains(index));
    let note = |(index, artifact): (usize, &Artifact)| {
        let problem = Problem::whole(Effect::Note, reason(artifact)?);
        Some((index, problem))
    };
    unused.filter_map(note).collect()
}

fn reason(artifact: &Artifact) -> Option<&'static str> {
    match &*artifact.model {
        Model::ImageHistory(history) if !history.steps.is_empty() => Some(
            "no inspect of the image that was made by these steps was given, so they are not judged",
        ),
        Model::DockerInfo(printed) if printed.has_server() => {
            Some("another document from the same engine was judged in its place")
        }
        Model::DockerVersion(printed) if printed.server.value().is_some() => {
            Some("another document from the same engine was judged in its place")
        }
        Model::DockerInfo(_)
        | Model::DockerVersion(_)
        | Model::ImageHistory(_)
        | Model::Dockerfile(_)
        | Model::Dockerignore(_)
        | Model::Compose(_)
        | Model::Inspect(_)
        | Model::DaemonConfig(_)
        | Model::Bundle(_)
        | Model::Host(_)
        | Model::Listing(_)
        | Model::Bench(_)
        | Model::Policy
        | Model::Hadolint(_)
        | Model::Dotenv(_)
        | Model::None => None,
    }
}
