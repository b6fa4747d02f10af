//! One graph of all subjects: what runs where, from which image, and as what of a project.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::Known;
use crate::executor::{self, Executor};
use crate::facts::context::BuiltFrom;
use crate::facts::{Composed, Origin, Relation, RelationKind, Subject};
use crate::model::compose::Setting;
use crate::model::inspect::Outline;
use crate::project::path;

/// How many subjects one thread ties before it takes others.
const TOGETHER: usize = 64;

/// Letters of an id that people are shown.
const SHORT: usize = 12;

/// Ties each subject to those that its documents name.
pub(super) fn add(executor: &dyn Executor, subjects: &mut [Subject<'_>], known: &Known<'_>) {
    let named = Named::of(subjects, known);
    let ties = executor::map_chunks(executor, subjects, TOGETHER, |some| {
        let ties = some.iter().map(|it| named.ties(it, known));
        ties.collect::<Vec<_>>()
    });
    for (subject, mut ties) in subjects.iter_mut().zip(ties.into_iter().flatten()) {
        subject.relations.append(&mut ties);
    }
}

/// A machine by its position, or none.
type On = Option<usize>;

/// A service's project and the subject's id.
type OfProject = (Option<String>, Arc<str>);

/// Subjects by what others call them.
#[derive(Default)]
struct Named {
    /// Images by id, tag and digest.
    images: BTreeMap<(On, String), Arc<str>>,
    /// Images by the same, whatever machine they are on: the first machine's.
    anywhere: BTreeMap<String, (On, Arc<str>)>,
    /// Networks by name and id.
    networks: BTreeMap<(On, String), Arc<str>>,
    /// Volumes by name.
    volumes: BTreeMap<(On, String), Arc<str>>,
    /// Services of a swarm by id and name.
    swarm: BTreeMap<String, Arc<str>>,
    /// Services of compose projects by name, each with the folder of its first file.
    services: BTreeMap<String, Vec<OfProject>>,
    /// What Dockerfiles build, by the artifact.
    built: BTreeMap<usize, Vec<Arc<str>>>,
    /// Dockerfiles by the names that projects give to what they build from them, with the
    /// service that says so.
    made: BTreeMap<String, (usize, String)>,
}

impl Named {
    fn of(subjects: &[Subject<'_>], known: &Known<'_>) -> Self {
        let mut named = Self::default();
        for subject in subjects {
            named.take(subject, known);
        }
        named
    }

    fn take(&mut self, subject: &Subject<'_>, known: &Known<'_>) {
        let host = known.machines.host_of(subject.declared.artifact);
        let id = || Arc::clone(&subject.id);
        match subject.origin {
            Some(Origin::Image(image)) => {
                let names = image
                    .repo_tags
                    .items()
                    .iter()
                    .chain(image.repo_digests.items());
                let names = names.map(|name| &name.value).chain(image.id.value());
                for name in names {
                    self.images.entry((host, name.clone())).or_insert_with(id);
                    let first = self.anywhere.entry(name.clone());
                    let first = first.or_insert_with(|| (host, id()));
                    if host < first.0 {
                        *first = (host, id());
                    }
                }
            }
            Some(Origin::Network(network)) => {
                for name in network.id.value().into_iter().chain(network.name.value()) {
                    self.networks.entry((host, name.clone())).or_insert_with(id);
                }
            }
            Some(Origin::Volume(volume)) => {
                if let Some(name) = volume.name.value() {
                    self.volumes.entry((host, name.clone())).or_insert_with(id);
                }
            }
            Some(Origin::Service(service)) => {
                for name in service
                    .id
                    .value()
                    .into_iter()
                    .chain(service.spec.name.value())
                {
                    self.swarm.entry(name.clone()).or_insert_with(id);
                }
            }
            Some(Origin::Container(_)) => {}
            Some(Origin::Dockerfile(_)) => {
                self.built
                    .entry(subject.declared.artifact)
                    .or_default()
                    .push(id());
            }
            None => {
                if let Some(service) = subject.service {
                    self.take_composed(subject, service, known);
                }
            }
        }
    }

    fn take_composed(&mut self, subject: &Subject<'_>, service: Composed<'_>, known: &Known<'_>) {
        let project = project_name(service);
        self.services
            .entry(subject.name.clone())
            .or_default()
            .push((project, Arc::clone(&subject.id)));
        if let (Some(dockerfile), Some(image)) =
            (dockerfile_of(service, known), name_of_image(service))
        {
            self.made
                .entry(image)
                .or_insert((dockerfile, subject.name.clone()));
        }
    }

    /// Everything that a subject's documents tie it to.
    fn ties(&self, subject: &Subject<'_>, known: &Known<'_>) -> Vec<Relation> {
        let artifact = subject.declared.artifact;
        let host = known.machines.host_of(artifact);
        let mut ties = Vec::new();
        let is_inspected = !matches!(subject.origin, None | Some(Origin::Dockerfile(_)));
        if is_inspected && let Some((to, reason)) = known.machines.keeper_of(artifact) {
            ties.push(Relation {
                to,
                kind: RelationKind::RunsOn,
                reason,
            });
        }
        match subject.origin {
            Some(Origin::Container(container)) => self.of_container(container, host, &mut ties),
            Some(Origin::Image(image)) => {
                let tags = image.repo_tags.items().iter().map(|tag| &tag.value);
                ties.extend(tags.filter_map(|tag| self.made_from(tag)).take(1));
            }
            Some(Origin::Service(service)) => {
                let image = service.spec.task.container.image.value();
                ties.extend(image.and_then(|name| self.runs(host, name)));
            }
            Some(Origin::Network(_) | Origin::Volume(_) | Origin::Dockerfile(_)) => {}
            None => ties.extend(
                subject
                    .service
                    .into_iter()
                    .flat_map(|service| self.of_composed(service, known)),
            ),
        }
        ties
    }

    fn of_container(&self, container: &Outline, host: On, ties: &mut Vec<Relation>) {
        ties.extend(self.image_of(container, host));
        ties.extend(self.realised_by(container));
        let by_id = container.networks.iter().filter_map(|(name, id)| {
            let to = self.networks.get(&(host, id.clone()))?;
            Some(Relation {
                to: Arc::clone(to),
                kind: RelationKind::Joins,
                reason: format!("It is on the network {name}, by that network's id."),
            })
        });
        ties.extend(by_id);
        let volumes = container.volumes.iter().filter_map(|(name, target)| {
            let to = self.volumes.get(&(host, name.clone()))?;
            Some(Relation {
                to: Arc::clone(to),
                kind: RelationKind::Mounts,
                reason: format!("It mounts the volume {name} at {target}."),
            })
        });
        ties.extend(volumes);
    }

    /// The image a container runs: by id, which cannot err, else by the name it was started from.
    fn image_of(&self, container: &Outline, host: On) -> Option<Relation> {
        let id = container.image.value();
        let by_id = id.and_then(|id| {
            let to = self.images.get(&(host, id.clone()))?;
            let bare = id.strip_prefix("sha256:").unwrap_or(id);
            let short = bare.get(..SHORT).unwrap_or(bare);
            Some(Relation {
                to: Arc::clone(to),
                kind: RelationKind::Runs,
                reason: format!("Both documents have the image's id {short}."),
            })
        });
        let name = container.image_name.value();
        by_id.or_else(|| {
            name.filter(|_| id.is_none())
                .and_then(|name| self.runs(host, name))
        })
    }

    fn runs(&self, host: On, name: &str) -> Option<Relation> {
        let on = |name: String| self.images.get(&(host, name));
        // A manager adds the digest to a tag.
        let tag = name.split_once('@').map_or(name, |(tag, _)| tag);
        let to = on(name.to_owned())
            .or_else(|| on(tag.to_owned()))
            .or_else(|| on(format!("{tag}:latest")))?;
        Some(Relation {
            to: Arc::clone(to),
            kind: RelationKind::Runs,
            reason: format!("{name} is a name of that image on the same machine."),
        })
    }

    /// The service that a container is an instance of, by the labels of whoever started it.
    fn realised_by(&self, container: &Outline) -> Option<Relation> {
        if let Some(name) = container.label("com.docker.swarm.service.name") {
            let id = container
                .label("com.docker.swarm.service.id")
                .unwrap_or(name);
            let to = self.swarm.get(id).or_else(|| self.swarm.get(name));
            if let Some(to) = to {
                return Some(Relation {
                    to: Arc::clone(to),
                    kind: RelationKind::Realises,
                    reason: format!("Its label says that the swarm started it for {name}."),
                });
            }
        }
        let service = container.label("com.docker.compose.service")?;
        let project = container.label("com.docker.compose.project");
        let called = self.services.get(service)?;
        let of_project = |it: &&OfProject| it.0.as_deref() == project && project.is_some();
        let to = match called.as_slice() {
            [(_, only)] => only,
            several => {
                let mut of_project = several.iter().filter(of_project);
                match (of_project.next(), of_project.next()) {
                    (Some((_, one)), None) => one,
                    _ => return None,
                }
            }
        };
        let of = project.map_or_else(String::new, |project| format!(" of the project {project}"));
        Some(Relation {
            to: Arc::clone(to),
            kind: RelationKind::Realises,
            reason: format!("Its label says that it runs the service {service}{of}."),
        })
    }

    /// What a compose service is built from, or which inspected image it names.
    fn of_composed(&self, service: Composed<'_>, known: &Known<'_>) -> Vec<Relation> {
        let mut ties = Vec::new();
        if let Some(index) = dockerfile_of(service, known) {
            let built = self.built.get(&index).map_or(&[][..], Vec::as_slice);
            ties.extend(built.iter().map(|to| Relation {
                to: Arc::clone(to),
                kind: RelationKind::BuiltFrom,
                reason: "The service's build names this Dockerfile.".to_owned(),
            }));
        }
        if let Some(image) = name_of_image(service) {
            let tagged = format!("{image}:latest");
            let names = [&image, &tagged].into_iter();
            let found = names.filter_map(|name| self.anywhere.get(name));
            let first = found.min_by_key(|(host, _)| *host);
            ties.extend(first.map(|(_, to)| Relation {
                to: Arc::clone(to),
                kind: RelationKind::Runs,
                reason: format!("{image} is a name of that image."),
            }));
        }
        ties
    }

    /// The Dockerfile that a project builds an image of this name from.
    fn made_from(&self, tag: &str) -> Option<Relation> {
        let bare = tag.strip_suffix(":latest").unwrap_or(tag);
        let (index, service) = self.made.get(tag).or_else(|| self.made.get(bare))?;
        let to = self.built.get(index)?.first()?;
        Some(Relation {
            to: Arc::clone(to),
            kind: RelationKind::BuiltFrom,
            reason: format!("The service {service} builds an image of this name from it."),
        })
    }
}

/// What a service's image is called: as it says, or as Compose calls what it builds without that.
fn name_of_image(service: Composed<'_>) -> Option<String> {
    match service.service.image() {
        Setting::Set(image) => Some(image.value),
        Setting::Absent if !service.service.build().is_absent() => {
            let project = project_name(service)?;
            Some(format!("{project}-{}", service.service.name.value))
        }
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    }
}

/// What Compose calls a service's project: the name that is stated, else its folder's.
fn project_name(service: Composed<'_>) -> Option<String> {
    if let Setting::Set(name) = &service.project.compose.name {
        return Some(name.value.clone());
    }
    let first = service.project.files.first()?;
    let folder = path::folder(&service.artifacts.get(*first)?.name);
    let last = folder.trim_end_matches('/').rsplit('/').next()?;
    let is_kept = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let name: String = last.to_ascii_lowercase().chars().filter(is_kept).collect();
    (!name.is_empty()).then_some(name)
}

/// The artifact of the Dockerfile that a service is built from.
fn dockerfile_of(service: Composed<'_>, known: &Known<'_>) -> Option<usize> {
    let Setting::Set(build) = service.service.build() else {
        return None;
    };
    let path = BuiltFrom::new(service.project, &build)?.dockerfile;
    let (index, _) = known.dockerfiles.get(path.as_str())?;
    Some(*index)
}
