//! Where artifacts lie that speak of one machine.

use std::sync::Arc;

use crate::artifact::Artifact;
use crate::model::Model;
use crate::project::path;

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

/// Where artifacts lie that belong together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In a bundle, by its hash.
    Bundle(Arc<str>),
    /// In a folder.
    Folder(String),
    /// By itself, because others of its kind lie there too.
    Alone(usize),
}

impl Place {
    pub(super) fn of(artifact: &Artifact) -> Self {
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
