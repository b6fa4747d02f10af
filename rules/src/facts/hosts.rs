//! Which artifacts speak of the same machine, and why we think so.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::daemon_config::{DaemonConfig, Form};
use crate::model::host::Observation;
use crate::project::path;
use crate::sorted::Sorted;

/// Folders below which a machine keeps its own files.
const OWN_FOLDERS: &[&str] = &[
    "etc/docker",
    "etc/default",
    "etc/sysconfig",
    "etc/systemd/system",
    "lib/systemd/system",
    "usr/lib/systemd/system",
    ".config/docker",
];

/// One machine, as far as artifacts speak of it.
#[derive(Clone, Debug)]
pub(super) struct Host {
    /// What people call it: its own name, or that of the artifact that shows it.
    pub(super) name: Arc<str>,
    /// The same, with a number where an earlier machine is called that too.
    pub(super) key: Arc<str>,
    /// The artifacts that speak of the machine or its daemon, the most telling first.
    pub(super) artifacts: Vec<usize>,
    /// Whether that is its own name.
    pub(super) is_named: bool,
    /// Whether anything speaks of the machine, and not of its daemon alone.
    pub(super) is_machine: bool,
    /// Where they lie: what is inspected there is on this machine.
    place: Place,
}

/// Where artifacts lie that belong together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a bundle, by its hash.
    Bundle(Arc<str>),
    /// In a folder.
    Folder(String),
    /// By itself, because others of its kind lie there too.
    Alone(usize),
}

/// The machines of all artifacts, in the order of their first artifact.
#[derive(Clone, Debug, Default)]
pub(super) struct Hosts {
    pub(super) all: Vec<Host>,
    by_artifact: BTreeMap<usize, (usize, String)>,
}

/// What an artifact tells of a machine; the earlier says more about who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Bundle,
    Engine,
    Release,
    Settings,
    Swarm,
    Observation,
    Bench,
}

impl Hosts {
    /// Groups artifacts by the bundle or the folder they came from.
    pub(super) fn of(artifacts: &[Artifact]) -> Self {
        let mut places: BTreeMap<Place, Vec<(Role, usize)>> = BTreeMap::new();
        for (index, artifact) in artifacts.iter().enumerate() {
            if let Some(role) = role(artifact) {
                let place = Place::of(artifact);
                places.entry(place).or_default().push((role, index));
            }
        }
        let mut hosts: Vec<Host> = Vec::new();
        for (place, members) in places {
            for (place, members) in apart(artifacts, place, members) {
                hosts.push(Host::new(artifacts, place, members));
            }
        }
        hosts.sort_by_key(|host| host.artifacts.iter().min().copied());
        number_repeats(&mut hosts);
        let mut whole = Self {
            all: hosts,
            by_artifact: BTreeMap::new(),
        };
        for index in 0..artifacts.len() {
            if let Some(found) = artifacts.get(index).and_then(|it| whole.find(it, index)) {
                whole.by_artifact.insert(index, found);
            }
        }
        whole
    }

    /// The machine an artifact speaks of, by its position, and why we think so.
    pub(super) fn of_artifact(&self, artifact: usize) -> Option<(usize, &str)> {
        let (host, reason) = self.by_artifact.get(&artifact)?;
        Some((*host, reason))
    }

    fn find(&self, artifact: &Artifact, index: usize) -> Option<(usize, String)> {
        let own = self.all.iter().position(|it| it.artifacts.contains(&index));
        let is_inspected = matches!(*artifact.model, Model::Inspect(_) | Model::ImageHistory(_));
        if own.is_none() && !is_inspected {
            return None;
        }
        let place = Place::of(artifact);
        if let Some(host) = own.or_else(|| self.all.iter().position(|it| it.place == place)) {
            let reason = match (&artifact.part_of, &place) {
                (Some(bundle), _) => format!("{} was collected on this machine.", bundle.name),
                (None, Place::Folder(folder)) if !folder.is_empty() => {
                    format!("{} lies beside what shows the machine.", artifact.name)
                }
                (None, _) => format!("{} was given with what shows the machine.", artifact.name),
            };
            return Some((host, reason));
        }
        match self.all.as_slice() {
            [_] => Some((
                0,
                format!("{} was given with one machine only.", artifact.name),
            )),
            _ => None,
        }
    }
}

impl Place {
    fn of(artifact: &Artifact) -> Self {
        if let Some(whole) = &artifact.part_of {
            return Self::Bundle(Arc::clone(&whole.sha256));
        }
        if matches!(*artifact.model, Model::Bundle(_)) {
            return Self::Bundle(Arc::clone(&artifact.sha256));
        }
        let folder = path::folder(&artifact.name).trim_end_matches('/');
        let own = OWN_FOLDERS.iter().find_map(|own| {
            let above = folder.strip_suffix(own)?;
            (above.is_empty() || above.ends_with('/')).then_some(above)
        });
        Self::Folder(own.unwrap_or(folder).trim_end_matches('/').to_owned())
    }
}

impl Host {
    fn new(artifacts: &[Artifact], place: Place, mut members: Vec<(Role, usize)>) -> Self {
        members.sort_unstable();
        let named = members
            .iter()
            .find_map(|(_, index)| own_name(artifacts.get(*index)?));
        let first = members.first().and_then(|(_, index)| artifacts.get(*index));
        let is_named = named.is_some();
        let name = named.map_or_else(
            || first.map_or_else(|| "".into(), |it| Arc::clone(&it.name)),
            Into::into,
        );
        let is_machine =
            |role: Role| matches!(role, Role::Bundle | Role::Observation | Role::Bench);
        Self {
            key: Arc::clone(&name),
            name,
            is_named,
            is_machine: members.iter().any(|(role, _)| is_machine(*role)),
            artifacts: members.into_iter().map(|(_, index)| index).collect(),
            place,
        }
    }

    /// Why its documents are taken for those of one machine.
    pub(super) fn reason(&self, artifacts: &[Artifact]) -> String {
        let first = self.artifacts.first().and_then(|at| artifacts.get(*at));
        let first = first.map_or("", |it| &*it.name);
        match &self.place {
            Place::Bundle(_) => format!("Both are in {first}, which was collected on one machine."),
            Place::Folder(folder) if !folder.is_empty() => {
                format!("What speaks of both lies in the folder {folder}.")
            }
            Place::Folder(_) => "What speaks of both was given together.".to_owned(),
            Place::Alone(_) => format!("{first} speaks of both."),
        }
    }
}

/// Machines of one name are told apart by their position.
fn number_repeats(hosts: &mut [Host]) {
    let mut times: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for host in hosts {
        let count = times.entry(Arc::clone(&host.name)).or_insert(0);
        *count += 1;
        if *count > 1 {
            host.key = format!("{} ({count})", host.name).into();
        }
    }
}

/// What a document says the machine is called.
fn own_name(artifact: &Artifact) -> Option<String> {
    match &*artifact.model {
        Model::DockerInfo(printed) => printed.name.value().cloned(),
        Model::Host(Observation::Word(Some(line)))
            if artifact
                .part_of
                .as_ref()
                .is_some_and(|it| it.key == "uname") =>
        {
            // The system's name, then the machine's.
            line.value.split_whitespace().nth(1).map(str::to_owned)
        }
        _ => None,
    }
}

/// Takes apart what one folder holds of several machines: two daemons there leave open whose
/// the rest is, and runs of the bench say of no machine which it is.
fn apart(
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

/// Whether a unit is another program's: it neither starts a daemon nor says how one is started.
fn is_foreign(config: &DaemonConfig) -> bool {
    config.form == Form::Unit
        && config.program.is_none()
        && config.sockets.is_empty()
        && config.socket_group.is_none()
        && config.environment.is_empty()
        && config.environment_files.is_empty()
}

fn role(artifact: &Artifact) -> Option<Role> {
    match &*artifact.model {
        Model::Bundle(_) => Some(Role::Bundle),
        // What a command of the collector did not find says something of the machine, too.
        Model::None if artifact.part_of.is_some() => Some(Role::Observation),
        Model::DockerInfo(_) => Some(Role::Engine),
        Model::DockerVersion(_) => Some(Role::Release),
        Model::DaemonConfig(config) => (!is_foreign(config)).then_some(Role::Settings),
        // Managers alone can inspect these.
        Model::Inspect(it) if !it.nodes.is_empty() || !it.swarms.is_empty() => Some(Role::Swarm),
        Model::Host(_) | Model::Listing(_) => Some(Role::Observation),
        Model::Bench(bench) => bench.judged().map(|_| Role::Bench),
        Model::Dockerfile(_)
        | Model::Dockerignore(_)
        | Model::Compose(_)
        | Model::Inspect(_)
        | Model::ImageHistory(_)
        | Model::Policy
        | Model::Hadolint(_)
        | Model::Dotenv(_)
        | Model::None => None,
    }
}
