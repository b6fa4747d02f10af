//! Paths as Compose makes them absolute.

use crate::model::compose::clean;

/// The absolute path of a folder.
#[derive(Clone, Debug)]
pub(super) struct Folder(pub(super) String);

impl Folder {
    /// The folder that a file lies in; its path is seen from `root`.
    pub(super) fn of_file(root: &str, file: &str) -> Self {
        Self::new(root, file.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    /// A folder that is seen from `root`.
    pub(super) fn new(root: &str, folder: &str) -> Self {
        if folder.starts_with('/') {
            Self(clean(folder))
        } else {
            Self(clean(&format!("{root}/{folder}")))
        }
    }

    /// A path seen from this folder.
    pub(super) fn absolute(&self, path: &str) -> String {
        if path.starts_with(['~', '/']) || is_windows(path) {
            path.to_owned()
        } else {
            clean(&format!("{}/{path}", self.0))
        }
    }

    /// The same, unless it is an address or names another service.
    pub(super) fn absolute_unless_remote(&self, path: &str) -> String {
        if is_remote(path) {
            path.to_owned()
        } else {
            self.absolute(path)
        }
    }
}

/// Whether a build context or the like lies elsewhere.
fn is_remote(path: &str) -> bool {
    let schemes = [
        "git@",
        "github.com/",
        "service:",
        "docker-image:",
        "target:",
    ];
    path.contains("://") || schemes.iter().any(|scheme| path.starts_with(scheme))
}

fn is_windows(path: &str) -> bool {
    let mut letters = path.chars();
    let first = letters.next();
    path.starts_with('\\')
        || (first.is_some_and(|it| it.is_ascii_alphabetic()) && letters.next() == Some(':'))
}
