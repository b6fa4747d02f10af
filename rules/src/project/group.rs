//! Which files make a project, and in which order.
//!
//! What the reader arranged comes first, then what `COMPOSE_FILE` names in a `.env`, then the
//! names that Compose looks for. Every further file is merged over another where it cannot
//! stand alone, and is a project of its own where it can. Nothing depends on the order of the
//! artifacts.

mod arranged;
mod contents;
mod deployer;
mod discovered;
mod environment;
mod needed;
mod used;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Deployer, file, path};
use crate::artifact::{Artifact, Effect, Problem};
use crate::model::compose::{Environment, Form};
use crate::policy::Settings;
use crate::sorted::{InOrder, Sorted};
use contents::Contents;

pub(crate) use environment::variables_in;

/// The files of one project in the order Compose merges them, and what they are filled in from.
#[derive(Clone, Debug)]
pub struct Group {
    /// The artifacts' indexes; never empty.
    pub files: Vec<usize>,
    /// The variables that are known.
    pub environment: Arc<Environment>,
    /// The files that variables were read from, by the artifacts' indexes.
    pub env_files: Vec<usize>,
    /// Who brings it up.
    pub deployer: Deployer,
    /// How the files came together, where that is not plain to see, by artifact.
    pub notes: Vec<(usize, Problem)>,
}

/// Files that belong together, before anything is read from outside of them.
struct Unit {
    files: Vec<usize>,
    /// The file it is there for: where others use that one, it need not be.
    own: usize,
    origin: Origin,
    notes: Vec<(usize, Problem)>,
}

/// Who put a unit together.
enum Origin {
    /// The reader, by this project of the settings.
    Arranged(usize),
    /// `COMPOSE_FILE` in this `.env`.
    Listed(usize),
    /// The names that Compose looks for.
    Default,
    /// Nobody: it is a further file.
    Further,
}

/// The artifacts, as far as they have to do with projects.
struct Files<'a> {
    artifacts: &'a [Artifact],
    settings: &'a Settings,
    /// Every artifact by name.
    by_name: BTreeMap<&'a str, usize>,
    /// What each compose file holds.
    contents: BTreeMap<usize, Contents<'a>>,
    /// The compose files by folder, each folder's by name.
    folders: BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
}

/// Every compose file in a group or judged through one, by the names of the first files.
///
/// What is left out by the reader's own arrangement is in none; a note says so.
pub(super) fn groups(artifacts: &[Artifact], settings: &Settings) -> (Vec<Group>, Notes) {
    let files = Files::new(artifacts, settings);
    let mut notes = Notes::new();
    let mut units = arranged::units(&files, &mut notes);
    let arranged: BTreeSet<&str> = units.iter().map(|it| files.folder(it.own)).into_set();
    let listed = discovered::listed(&files, &arranged, &mut notes);
    let by_list: BTreeSet<&str> = listed.iter().map(|it| files.home(it)).into_set();
    units.extend(listed);
    let members: BTreeSet<usize> = units.iter().flat_map(|it| it.files.clone()).into_set();
    for (folder, names) in &files.folders {
        if arranged.contains(folder) {
            arranged::leave_out(&files, folder, &members, &mut notes);
        } else if !by_list.contains(folder) {
            let found = discovered::units(&files, folder, names, &members, &mut notes);
            units.extend(found);
        }
    }
    needed::units(&files, &arranged, &mut units);
    let mut units = used::without_used(&files, units, &mut notes);
    let order = |unit: &Unit| -> Vec<&str> {
        let names = unit.files.iter();
        names.map(|index| files.name(*index)).collect()
    };
    units.order_by(|a, b| order(a).cmp(&order(b)));
    let groups = units.into_iter().map(|unit| files.group(unit)).collect();
    (groups, notes)
}

/// What is said of artifacts that are in no group, or beside their group.
pub(super) type Notes = Vec<(usize, Problem)>;

impl<'a> Files<'a> {
    fn new(artifacts: &'a [Artifact], settings: &'a Settings) -> Self {
        let mut files = Self {
            artifacts,
            settings,
            by_name: BTreeMap::new(),
            contents: BTreeMap::new(),
            folders: BTreeMap::new(),
        };
        for (index, artifact) in artifacts.iter().enumerate() {
            files.by_name.insert(&artifact.name, index);
            if let Some(file) = file(artifact) {
                files.contents.insert(index, Contents::new(file));
                let folder = files.folders.entry(path::folder(&artifact.name));
                let folder = folder.or_default();
                folder.insert(&artifact.name, index);
            }
        }
        files
    }

    fn name(&self, index: usize) -> &'a str {
        self.artifacts.get(index).map_or("", |it| &*it.name)
    }

    /// Whether the first of these files holds commands.
    fn is_command(&self, project: &[usize]) -> bool {
        let first = project.first().and_then(|first| self.artifacts.get(*first));
        first
            .and_then(file)
            .is_some_and(|file| file.form == Form::Run)
    }

    fn folder(&self, index: usize) -> &'a str {
        path::folder(self.name(index))
    }

    /// The folder that a unit is brought up from.
    fn home(&self, unit: &Unit) -> &'a str {
        match unit.origin {
            Origin::Listed(env) => self.folder(env),
            Origin::Arranged(_) | Origin::Default | Origin::Further => self.folder(unit.own),
        }
    }

    /// The artifact of this path.
    fn find(&self, path: &str) -> Option<usize> {
        self.by_name.get(path).copied()
    }

    /// The compose file of this path.
    fn compose(&self, path: &str) -> Option<usize> {
        self.find(path).filter(|it| self.contents.contains_key(it))
    }

    fn group(&self, unit: Unit) -> Group {
        let mut notes = unit.notes;
        let composition = match unit.origin {
            Origin::Arranged(at) => self.settings.projects.get(at),
            Origin::Listed(_) | Origin::Default | Origin::Further => None,
        };
        let deployer = match composition.and_then(|it| it.deployer) {
            Some(deployer) => deployer,
            None => deployer::guess(self, &unit.files, &mut notes),
        };
        let listed = match unit.origin {
            Origin::Listed(env) => Some(env),
            Origin::Arranged(_) | Origin::Default | Origin::Further => None,
        };
        let (environment, env_files) =
            environment::of(self, &unit.files, composition, listed, deployer);
        Group {
            files: unit.files,
            environment: Arc::new(environment),
            env_files,
            deployer,
            notes,
        }
    }
}

impl Group {
    /// One file alone, with no variable known.
    pub fn alone(_artifacts: &[Artifact], file: usize) -> Self {
        Self {
            files: vec![file],
            environment: Arc::default(),
            env_files: Vec::new(),
            deployer: Deployer::Compose,
            notes: Vec::new(),
        }
    }

    /// What people know the project by: its first file, and those that are merged over it.
    pub fn name(&self, artifacts: &[Artifact]) -> Arc<str> {
        let names = self.files.iter().filter_map(|index| artifacts.get(*index));
        let mut names = names.map(|artifact| &artifact.name);
        let Some(first) = names.next() else {
            return "".into();
        };
        let mut whole: Option<String> = None;
        for name in names {
            // Of a file in the same folder the last part is enough.
            let is_beside = path::folder(name) == path::folder(first);
            let name = if is_beside { path::base(name) } else { name };
            let whole = whole.get_or_insert_with(|| first.to_string());
            whole.push_str(" + ");
            whole.push_str(name);
        }
        whole.map_or_else(|| Arc::clone(first), Into::into)
    }
}

/// Something worth knowing of a whole artifact.
fn note(artifact: usize, message: impl Into<String>) -> (usize, Problem) {
    (artifact, Problem::whole(Effect::Note, message))
}
