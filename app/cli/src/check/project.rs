//! The project that the command line puts together.

use std::path::{Path, PathBuf};

use plimsoll_rules::policy::{Composition, Settings};
use plimsoll_rules::project::Deployer;

use crate::arguments::Project;
use crate::files;

/// The project named by `--file`, if any is.
pub(super) struct Named<'a> {
    arguments: &'a Project,
    stdin_name: &'a str,
}

impl<'a> Named<'a> {
    pub(super) const fn new(arguments: &'a Project, stdin_name: &'a str) -> Self {
        Self {
            arguments,
            stdin_name,
        }
    }

    /// The files it is read from.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let Project {
            files, env_files, ..
        } = self.arguments;
        let mut paths: Vec<PathBuf> = files.iter().chain(env_files).cloned().collect();
        if let Some(first) = files.first()
            && env_files.is_empty()
        {
            // Only where it is there: nobody named it.
            paths.extend(Some(first.with_file_name(".env")).filter(|path| path.is_file()));
        }
        paths
    }

    /// The settings with this project before those of a policy.
    pub(super) fn over(&self, settings: Settings) -> Settings {
        let Project {
            files,
            env_files,
            profiles,
            stack,
        } = self.arguments;
        let mut own = Settings::default();
        if !files.is_empty() {
            let names = |paths: &[PathBuf]| paths.iter().map(|path| self.name(path)).collect();
            own.projects.push(Composition {
                files: names(files),
                env_files: (!env_files.is_empty()).then(|| names(env_files)),
                deployer: stack.then_some(Deployer::Stack),
                profiles: profiles.clone(),
                ..Composition::default()
            });
        }
        own.add(settings);
        own
    }

    fn name(&self, path: &Path) -> String {
        if path == Path::new("-") {
            self.stdin_name.to_owned()
        } else {
            files::name_of(path)
        }
    }
}
