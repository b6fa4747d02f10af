//! Which files are checked, and their bytes.
//!
//! Nothing given goes missing: what cannot be read becomes an artifact that says why. Of a
//! folder's files, those that are no Docker documents are counted instead of listed.

mod load;
mod name;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::{Artifact, executor};

use crate::threads::Threads;

pub(crate) use name::name_of;

/// What the command line stands for.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// The files of the report, in the order of their paths.
    pub(crate) artifacts: Vec<Artifact>,
    /// Where each of them lies, in their order; `None` for the standard input, and for what
    /// could not be read.
    pub(crate) paths: Vec<Option<PathBuf>>,
    /// What was left out of folders.
    pub(crate) skipped: Skipped,
    /// How many paths of the command line itself could not be read.
    pub(crate) named_unreadable: usize,
}

/// What was found in folders and is not in the report.
#[derive(Debug, Default)]
pub(crate) struct Skipped {
    /// Files that are no Docker documents, by what they were taken for.
    pub(crate) kinds: BTreeMap<Kind, usize>,
    /// The names of symbolic links that lead out of the folder they are in.
    pub(crate) links: Vec<String>,
}

/// A file to be read.
#[derive(Debug)]
struct Candidate {
    path: PathBuf,
    name: String,
    origin: Origin,
}

/// How a file came to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// Its own path was given.
    Named,
    /// It was found in a folder.
    Found,
}

/// What became of a candidate.
#[derive(Debug)]
enum Loaded {
    /// It is in the report.
    Read(Artifact),
    /// It is in the report, without its bytes.
    Unreadable(Artifact),
    /// It was found in a folder and has nothing to do with Docker.
    Skipped(Kind),
}

/// Reads what the paths stand for. With `all_files` nothing found in a folder is left out.
///
/// # Errors
/// A sentence, where the paths contradict each other.
pub(crate) fn gather(
    paths: &[PathBuf],
    stdin_name: &str,
    all_files: bool,
) -> Result<Gathered, String> {
    let is_stdin = |path: &&PathBuf| path.as_path() == Path::new("-");
    if paths.iter().filter(is_stdin).count() > 1 {
        return Err("the standard input can be read only once".to_owned());
    }
    let mut gathered = Gathered::default();
    let mut candidates = Vec::new();
    let is_folder = executor::map(&Threads, paths.len(), |index| {
        paths.get(index).is_some_and(|path| path.is_dir())
    });
    for (path, is_folder) in paths.iter().zip(is_folder) {
        if is_stdin(&path) {
            let loaded = load::stdin(stdin_name);
            gathered.add(loaded, Origin::Named, None);
        } else if is_folder {
            walk::walk(path, &mut candidates, &mut gathered);
        } else {
            candidates.push(Candidate {
                name: name_of(path),
                path: path.clone(),
                origin: Origin::Named,
            });
        }
    }
    // A file that is both named and found is named: it must not be left out.
    candidates.sort_by(|a, b| {
        (&a.path, a.origin == Origin::Found).cmp(&(&b.path, b.origin == Origin::Found))
    });
    candidates.dedup_by(|a, b| a.path == b.path);
    for (candidate, loaded) in candidates.iter().zip(load::all(&candidates, all_files)) {
        gathered.add(loaded, candidate.origin, Some(&candidate.path));
    }
    Ok(gathered)
}

impl Gathered {
    fn add(&mut self, loaded: Loaded, origin: Origin, path: Option<&Path>) {
        match loaded {
            Loaded::Read(artifact) => self.push(artifact, path),
            Loaded::Unreadable(artifact) => {
                self.push(artifact, path);
                self.named_unreadable += usize::from(origin == Origin::Named);
            }
            Loaded::Skipped(kind) => *self.skipped.kinds.entry(kind).or_default() += 1,
        }
    }

    fn push(&mut self, artifact: Artifact, path: Option<&Path>) {
        self.artifacts.push(artifact);
        self.paths.push(path.map(Path::to_path_buf));
    }
}

impl Skipped {
    /// How many files are no Docker documents.
    pub(crate) fn files(&self) -> usize {
        self.kinds.values().sum()
    }
}
