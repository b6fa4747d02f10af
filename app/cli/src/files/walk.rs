//! The files of a folder, in one order on every machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use plimsoll_rules::unreadable;
use walkdir::{DirEntry, WalkDir};

use super::{Candidate, Gathered, Loaded, Origin, name_of};

/// Folders that hold other people's files or a history, never this project's own documents.
const LEFT_OUT: [&str; 5] = [".git", ".hg", ".svn", ".jj", "node_modules"];

/// Adds the files below `root`. What is no file and what cannot be listed is told at once.
pub(super) fn walk(root: &Path, candidates: &mut Vec<Candidate>, gathered: &mut Gathered) {
    let entries = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => candidates.push(Candidate {
                name: name_of(entry.path()),
                path: entry.into_path(),
                origin: Origin::Found,
            }),
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_symlink() => {
                if leads_out(root, entry.path()) {
                    gathered.skipped.links.push(name_of(entry.path()));
                }
            }
            Ok(entry) => {
                let why = "it is neither a file nor a folder";
                let artifact = unreadable(&name_of(entry.path()), why);
                gathered.add(Loaded::Unreadable(artifact), Origin::Found, None);
            }
            Err(error) => {
                let name = name_of(error.path().unwrap_or(root));
                let why = error
                    .io_error()
                    .map_or_else(|| error.to_string(), super::load::reason);
                let origin = if error.depth() == 0 {
                    Origin::Named
                } else {
                    Origin::Found
                };
                gathered.add(Loaded::Unreadable(unreadable(&name, why)), origin, None);
            }
        }
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    entry.file_type().is_dir()
        && LEFT_OUT
            .iter()
            .any(|name| entry.file_name() == OsStr::new(name))
}

/// Whether a link's target is not among what the walk sees anyway. Following it could read
/// files that whoever wrote the folder has no right to show, so it is only told.
fn leads_out(root: &Path, link: &Path) -> bool {
    let resolved = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    match (resolved(root), resolved(link)) {
        (Some(root), Some(target)) => !target.starts_with(root),
        // It leads nowhere, or its target is out of reach.
        (_, None) | (None, _) => true,
    }
}
