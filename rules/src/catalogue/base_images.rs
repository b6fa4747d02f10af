//! Which user well-known base images start as, for Dockerfiles that do not say.

use super::compiled::BASE_IMAGES;

/// What is known of a repository, or of some of its tags.
#[derive(Debug, PartialEq, Eq)]
pub struct BaseImage {
    /// The repository with its registry; a final `*` stands for any rest.
    pub repository: &'static str,
    /// A part of the tags meant; `None` for all that no other entry means.
    pub tags: Option<&'static str>,
    /// The user in the words of `USER`, e.g. `root` or `65532`.
    pub user: &'static str,
    /// Where this can be read.
    pub source: &'static str,
}

impl BaseImage {
    /// Whether a container of the image starts as root.
    pub fn is_root(&self) -> bool {
        self.user == "root"
    }

    fn names(&self, repository: &str) -> bool {
        match self.repository.strip_suffix('*') {
            Some(start) => repository.starts_with(start),
            None => repository == self.repository,
        }
    }
}

/// What is known of the image a reference names, e.g. `node:24-slim`.
///
/// `None` for an image nobody vouched for, and for a bare digest of a repository whose
/// tags differ. A reference that still holds a variable is not known either.
pub fn user_of(reference: &str) -> Option<&'static BaseImage> {
    if reference.contains('$') {
        return None;
    }
    let (name, digest) = match reference.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (reference, None),
    };
    let (repository, tag) = match name.rsplit_once(':') {
        Some((repository, tag)) if !tag.contains('/') => (repository, Some(tag)),
        Some(_) | None => (name, None),
    };
    let repository = full_name(repository);
    let known = || BASE_IMAGES.iter().filter(|image| image.names(&repository));
    if tag.is_none() && digest.is_some() && known().any(|image| image.tags.is_some()) {
        return None;
    }
    let tag = tag.unwrap_or("latest");
    known().find(|image| image.tags.is_none_or(|part| tag.contains(part)))
}

/// The repository with Docker Hub's parts written out and in lower case.
pub(super) fn full_name(repository: &str) -> String {
    let repository = repository.to_ascii_lowercase();
    match repository.split_once('/') {
        None => format!("docker.io/library/{repository}"),
        Some(("docker.io" | "index.docker.io", rest)) if !rest.contains('/') => {
            format!("docker.io/library/{rest}")
        }
        Some(("index.docker.io", rest)) => format!("docker.io/{rest}"),
        Some((host, _)) if host.contains(['.', ':']) || host == "localhost" => repository,
        Some(_) => format!("docker.io/{repository}"),
    }
}
