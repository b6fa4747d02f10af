//! Who is judged, and which artifacts speak of the same one.

mod approval;
mod composed;
mod container;
mod inspected;
mod known;
mod later;
mod machines;
mod relations;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::stage::Built;
use super::{Origin, Subject, stage};
use crate::artifact::Artifact;
use crate::catalogue::SubjectKind;
use crate::executor::{self, Executor};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::dockerfile::Dockerfile;
use crate::policy::Policy;
use crate::project::Project;
use known::Known;
pub use later::Later;

/// Every subject of the artifacts, in the artifacts' order, and what completes those whose facts
/// are made when they are judged.
///
/// The policy's day, where one is given, tells what is still supported; nothing here reads a
/// clock.
pub fn subjects<'a>(
    executor: &dyn Executor,
    artifacts: &'a [Artifact],
    projects: &'a [Project],
    policy: &'a Policy,
) -> (Vec<Subject<'a>>, Later<'a>) {
    let known = Known::new(artifacts, projects, policy);
    let mut by_first: BTreeMap<usize, Vec<&'a Project>> = BTreeMap::new();
    for project in projects {
        if let Some(first) = project.files.first() {
            by_first.entry(*first).or_default().push(project);
        }
    }
    let of_each = executor::map(executor, artifacts.len(), |index| {
        let Some(artifact) = artifacts.get(index) else {
            return Vec::new();
        };
        let source = Source {
            index,
            artifact,
            artifacts,
            policy,
            known: &known,
        };
        match &*artifact.model {
            Model::Dockerfile(file) => source.images_of_dockerfile(file),
            // A project speaks where its first file stands.
            Model::Compose(_) => {
                let first = by_first.get(&index).into_iter().flatten();
                first.flat_map(|project| source.project(project)).collect()
            }
            Model::Inspect(inspect) => source.inspected(inspect),
            Model::Dockerignore(_)
            | Model::DockerInfo(_)
            | Model::DockerVersion(_)
            | Model::DaemonConfig(_)
            | Model::ImageHistory(_)
            | Model::Bundle(_)
            | Model::Host(_)
            | Model::Listing(_)
            | Model::Bench(_)
            | Model::Policy
            | Model::Hadolint(_)
            | Model::Dotenv(_)
            | Model::None => Vec::new(),
        }
    });
    let mut subjects = known.machines.subjects();
    subjects.reserve_exact(of_each.iter().map(Vec::len).sum());
    subjects.extend(of_each.into_iter().flatten());
    number_repeats(&mut subjects);
    approval::ask(&mut subjects, &policy.settings.registries);
    relations::add(executor, &mut subjects, &known);
    let later = Later {
        known,
        artifacts,
        policy,
    };
    (subjects, later)
}

/// One artifact as a source of subjects.
struct Source<'k, 'a> {
    index: usize,
    artifact: &'a Artifact,
    artifacts: &'a [Artifact],
    policy: &'a Policy,
    known: &'k Known<'a>,
}

impl<'a> Source<'_, 'a> {
    fn subject(&self, kind: SubjectKind, name: &str, declared: Evidence) -> Subject<'a> {
        let id = if *name == *self.artifact.name {
            format!("{}:{name}", kind.word())
        } else {
            format!("{}:{}#{name}", kind.word(), self.artifact.name)
        };
        Subject::named_only(id.into(), kind, name.to_owned(), declared)
    }

    /// The image of each target that was asked for and that the file has, or of its last stage.
    fn images_of_dockerfile(&self, file: &'a Dockerfile) -> Vec<Subject<'a>> {
        let targets: Vec<&str> = self
            .policy
            .settings
            .targets
            .iter()
            .map(String::as_str)
            .collect();
        let is_here = |target: &&str| file.stage_called(target, usize::MAX).is_some();
        let mut targets: Vec<Option<&str>> =
            targets.into_iter().filter(is_here).map(Some).collect();
        if targets.is_empty() {
            targets.push(None);
        }
        let image = |target| self.image_of_dockerfile(file, target);
        targets.into_iter().map(image).collect()
    }

    fn image_of_dockerfile(&self, file: &'a Dockerfile, target: Option<&str>) -> Subject<'a> {
        let built = Built::new(self.index, file, target);
        let name = target.unwrap_or(&self.artifact.name);
        let mut subject = self.subject(SubjectKind::Image, name, built.declared());
        if let Some(ignore) = self.known.contexts.ignore_of(&self.artifact.name) {
            subject.artifacts.push(ignore.artifact);
            subject.ties.push(format!(
                "{} says what its build context leaves out.",
                ignore.name
            ));
        }
        subject.common = Some(Box::new(stage::common(built)));
        subject.origin = Some(Origin::Dockerfile(built));
        subject
    }
}

/// Two subjects of one name in one artifact are told apart by their position.
fn number_repeats(subjects: &mut [Subject<'_>]) {
    let mut times: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for subject in subjects {
        let count = times.entry(Arc::clone(&subject.id)).or_insert(0);
        *count += 1;
        if *count > 1 {
            subject.id = format!("{} ({count})", subject.id).into();
        }
    }
}
