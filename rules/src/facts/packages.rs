//! What package managers do in a build: installs, refreshes, upgrades, and what is cleaned up.

mod action;
mod answers;
mod cache;
mod call;
mod expanded;
mod flags;
mod manager;
mod pin;
mod resolve;

#[cfg(test)]
mod tests;

pub(super) use cache::cleanings;
pub use cache::{Cache, Cleaning};
pub use manager::Manager;

use std::cell::Cell;

use super::commands::Run;
use crate::model::dockerfile::Dockerfile;
use crate::span::Span;

/// One call of a package manager.
// Each of these is a claim of its own; checks ask for one at a time.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageCall {
    /// Index of the command it is part of.
    pub run: usize,
    /// Index of the invocation in that command's script.
    pub invocation: usize,
    /// Whom is called.
    pub manager: Manager,
    /// What it is asked to do.
    pub action: Action,
    /// The sub-command as written, e.g. `i` or `add`; empty where there is none.
    pub sub_command: String,
    /// The last word of the sub-command; for pacman, the operation.
    pub sub_command_at: Option<Span>,
    /// Variables without a known value that may hold options.
    pub open_options: Vec<String>,
    /// From its first word to its last.
    pub span: Span,
    /// The packages it names, in order.
    pub packages: Vec<Package>,
    /// Files that list further packages: `-r` of pip.
    pub listings: Vec<String>,
    /// Files that hold versions down: `-c` of pip.
    pub constraints: Vec<String>,
    /// Whether it asks nobody for a yes: `-y`, `-qq`, `--noconfirm` and the like; true for
    /// managers that never ask.
    pub assumes_yes: bool,
    /// Whether it is told to leave no cache: `--no-cache`, `--no-cache-dir`.
    pub keeps_no_cache: bool,
    /// Whether it is told to leave out what is only recommended.
    pub skips_recommended: bool,
    /// Whether it refreshes the index besides its action, as `pacman -Sy` does.
    pub refreshes_index: bool,
    /// The group that `apk add --virtual` names.
    pub virtual_group: Option<String>,
}

/// What a package manager is asked to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Installs packages.
    Install,
    /// Refreshes the index.
    Update,
    /// Installs newer versions, of all packages where none is named.
    Upgrade,
    /// Upgrades the distribution, removing packages where that needs it.
    DistUpgrade,
    /// Removes packages.
    Remove,
    /// Empties caches.
    Clean,
    /// Something else, by its own word.
    Other(String),
}

/// A package as a call names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// As the manager gets it: quotes removed, known variables replaced.
    pub text: String,
    /// Where it is named; the variable where one holds several.
    pub span: Span,
    /// Its name without a version.
    pub name: String,
    /// How firmly its version is chosen.
    pub pin: Pin,
}

/// How firmly a package's version is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pin {
    /// One version.
    Exact,
    /// Some versions: a comparison, a wildcard, a release.
    Ranged,
    /// Whatever a moving name stands for: `latest`, a branch.
    Moving,
    /// None.
    None,
    /// A file, directory or archive.
    Local,
    /// Variables without a known value decide it.
    Unresolved(Vec<String>),
}

/// Every call of a package manager, in the order of the file.
pub(super) fn package_calls(file: &Dockerfile, runs: &[Run]) -> Vec<PackageCall> {
    let left = Cell::new(resolve::LONGEST);
    let declared = resolve::declared(file);
    let mut calls = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let mut values = resolve::Values::new(file, run, &declared, &left);
        for (at, invocation) in run.invocations().iter().enumerate() {
            if let Some((manager, arguments)) = manager::called(invocation) {
                let site = call::Site {
                    run: index,
                    invocation: at,
                    span: invocation.span,
                };
                calls.extend(call::read(site, manager, arguments, &values));
            }
            values.pass(invocation);
        }
    }
    calls
}

impl Package {
    /// Whether one of Node's managers takes it from a repository instead of a registry.
    pub fn is_repository(&self) -> bool {
        pin::is_node_repository(&self.text)
    }
}

impl PackageCall {
    /// Whether it upgrades everything rather than packages it names.
    pub fn upgrades_all(&self) -> bool {
        matches!(self.action, Action::Upgrade | Action::DistUpgrade) && self.packages.is_empty()
    }

    /// What is called, e.g. `apt-get install`.
    pub fn command(&self) -> String {
        let command = format!("{} {}", self.manager.name(), self.sub_command);
        command.trim_end().to_owned()
    }

    /// The unsettled variables that may hold options, in words.
    pub fn open_options(&self) -> Option<String> {
        let names = self.open_options.join(", ");
        (!names.is_empty()).then(|| format!("the variable {names}"))
    }

    /// Whether it installs the packages it names.
    pub fn installs(&self) -> bool {
        self.action == Action::Install
    }
}
