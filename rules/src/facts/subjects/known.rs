//! What can be found by name, over all artifacts.

use std::collections::{BTreeMap, BTreeSet};

use super::inspected;
use super::machines::Machines;
use crate::artifact::Artifact;
use crate::facts::container::Inspected;
use crate::facts::context::Contexts;
use crate::model::Model;
use crate::model::compose::Form;
use crate::model::dockerfile::Dockerfile;
use crate::model::inspect::{Container, Image, Outline};
use crate::policy::Policy;
use crate::project::{Deployer, Project};

/// What can be found by name: Dockerfiles by path, images by reference and id, services by name.
pub(super) struct Known<'a> {
    /// Every artifact's index.
    pub(super) names: BTreeMap<&'a str, usize>,
    pub(super) dockerfiles: BTreeMap<&'a str, (usize, &'a Dockerfile)>,
    /// Images by the machine they lie on and their names and ids.
    images: BTreeMap<(Option<usize>, &'a str), (usize, &'a Image)>,
    pub(super) services: BTreeMap<&'a str, Vec<usize>>,
    /// Services whose image is built where they are brought up.
    built: BTreeSet<&'a str>,
    /// Containers by the service their label names.
    pub(super) running: BTreeMap<&'a str, Vec<(Inspected, &'a Outline)>>,
    /// What inspected objects say of each other.
    pub(super) seen: inspected::Seen<'a>,
    pub(super) contexts: Contexts<'a>,
    /// The versions of the API by which machines were asked.
    apis: BTreeMap<usize, (u16, u16)>,
    /// The machines, and what is known of their daemons.
    pub(super) machines: Machines<'a>,
}

impl<'a> Known<'a> {
    pub(super) fn new(
        artifacts: &'a [Artifact],
        projects: &'a [Project],
        policy: &'a Policy,
    ) -> Self {
        let mut known = Self {
            machines: Machines::new(artifacts, policy),
            names: BTreeMap::new(),
            dockerfiles: BTreeMap::new(),
            images: BTreeMap::new(),
            services: BTreeMap::new(),
            built: BTreeSet::new(),
            running: BTreeMap::new(),
            seen: inspected::Seen::default(),
            contexts: Contexts::new(artifacts, projects),
            apis: BTreeMap::new(),
        };
        // No label of Compose's names a container that a command made.
        let composed = projects.iter().filter(|it| it.compose.form != Form::Run);
        for project in composed {
            for service in &project.compose.services {
                let named = known.services.entry(&service.name.value).or_default();
                named.extend(project.files.first());
                if project.deployer != Deployer::Stack && !service.build().is_absent() {
                    known.built.insert(&service.name.value);
                }
            }
        }
        for (index, artifact) in artifacts.iter().enumerate() {
            known.names.insert(&artifact.name, index);
            known.seen.take_beside(index, artifact);
            match &*artifact.model {
                Model::Dockerfile(file) => {
                    known.dockerfiles.insert(&artifact.name, (index, file));
                }
                Model::DockerVersion(version) => {
                    if let (Some(host), Some(api)) =
                        (known.machines.host_of(index), version.spoken_api())
                    {
                        known.apis.insert(host, api);
                    }
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
                            let host = known.machines.host_of(index);
                            known.images.insert((host, name), (index, image));
                            // Whoever asks from no machine finds the first that has it.
                            known.images.entry((None, name)).or_insert((index, image));
                        }
                    }
                }
                Model::Compose(_)
                | Model::Dockerignore(_)
                | Model::DockerInfo(_)
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
    pub(super) fn running(&self, service: &str) -> &[(Inspected, &'a Outline)] {
        match self.services.get(service).map(Vec::as_slice) {
            Some([_]) => self.running.get(service).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The version of the API by which a machine was asked.
    pub(super) fn api(&self, host: Option<usize>) -> Option<(u16, u16)> {
        self.apis.get(&host?).copied()
    }

    /// Whether a container's image was built with its service, so that it came from no registry.
    pub(super) fn is_built(&self, container: &Container) -> bool {
        let labels = container.config.labels.items().iter();
        let service = labels.map(|(name, value)| (name.value.as_str(), value.value.as_str()));
        let mut service = service.filter(|(name, _)| *name == SERVICE_LABEL);
        service.next().is_some_and(|(_, service)| {
            self.built.contains(service)
                && self.services.get(service).is_some_and(|it| it.len() == 1)
        })
    }

    /// The image that a name stands for on a machine; an id means the same everywhere.
    pub(super) fn image(&self, host: Option<usize>, reference: &str) -> Option<(usize, &'a Image)> {
        let on = |host, name: &str| self.images.get(&(host, name)).copied();
        let tagged = || format!("{reference}:latest");
        let here = on(host, reference).or_else(|| on(host, &tagged()));
        here.or_else(|| {
            reference
                .starts_with("sha256:")
                .then(|| on(None, reference))?
        })
    }
}

/// The label by which Compose tells which service a container runs.
const SERVICE_LABEL: &str = "com.docker.compose.service";

/// The service a container runs, by the label that Compose gives it.
pub(super) fn service_of(container: &Outline) -> Option<&str> {
    container.label(SERVICE_LABEL)
}
