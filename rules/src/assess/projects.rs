//! Compose projects as the report lists them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::facts::{Common, Fact, Need, Subject};
use crate::finding::Outcome;
use crate::model::compose::Form;
use crate::project::{self, Project, path};
use crate::report::{Projected, Reported};
use crate::sorted::Sorted;

/// Every project with what could not be seen of it, in the projects' order.
pub(super) fn report(
    artifacts: &[Artifact],
    projects: &[Project],
    subjects: &[Subject<'_>],
    findings: &[Reported],
) -> Vec<Projected> {
    if projects.is_empty() {
        return Vec::new();
    }
    let positions: HashMap<*const Project, usize> = (0..)
        .zip(projects)
        .map(|(at, it)| (std::ptr::from_ref(it), at))
        .collect();
    let mut seen: Vec<Seen> = projects.iter().map(|_| Seen::default()).collect();
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for subject in subjects {
        let position = owner(subject).and_then(|it| positions.get(&std::ptr::from_ref(it)));
        if let Some(position) = position
            && let Some(seen) = seen.get_mut(*position)
        {
            owners.insert(&subject.id, *position);
            seen.images
                .extend(subject.common.as_deref().into_iter().flat_map(images));
        }
    }
    for finding in findings.iter().filter(|it| it.outcome == Outcome::Unknown) {
        let seen = owners
            .get(&*finding.subject)
            .and_then(|at| seen.get_mut(*at));
        if let Some(seen) = seen {
            seen.undecided.insert(finding.control.id);
        }
    }
    let folders = folders(artifacts);
    let one = |(project, seen)| projected(artifacts, project, seen, &folders);
    projects.iter().zip(seen).map(one).collect()
}

/// What is gathered of one project.
#[derive(Default)]
struct Seen {
    images: BTreeSet<String>,
    undecided: BTreeSet<&'static str>,
}

fn owner<'a>(subject: &Subject<'a>) -> Option<&'a Project> {
    let service = subject.service.map(|it| it.project);
    let declared = || subject.declaration.map(|it| it.project);
    service
        .or_else(declared)
        .or_else(|| subject.project.map(|it| it.project))
}

/// The images that leave something of a service open.
fn images(common: &Common) -> Vec<String> {
    let user = match &common.user {
        Fact::Unknown(unknown) => Some(&unknown.needs),
        Fact::Stated { .. } | Fact::Default(_) => None,
    };
    let health = match &common.health {
        Fact::Unknown(unknown) => Some(&unknown.needs),
        Fact::Stated { .. } | Fact::Default(_) => None,
    };
    let name = |need: &Need| match need {
        Need::Image(image) | Need::BaseImage(image) => Some(image.clone()),
        Need::File(_) | Need::Source(_) | Need::Variables(_) | Need::Readable(_) | Need::Whole => {
            None
        }
    };
    user.into_iter().chain(health).filter_map(name).collect()
}

/// The compose files by folder; commands that run a container are no files to merge.
fn folders(artifacts: &[Artifact]) -> BTreeMap<&str, Vec<&Arc<str>>> {
    let mut folders: BTreeMap<&str, Vec<&Arc<str>>> = BTreeMap::new();
    let merges = |it: &&Artifact| project::file(it).is_some_and(|file| file.form != Form::Run);
    for artifact in artifacts.iter().filter(merges) {
        let folder = folders.entry(path::folder(&artifact.name)).or_default();
        folder.push(&artifact.name);
    }
    folders
}

fn projected(
    artifacts: &[Artifact],
    project: &Project,
    seen: Seen,
    folders: &BTreeMap<&str, Vec<&Arc<str>>>,
) -> Projected {
    let name = |index: &usize| artifacts.get(*index).map(|it| Arc::clone(&it.name));
    let files: Vec<Arc<str>> = project.files.iter().filter_map(name).collect();
    let is_variables = |index: &&usize| {
        let artifact = artifacts.get(**index);
        artifact.is_some_and(|it| project::file(it).is_none())
    };
    let env_files = project.artifacts.iter().filter(is_variables);
    let folder = files.first().map_or("", |first| path::folder(first));
    let beside = folders.get(folder).into_iter().flatten();
    let beside = beside.filter(|name| !files.contains(name));
    let missing = project.missing.iter();
    let missing: BTreeSet<_> = missing.map(|it| (it.path.clone(), it.role)).into_set();
    let variables = project.compose.unset.iter();
    let variables: BTreeSet<String> = variables.map(|it| it.value.clone()).into_set();
    Projected {
        name: Arc::clone(&project.name),
        env_files: env_files.filter_map(name).collect(),
        beside: beside.map(|name| Arc::clone(name)).collect(),
        files,
        deployer: project.deployer,
        missing: missing.into_iter().collect(),
        variables: variables.into_iter().collect(),
        images: seen.images.into_iter().collect(),
        undecided: seen.undecided.into_iter().collect(),
    }
}
