//! Who is judged, and which artifacts speak of the same one.

mod inspected;
mod machines;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::container::Inspected;
use super::context::{BuiltFrom, Contexts};
use super::service::Deployed;
use super::stage::Built;
use super::{
    Build, Composed, Declared, ImageReference, Listed, Seen, Subject, Whole, service, stage,
};
use crate::artifact::Artifact;
use crate::catalogue::SubjectKind;
use crate::executor::{self, Executor};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::{Form, Named, Service, Setting};
use crate::model::dockerfile::Dockerfile;
use crate::model::inspect::{Container, Image, Inspect};
use crate::policy::Policy;
use crate::project::Project;
use machines::Machines;

/// Every subject of the artifacts, each with its facts, in the artifacts' order.
///
/// The policy's day, where one is given, tells what is still supported; nothing here reads a
/// clock.
pub fn subjects<'a>(
    executor: &dyn Executor,
    artifacts: &'a [Artifact],
    projects: &'a [Project],
    policy: &'a Policy,
) -> Vec<Subject<'a>> {
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
    subjects.extend(of_each.into_iter().flatten());
    number_repeats(&mut subjects);
    approve(&mut subjects, &policy.settings.registries);
    subjects
}

/// What can be found by name: Dockerfiles by path, images by reference and id, services by name.
struct Known<'a> {
    /// Every artifact's index.
    names: BTreeMap<&'a str, usize>,
    dockerfiles: BTreeMap<&'a str, (usize, &'a Dockerfile)>,
    images: BTreeMap<&'a str, (usize, &'a Image)>,
    services: BTreeMap<&'a str, Vec<usize>>,
    /// Containers by the service their label names.
    running: BTreeMap<&'a str, Vec<(Inspected, &'a Container)>>,
    /// What inspected objects say of each other.
    seen: inspected::Seen<'a>,
    contexts: Contexts<'a>,
    /// The machines, and what is known of their daemons.
    machines: Machines<'a>,
}

impl<'a> Known<'a> {
    fn new(artifacts: &'a [Artifact], projects: &'a [Project], policy: &'a Policy) -> Self {
        let mut known = Self {
            machines: Machines::new(artifacts, policy),
            names: BTreeMap::new(),
            dockerfiles: BTreeMap::new(),
            images: BTreeMap::new(),
            services: BTreeMap::new(),
            running: BTreeMap::new(),
            seen: inspected::Seen::default(),
            contexts: Contexts::new(artifacts, projects),
        };
        // No label of Compose's names a container that a command made.
        let composed = projects.iter().filter(|it| it.compose.form != Form::Run);
        for project in composed {
            for service in &project.compose.services {
                let named = known.services.entry(&service.name.value).or_default();
                named.extend(project.files.first());
            }
        }
        for (index, artifact) in artifacts.iter().enumerate() {
            known.names.insert(&artifact.name, index);
            known.seen.take_beside(index, artifact);
            match &*artifact.model {
                Model::Dockerfile(file) => {
                    known.dockerfiles.insert(&artifact.name, (index, file));
                }
                Model::Inspect(inspect) => {
                    let source = Inspected { artifact: index };
                    known.seen.take(inspect);
                    for container in &inspect.containers {
                        if let Some(service) = service_of(container) {
                            let running = known.running.entry(service).or_default();
                            running.push((source, container));
                        }
                    }
                    for image in &inspect.images {
                        let tags = image.repo_tags.items().iter().map(|tag| tag.value.as_str());
                        let digests = image.repo_digests.items().iter();
                        let digests = digests.map(|digest| digest.value.as_str());
                        for name in tags
                            .chain(digests)
                            .chain(image.id.value().map(String::as_str))
                        {
                            known.images.insert(name, (index, image));
                        }
                    }
                }
                Model::Compose(_)
                | Model::Dockerignore(_)
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
                | Model::None => {}
            }
        }
        known
    }

    /// The containers of a service; none where two files have a service of that name.
    fn running(&self, service: &str) -> &[(Inspected, &'a Container)] {
        match self.services.get(service).map(Vec::as_slice) {
            Some([_]) => self.running.get(service).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    fn image(&self, reference: &str) -> Option<(usize, &'a Image)> {
        let tagged = || format!("{reference}:latest");
        self.images
            .get(reference)
            .or_else(|| self.images.get(tagged().as_str()))
            .copied()
    }
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
        let mut whole = Build::new(built, self.artifact, self.policy);
        whole.ignore = self.known.contexts.ignore_of(&self.artifact.name);
        if let Some(ignore) = whole.ignore {
            subject.artifacts.push(ignore.artifact);
            subject.ties.push(format!(
                "{} says what its build context leaves out.",
                ignore.name
            ));
        }
        subject.common = Some(Box::new(stage::common(built)));
        subject.build = Some(Box::new(whole));
        subject
    }

    /// The project's services, what it declares besides, and the project itself.
    fn project(&self, project: &'a Project) -> Vec<Subject<'a>> {
        let compose = &project.compose;
        let awaited = service::awaited(compose);
        let services = compose.services.iter();
        let mut subjects: Vec<_> = services
            .map(|it| self.service(project, it, awaited.contains(&*it.name.value)))
            .collect();
        let declared = [
            (SubjectKind::Network, &compose.networks),
            (SubjectKind::Volume, &compose.volumes),
            (SubjectKind::Secret, &compose.secrets),
            (SubjectKind::Config, &compose.configs),
        ];
        for (kind, declared) in declared {
            subjects.extend(declared.iter().map(|it| self.declared(project, kind, it)));
        }
        // Commands are no project: each stands by itself.
        if compose.form == Form::Run {
            return subjects;
        }
        let declared = Evidence {
            artifact: self.index,
            span: None,
        };
        let mut whole = self.of_project(project, SubjectKind::Project, "", declared);
        whole.project = Some(Whole {
            project,
            artifacts: self.artifacts,
        });
        subjects.push(whole);
        subjects
    }

    /// A subject of a project, named in it, or the project itself where the name is empty.
    fn of_project(
        &self,
        project: &Project,
        kind: SubjectKind,
        name: &str,
        declared: Evidence,
    ) -> Subject<'a> {
        let (word, of) = (kind.word(), &project.name);
        let (id, name) = if name.is_empty() {
            (format!("{word}:{of}"), of.to_string())
        } else {
            (format!("{word}:{of}#{name}"), name.to_owned())
        };
        let mut subject = Subject::named_only(id.into(), kind, name, declared);
        let further = project.artifacts.iter().copied();
        for index in further.filter(|it| *it != declared.artifact) {
            subject.artifacts.push(index);
            subject.ties.extend(self.tie(project, index));
        }
        subject
    }

    /// Why a project's artifact belongs to what it declares.
    fn tie(&self, project: &Project, index: usize) -> Option<String> {
        let artifact = self.artifacts.get(index)?;
        let name = &artifact.name;
        Some(match project.files.iter().position(|it| *it == index) {
            Some(0) => format!("{name} is the project's first file."),
            Some(_) => format!("{name} is merged over the files before it."),
            None if matches!(*artifact.model, Model::Compose(_)) => {
                format!("{name} is included or extended.")
            }
            None => format!("{name} gives values to the project's variables."),
        })
    }

    fn declared(&self, project: &'a Project, kind: SubjectKind, named: &'a Named) -> Subject<'a> {
        let at = project.at(named.name.span);
        let mut subject = self.of_project(project, kind, &named.name.value, at);
        subject.declaration = Some(Declared {
            named,
            project,
            artifacts: self.artifacts,
        });
        subject
    }

    fn service(&self, project: &'a Project, service: &'a Service, is_awaited: bool) -> Subject<'a> {
        let name = &service.name;
        let declared = project.at(name.span);
        let mut subject = self.of_project(project, SubjectKind::Service, &name.value, declared);
        subject.exempt = service.has_provider();
        let composed = Composed {
            service,
            project,
            artifacts: self.artifacts,
        };
        let mut deployed = Deployed {
            composed,
            names: &self.known.names,
            running: self.known.running(&name.value),
            built: None,
            inspected: None,
            is_awaited,
        };
        if let Setting::Set(build) = service.build() {
            let built = BuiltFrom::new(project, &build);
            let path = built.map_or_else(String::new, |built| built.dockerfile);
            if let Some((index, file)) = self.known.dockerfiles.get(path.as_str()) {
                let target = build.value.target.value().map(String::as_str);
                deployed.built = Some(Built::new(*index, file, target));
                subject.artifacts.push(*index);
                subject
                    .ties
                    .push(format!("{path} is what the service is built from."));
            }
        } else if let Setting::Set(image) = service.image()
            && let Some((index, found)) = self.known.image(&image.value)
        {
            deployed.inspected = Some((Inspected { artifact: index }, found));
            if !subject.artifacts.contains(&index) {
                subject.artifacts.push(index);
            }
            subject
                .ties
                .push(format!("{} is inspected too.", image.value));
        }
        for (inspected, container) in deployed.running {
            if !subject.artifacts.contains(&inspected.artifact) {
                subject.artifacts.push(inspected.artifact);
            }
            let name = container.name.value().or_else(|| container.id.value());
            let name = name.map_or("one container", String::as_str);
            subject.ties.push(format!(
                "The label of {name} says that it runs the service."
            ));
        }
        let common = service::common(deployed);
        for variable in &common.environment.items {
            let index = variable.evidence.artifact;
            if !subject.artifacts.contains(&index)
                && let Some(artifact) = self.artifacts.get(index)
            {
                subject.artifacts.push(index);
                let tie = format!("{} sets variables of its environment.", artifact.name);
                subject.ties.push(tie);
            }
        }
        subject.common = Some(Box::new(common));
        subject.runtime = Some(Box::new(service::runtime(deployed)));
        subject.service = Some(composed);
        subject
    }

    fn inspected(&self, inspect: &'a Inspect) -> Vec<Subject<'a>> {
        let containers = inspect
            .containers
            .iter()
            .map(|container| self.container(container));
        let images = inspect.images.iter().map(|image| self.image(image));
        let mut subjects: Vec<_> = containers.chain(images).collect();
        subjects.extend(self.others(inspect));
        subjects
    }

    fn container(&self, container: &Container) -> Subject<'a> {
        let name = container.name.value().or_else(|| container.id.value());
        let name = name.map_or_else(|| format!("[{}]", container.index), Clone::clone);
        // The whole document may be a hundred lines: its name stands for it.
        let span = container
            .name
            .span()
            .or_else(|| container.id.span())
            .unwrap_or(container.span);
        let mut subject = self.subject(
            SubjectKind::Container,
            &name,
            Evidence::at(self.index, span),
        );
        if let Some(service) = service_of(container)
            && let Some([file]) = self.known.services.get(service).map(Vec::as_slice)
        {
            subject.artifacts.push(*file);
            subject
                .ties
                .push(format!("Its label says it runs the service {service}."));
        }
        if let Some((index, _)) = container.image.value().and_then(|id| self.known.image(id)) {
            if !subject.artifacts.contains(&index) {
                subject.artifacts.push(index);
            }
            subject
                .ties
                .push("The image it runs is inspected too.".to_owned());
        }
        let inspected = Inspected {
            artifact: self.index,
        };
        subject.common = Some(Box::new(inspected.common_of_container(container)));
        subject.runtime = Some(Box::new(self.runtime(inspected, container)));
        subject.seen = Some(Box::new(self.running(inspected, container)));
        subject
    }

    fn image(&self, image: &Image) -> Subject<'a> {
        let tag = image
            .repo_tags
            .items()
            .first()
            .or_else(|| image.repo_digests.items().first());
        let name = tag.map(|tag| &tag.value).or_else(|| image.id.value());
        let name = name.map_or_else(|| format!("[{}]", image.index), Clone::clone);
        let span = tag
            .map(|tag| tag.span)
            .or_else(|| image.id.span())
            .unwrap_or(image.span);
        let inspected = Inspected {
            artifact: self.index,
        };
        Subject {
            common: Some(Box::new(inspected.common_of_image(image))),
            seen: Some(Box::new(self.picture(inspected, image))),
            ..self.subject(SubjectKind::Image, &name, Evidence::at(self.index, span))
        }
    }
}

/// The service a container runs, by the label that Compose gives it.
fn service_of(container: &Container) -> Option<&str> {
    let labels = container.config.labels.items().iter();
    labels
        .filter(|(key, _)| key.value == "com.docker.compose.service")
        .map(|(_, value)| value.value.as_str())
        .next()
}

/// Compares the registry of every image with those that are approved, where any are listed.
fn approve(subjects: &mut [Subject<'_>], registries: &[String]) {
    if registries.is_empty() {
        return;
    }
    let asked = |images: &mut Listed<ImageReference>| {
        for image in &mut images.items {
            image.value.approval = image.value.approval_by(registries);
        }
    };
    for subject in subjects.iter_mut() {
        if let Some(common) = subject.common.as_mut() {
            asked(&mut common.images);
        }
        if let Some(Seen::Picture(picture)) = subject.seen.as_deref_mut() {
            asked(&mut picture.tags);
            asked(&mut picture.digests);
        }
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
