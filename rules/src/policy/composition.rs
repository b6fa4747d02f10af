//! Which files make a project, where the reader says so.

use std::collections::BTreeMap;

use crate::project::Deployer;

/// Files that are one project, and what they are brought up with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    /// The compose files, in the order they are merged.
    pub files: Vec<String>,
    /// Variables; they go before those of files.
    pub environment: BTreeMap<String, String>,
    /// Files of variables, a later one over an earlier one; `None` for the `.env` beside the
    /// first compose file.
    pub env_files: Option<Vec<String>>,
    /// Who brings it up; `None` where the files are to tell.
    pub deployer: Option<Deployer>,
    /// The profiles that are active.
    pub profiles: Vec<String>,
}

impl Composition {
    /// The folder whose files it arranges: the first file's.
    pub fn folder(&self) -> &str {
        let first = self.files.first().map_or("", String::as_str);
        first.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Changes every path in it.
    pub(crate) fn map_paths(&mut self, change: impl Fn(&str) -> String) {
        let env_files = self.env_files.iter_mut().flatten();
        for path in self.files.iter_mut().chain(env_files) {
            *path = change(path);
        }
    }
}
