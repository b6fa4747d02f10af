//! What the reader decided, from the policy given and from every policy file among the artifacts.

use std::collections::BTreeSet;

use crate::artifact::{Artifact, Effect, Problem};
use crate::model::Model;
use crate::model::hadolint::Hadolint;
use crate::policy::{LabelFormat, Policy, Settings};
use crate::project::path;
use crate::sorted::Sorted;

/// The policy with what every policy file adds to it, without repeats, and what is wrong in
/// those files, each with the artifact's index.
pub(super) fn gather(artifacts: &[Artifact], policy: &Policy) -> (Policy, Vec<(usize, Problem)>) {
    let mut whole = Policy {
        today: policy.today,
        ..Policy::default()
    };
    whole.add(policy.clone());
    let mut problems = Vec::new();
    for (index, artifact) in artifacts.iter().enumerate() {
        let (read, faults) = match &*artifact.model {
            Model::Policy => of_file(artifacts, artifact),
            Model::Hadolint(config) => of_hadolint(config),
            Model::Dockerfile(_)
            | Model::Dockerignore(_)
            | Model::Compose(_)
            | Model::Inspect(_)
            | Model::DockerInfo(_)
            | Model::DockerVersion(_)
            | Model::DaemonConfig(_)
            | Model::ImageHistory(_)
            | Model::Bundle(_)
            | Model::Host(_)
            | Model::Listing(_)
            | Model::Bench(_)
            | Model::Dotenv(_)
            | Model::None => continue,
        };
        whole.add(read);
        problems.extend(faults.into_iter().map(|fault| (index, fault)));
    }
    (whole, problems)
}

/// A policy file. Its paths are seen from its own folder, where no artifact has them as they are.
fn of_file(artifacts: &[Artifact], file: &Artifact) -> (Policy, Vec<Problem>) {
    let (mut policy, problems) = Policy::read(&file.text);
    let folder = path::folder(&file.name);
    if !policy.settings.projects.is_empty() && !folder.is_empty() {
        let names: BTreeSet<&str> = artifacts.iter().map(|it| &*it.name).into_set();
        let seen_from_file = |path: &str| {
            if names.contains(path) {
                path.to_owned()
            } else {
                path::resolved(folder, path)
            }
        };
        for project in &mut policy.settings.projects {
            project.map_paths(seen_from_file);
        }
    }
    (policy, problems)
}

/// The lists of hadolint's configuration as settings.
fn of_hadolint(config: &Hadolint) -> (Policy, Vec<Problem>) {
    let mut settings = Settings {
        registries: config.registries.clone(),
        only_these_labels: config.only_these_labels,
        ..Settings::default()
    };
    let mut problems = Vec::new();
    for (label, format) in &config.labels {
        if let Some(known) = LabelFormat::from_word(&format.value) {
            settings.labels.push((label.clone(), known));
        } else {
            let message = format!("The format of the label {label} is none hadolint has");
            problems.push(Problem::at(format.span, Effect::Partial, message));
        }
    }
    let policy = Policy {
        settings,
        ..Policy::default()
    };
    (policy, problems)
}
