//! What is inspected beside containers and images, and what inspected objects say of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;
use crate::artifact::Artifact;
use crate::catalogue::SubjectKind;
use crate::facts::container::Inspected;
use crate::facts::swarm_service::{Around, NetworkKind, Scheduled};
use crate::facts::{
    self, Listed, Network, Origin, Picture, Running, Runtime, StoredConfig, Subject, Volume,
};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::host::{ArchivedFile, Observation, Process};
use crate::model::image_history::History;
use crate::model::inspect::{Container, Field, Image, Inspect};
use crate::span::Span;

/// How many letters of an id commands print at least.
const SHORT: usize = 12;

/// How often one object may be inspected and still be told with all that was collected beside
/// it: a long history of thousands of copies would be too much to tell.
const MOST_COPIES: usize = 20;

/// What inspected objects say of each other, over all artifacts.
#[derive(Default)]
pub(super) struct Seen<'a> {
    /// The names of containers by their ids.
    containers: BTreeMap<&'a str, &'a str>,
    /// The ids of images that containers run.
    images: BTreeSet<&'a str>,
    /// The ids of images that another image's last step began from.
    parents: BTreeSet<&'a str>,
    /// The volumes that containers mount.
    volumes: BTreeSet<&'a str>,
    /// The ids of services.
    services: BTreeSet<&'a str>,
    /// The steps of images by their ids, as far as these are told.
    histories: BTreeMap<&'a str, (usize, &'a History)>,
    /// What was seen running in containers, by their ids.
    processes: BTreeMap<&'a str, (usize, &'a [Process])>,
    /// Programs of containers that run as their owner or group, by the containers' ids.
    setuid_programs: BTreeMap<&'a str, (usize, &'a [ArchivedFile])>,
    /// How often images are inspected, by the beginnings of their ids.
    copies_of_images: BTreeMap<&'a str, usize>,
    /// How often containers are inspected, by their ids.
    copies_of_containers: BTreeMap<&'a str, usize>,
    /// What the ids of networks stand for.
    networks: BTreeMap<&'a str, NetworkKind>,
}

impl<'a> Seen<'a> {
    /// Takes up what was collected of one image or container beside its inspect.
    pub(super) fn take_beside(&mut self, index: usize, artifact: &'a Artifact) {
        let key = artifact.part_of.as_ref().map_or("", |it| it.key.as_str());
        let of = key.split_once('/').map(|(_, id)| id);
        match (&*artifact.model, of) {
            (Model::ImageHistory(history), of) => {
                // The newest step, which comes first, left the image itself.
                let first = history.steps.first().and_then(|it| it.id.value());
                if let Some(id) = of.or(first.map(String::as_str)) {
                    self.histories.insert(plain_id(id), (index, history));
                }
            }
            (Model::Host(Observation::Processes(processes)), Some(id)) => {
                self.processes.insert(id, (index, processes));
            }
            (Model::Host(Observation::SetUserIdFiles(files)), Some(id)) => {
                self.setuid_programs.insert(id, (index, files));
            }
            _ => {}
        }
    }

    /// The history of an image; commands may print the beginning of its id only.
    fn history(&self, id: Option<&String>) -> Option<(Inspected, &'a History)> {
        let id = plain_id(id?);
        let (found, (artifact, history)) = self.histories.range(..=id).next_back()?;
        let copies = self.copies_of_images.get(beginning(id)).copied();
        let is_meant = found.len() >= SHORT
            && id.starts_with(found)
            && copies.is_none_or(|copies| copies <= MOST_COPIES);
        is_meant.then_some((
            Inspected {
                artifact: *artifact,
            },
            history,
        ))
    }

    /// What was seen running in a container.
    fn programs(&self, container: &Container) -> Option<Listed<String>> {
        let (artifact, processes) = self.processes.get(self.id_of(container)?)?;
        let mut listed = Listed::none();
        for process in *processes {
            let command = process.arguments.as_ref().or(process.program.as_ref());
            if let Some(command) = command {
                let place = Evidence::at(*artifact, command.span);
                listed.push(command.value.clone(), place);
            }
        }
        Some(listed)
    }

    /// The programs of a container that run as their owner or group.
    fn setuid_programs(&self, container: &Container) -> Option<Listed<String>> {
        let (artifact, files) = self.setuid_programs.get(self.id_of(container)?)?;
        let mut listed = Listed::none();
        for file in *files {
            let place = Evidence::at(*artifact, file.path.span);
            listed.push(file.path.value.clone(), place);
        }
        Some(listed)
    }

    /// The id of a container, by which others speak of it.
    fn id_of<'c>(&self, container: &'c Container) -> Option<&'c str> {
        let id = container.id.value()?.as_str();
        let copies = self.copies_of_containers.get(id).copied();
        copies
            .is_none_or(|copies| copies <= MOST_COPIES)
            .then_some(id)
    }

    /// Takes up what one artifact shows.
    pub(super) fn take(&mut self, inspect: &'a Inspect) {
        for image in &inspect.images {
            if let Some(id) = image.id.value() {
                let id = beginning(plain_id(id));
                *self.copies_of_images.entry(id).or_default() += 1;
            }
            self.parents
                .extend(image.parent.value().map(String::as_str));
        }
        for container in &inspect.containers {
            if let Some(id) = container.id.value() {
                *self.copies_of_containers.entry(id).or_default() += 1;
            }
            if let (Some(id), Some(name)) = (container.id.value(), container.name.value()) {
                self.containers.insert(id, name);
            }
            self.images
                .extend(container.image.value().map(String::as_str));
            let volumes = container.volumes.iter();
            self.volumes.extend(volumes.map(|(name, _)| name.as_str()));
        }
        let services = inspect.services.iter().filter_map(|it| it.id.value());
        self.services.extend(services.map(String::as_str));
        for network in &inspect.networks {
            let Some(id) = network.id.value() else {
                continue;
            };
            let driver = network.driver.value().map(String::as_str);
            let name = network.name.value().map(String::as_str);
            let kind = match (driver, name) {
                (Some("host"), _) => NetworkKind::Host,
                (Some("bridge"), Some("bridge")) => NetworkKind::DefaultBridge,
                _ => NetworkKind::Made,
            };
            self.networks.insert(id, kind);
        }
    }

    /// Whether an image is no more than a step of another: the classic builder keeps each, and
    /// `docker image ls --all` lists them. Nobody can name, run or remove one by itself.
    pub(super) fn is_step(&self, image: &Image) -> bool {
        image.is_unnamed()
            && image.id.value().is_some_and(|id| {
                self.parents.contains(id.as_str()) && !self.images.contains(id.as_str())
            })
    }

    /// Whether an inspected container has something; `None` where none was inspected.
    fn used(&self, among: &BTreeSet<&str>, name: Option<&String>) -> Option<bool> {
        let name = name?;
        (!self.images.is_empty()).then(|| among.contains(name.as_str()))
    }
}

impl<'a> Source<'_, 'a> {
    /// What a container does right now.
    pub(super) fn running(&self, source: Inspected, container: &Container) -> facts::Seen {
        let found = |name: &Field<String>| {
            let (_, image) = self.known.image(self.host(), name.value()?)?;
            Some(image)
        };
        let runs = found(&container.image);
        let named = found(&container.config.image);
        facts::Seen::Running(Running {
            setuid_programs: self.known.seen.setuid_programs(container),
            ..Running::of(source, container, runs, named)
        })
    }

    /// What the host does for a container, and what was seen running in it.
    pub(super) fn runtime(&self, source: Inspected, container: &Container) -> Runtime {
        let mut runtime = source.runtime(container);
        runtime.addressing.programs = self.known.seen.programs(container);
        runtime.daemon = self.known.machines.daemon_of(self.index);
        runtime
    }

    /// What the engine shows of an image.
    pub(super) fn picture(&self, source: Inspected, image: &Image) -> facts::Seen {
        let used = self
            .known
            .seen
            .used(&self.known.seen.images, image.id.value());
        let history = self.known.seen.history(image.id.value());
        facts::Seen::Picture(Picture::of(source, image, history, self.policy, used))
    }

    /// The artifact that tells the steps of an image, where its own document does not.
    pub(super) fn history_beside(&self, image: &Image) -> Option<usize> {
        if image.history != Field::Absent {
            return None;
        }
        let (history, _) = self.known.seen.history(image.id.value())?;
        Some(history.artifact)
    }

    /// Networks, volumes, and what a swarm keeps and runs.
    pub(super) fn others(&self, inspect: &'a Inspect) -> Vec<Subject<'a>> {
        let source = Inspected {
            artifact: self.index,
        };
        let seen = &self.known.seen;
        let mut subjects = Vec::new();
        let has_daemon = self.known.machines.daemon_of(self.index).is_some();
        for network in &inspect.networks {
            let place = (network.index, network.span);
            let mut subject = self.named(SubjectKind::Network, &network.name, place);
            let name_of = |id: &str| seen.containers.get(id).map(|name| (*name).to_owned());
            subject.origin = Some(Origin::Network(network));
            subject.seen = Some(Box::new(facts::Seen::Network(Network::of(
                source, network, name_of, has_daemon,
            ))));
            subjects.push(subject);
        }
        for volume in &inspect.volumes {
            let place = (volume.index, volume.span);
            let mut subject = self.named(SubjectKind::Volume, &volume.name, place);
            let used = seen.used(&seen.volumes, volume.name.value());
            subject.origin = Some(Origin::Volume(volume));
            let volume = Volume::of(source, volume, used);
            subject.seen = Some(Box::new(facts::Seen::Volume(volume)));
            subjects.push(subject);
        }
        for service in &inspect.services {
            let place = (service.index, service.span);
            let subject = self.named(SubjectKind::Service, &service.spec.name, place);
            let image = &service.spec.task.container.image;
            let scheduled = Scheduled::service(source, service, self.around(image));
            let mut subject = of_swarm(subject, scheduled);
            subject.origin = Some(Origin::Service(service));
            subjects.push(subject);
        }
        for task in &inspect.tasks {
            // A task is what its service says, so it counts where that is not known.
            let service = task.service_id.value();
            if service.is_some_and(|id| seen.services.contains(id.as_str())) {
                continue;
            }
            let name = match task.name {
                Field::Absent => &task.id,
                Field::Stated(_) | Field::Unreadable(_) => &task.name,
            };
            let subject = self.named(SubjectKind::Service, name, (task.index, task.span));
            let image = &task.spec.container.image;
            let scheduled = Scheduled::task(source, task, self.around(image));
            subjects.push(of_swarm(subject, scheduled));
        }
        for config in &inspect.configs {
            let place = (config.index, config.span);
            let mut subject = self.named(SubjectKind::Config, &config.name, place);
            let config = StoredConfig::of(source, config);
            subject.seen = Some(Box::new(facts::Seen::Config(config)));
            subjects.push(subject);
        }
        subjects
    }

    /// A subject that its name stands for, as the whole document may be a hundred lines.
    fn named(&self, kind: SubjectKind, name: &Field<String>, place: (usize, Span)) -> Subject<'a> {
        let (index, span) = place;
        let called = name
            .value()
            .map_or_else(|| format!("[{index}]"), Clone::clone);
        let span = name.span().unwrap_or(span);
        self.subject(kind, &called, Evidence::at(self.index, span))
    }

    fn around<'s>(&'s self, image: &Field<String>) -> Around<'s> {
        let image = image
            .value()
            .and_then(|name| self.known.image(self.host(), name));
        Around {
            api: self.known.api(self.host()),
            image: image.map(|(artifact, image)| (Inspected { artifact }, image)),
            networks: Some(&self.known.seen.networks),
        }
    }
}

fn of_swarm<'a>(mut subject: Subject<'a>, scheduled: Scheduled<'_>) -> Subject<'a> {
    subject.common = Some(Box::new(scheduled.common()));
    subject.runtime = Some(Box::new(scheduled.runtime()));
    subject
}

/// An id without the name of its algorithm.
fn plain_id(id: &str) -> &str {
    id.strip_prefix("sha256:").unwrap_or(id)
}

/// As much of an id as commands print at least.
fn beginning(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}
