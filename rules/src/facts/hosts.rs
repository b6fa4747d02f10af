//! Which artifacts speak of the same machine, and why we think so.

mod apart;
mod benched;
mod place;
mod role;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::apart::apart;
use self::place::Place;
use self::role::Role;
use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::host::Observation;
use crate::sorted::InOrder;

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

/// The machines of all artifacts, in the order of their first artifact.
#[derive(Clone, Debug, Default)]
pub(super) struct Hosts {
    pub(super) all: Vec<Host>,
    by_artifact: BTreeMap<usize, (usize, String)>,
}

impl Hosts {
    /// Groups artifacts by the bundle or the folder they came from.
    pub(super) fn of(artifacts: &[Artifact]) -> Self {
        let mut places: BTreeMap<Place, Vec<(Role, usize)>> = BTreeMap::new();
        for (index, artifact) in artifacts.iter().enumerate() {
            if let Some(role) = Role::of(artifact) {
                let place = Place::of(artifact);
                places.entry(place).or_default().push((role, index));
            }
        }
        let places = places.into_iter();
        let mut groups: Vec<(Place, Vec<(Role, usize)>)> = places
            .flat_map(|(place, members)| apart(artifacts, place, members))
            .collect();
        benched::join(artifacts, &mut groups);
        let groups = groups.into_iter();
        let mut hosts: Vec<Host> = groups
            .map(|(place, members)| Host::new(artifacts, place, members))
            .collect();
        hosts.order_by_key(|host| host.artifacts.iter().min().copied());
        number_repeats(&mut hosts);
        let known = Positions::of(&hosts);
        let artifacts = artifacts.iter().enumerate();
        let found = artifacts.filter_map(|(index, it)| Some((index, known.find(it, index)?)));
        let by_artifact = found.collect();
        Self {
            all: hosts,
            by_artifact,
        }
    }

    /// The machine an artifact speaks of, by its position, and why we think so.
    pub(super) fn of_artifact(&self, artifact: usize) -> Option<(usize, &str)> {
        let (host, reason) = self.by_artifact.get(&artifact)?;
        Some((*host, reason))
    }
}

/// Where a machine stands among all, by what tells which one is meant: a bundle of hundreds of
/// thousands of parts must not be searched for each of them.
struct Positions<'a> {
    hosts: &'a [Host],
    by_artifact: BTreeMap<usize, usize>,
    by_place: BTreeMap<&'a Place, usize>,
}

impl<'a> Positions<'a> {
    fn of(hosts: &'a [Host]) -> Self {
        let mut known = Self {
            hosts,
            by_artifact: BTreeMap::new(),
            by_place: BTreeMap::new(),
        };
        for (position, host) in hosts.iter().enumerate() {
            known.by_place.entry(&host.place).or_insert(position);
            let own = host.artifacts.iter().map(|index| (*index, position));
            known.by_artifact.extend(own);
        }
        known
    }

    fn find(&self, artifact: &Artifact, index: usize) -> Option<(usize, String)> {
        let own = self.by_artifact.get(&index).copied();
        let is_inspected = matches!(*artifact.model, Model::Inspect(_) | Model::ImageHistory(_));
        if own.is_none() && !is_inspected {
            return None;
        }
        let place = Place::of(artifact);
        if let Some(host) = own.or_else(|| self.by_place.get(&place).copied()) {
            let reason = match (&artifact.part_of, &place) {
                (Some(bundle), _) => format!("{} was collected on this machine.", bundle.name),
                (None, Place::Folder(folder)) if !folder.is_empty() => {
                    format!("{} lies beside what shows the machine.", artifact.name)
                }
                (None, _) => format!("{} was given with what shows the machine.", artifact.name),
            };
            return Some((host, reason));
        }
        match self.hosts {
            [_] => Some((
                0,
                format!("{} was given with one machine only.", artifact.name),
            )),
            _ => None,
        }
    }
}

impl Host {
    fn new(artifacts: &[Artifact], place: Place, mut members: Vec<(Role, usize)>) -> Self {
        members.order_by(Ord::cmp);
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
