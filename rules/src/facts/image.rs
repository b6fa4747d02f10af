//! Image references, taken apart as the OCI distribution grammar has it.

use std::fmt;

/// A reference to an image, e.g. `registry:5000/team/app:1.4@sha256:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageReference {
    /// As written, after variables were filled in.
    pub text: String,
    /// Everything before tag and digest.
    pub repository: String,
    /// After the last `:` that follows the last `/`.
    pub tag: Option<String>,
    /// After `@`, where it is one: an algorithm and enough hexadecimal digits.
    pub digest: Option<String>,
    /// Whether something stands after `@` that is no digest.
    pub is_digest_malformed: bool,
}

/// Tags that mean something else next month.
const MOVING: [&str; 16] = [
    "latest", "stable", "edge", "nightly", "dev", "devel", "test", "beta", "canary", "lts", "main",
    "master", "release", "current", "rolling", "mainline",
];

/// Tags that name an operating system and no version of what runs on it.
const SYSTEM_ONLY: [&str; 12] = [
    "alpine",
    "slim",
    "bookworm",
    "bullseye",
    "buster",
    "trixie",
    "sid",
    "jammy",
    "noble",
    "focal",
    "windowsservercore",
    "nanoserver",
];

impl ImageReference {
    /// Takes a reference apart.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let (name, stated) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (text, None),
        };
        let digest = stated.filter(|digest| is_digest(digest)).map(str::to_owned);
        let after_slash = name.rfind('/').map_or(0, |slash| slash + 1);
        let colon = name.get(after_slash..).and_then(|last| last.find(':'));
        let (repository, tag) = match colon.map(|colon| name.split_at(after_slash + colon)) {
            Some((repository, tag)) => (repository, tag.strip_prefix(':')),
            None => (name, None),
        };
        Self {
            text: text.to_owned(),
            repository: repository.to_owned(),
            tag: tag.filter(|tag| !tag.is_empty()).map(str::to_owned),
            is_digest_malformed: stated.is_some() && digest.is_none(),
            digest,
        }
    }

    /// Whether it names the content itself: by digest, or by image id.
    pub fn is_pinned(&self) -> bool {
        self.digest.is_some() || is_id(&self.text)
    }

    /// Whether the tag is known to move, or only names an operating system.
    pub fn is_tag_moving(&self) -> bool {
        self.tag.as_deref().is_some_and(|tag| {
            let tag = tag.to_ascii_lowercase();
            let is_latest = tag
                .strip_prefix("latest")
                .is_some_and(|rest| rest.starts_with('-'));
            is_latest || MOVING.contains(&tag.as_str()) || self.is_system_tag(&tag)
        })
    }

    /// `debian:bookworm` names a version of Debian; `python:bookworm` none of Python.
    fn is_system_tag(&self, tag: &str) -> bool {
        let name = self.repository.rsplit('/').next().unwrap_or_default();
        let is_system = ["debian", "ubuntu", "buildpack-deps"].contains(&name);
        !is_system && SYSTEM_ONLY.contains(&tag)
    }
}

/// An image id in full: 64 hexadecimal digits, alone or after `sha256:`.
fn is_id(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or(text);
    digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn is_digest(text: &str) -> bool {
    text.split_once(':').is_some_and(|(algorithm, digits)| {
        let least = if algorithm == "sha256" { 64 } else { 32 };
        !algorithm.is_empty()
            && digits.len() >= least
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::ImageReference;

    #[test]
    fn a_registry_port_is_no_tag() {
        let image = ImageReference::new("registry:5000/team/app");
        assert_eq!(
            (image.repository.as_str(), image.tag),
            ("registry:5000/team/app", None)
        );
        let image = ImageReference::new("registry:5000/team/app:1.4");
        assert_eq!(image.tag.as_deref(), Some("1.4"));
    }

    #[test]
    fn a_digest_needs_all_its_digits() {
        let digits = "a".repeat(64);
        assert!(ImageReference::new(&format!("app:1@sha256:{digits}")).is_pinned());
        assert!(ImageReference::new(&format!("sha256:{digits}")).is_pinned());
        assert!(!ImageReference::new("app:1@sha256:abcd").is_pinned());
    }

    #[test]
    fn moving_tags_are_known() {
        for moving in [
            "app:latest",
            "app:latest-alpine",
            "python:slim",
            "node:lts",
            "node:Bookworm",
        ] {
            assert!(ImageReference::new(moving).is_tag_moving(), "{moving}");
        }
        for fixed in ["app:1", "debian:bookworm", "python:3.12-slim", "app"] {
            assert!(!ImageReference::new(fixed).is_tag_moving(), "{fixed}");
        }
    }
}
