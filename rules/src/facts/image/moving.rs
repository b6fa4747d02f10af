//! Tags that mean another image next month.

/// Words that name whatever is newest in some line of work.
const MOVING: [&str; 32] = [
    "beta",
    "canary",
    "current",
    "dev",
    "devel",
    "develop",
    "edge",
    "experimental",
    "head",
    "insiders",
    "latest",
    "lts",
    "main",
    "mainline",
    "master",
    "next",
    "nightly",
    "oldoldstable",
    "oldstable",
    "preview",
    "rawhide",
    "rc",
    "release",
    "rolling",
    "sid",
    "snapshot",
    "stable",
    "test",
    "testing",
    "tip",
    "trunk",
    "unstable",
];

/// Words that name an operating system, or a flavour of one, and no version of what runs on it.
const SYSTEMS: [&str; 24] = [
    "alpine",
    "bionic",
    "bookworm",
    "bullseye",
    "buster",
    "focal",
    "forky",
    "jammy",
    "jessie",
    "nanoserver",
    "noble",
    "oracle",
    "perl",
    "plucky",
    "questing",
    "resolute",
    "slim",
    "stretch",
    "trixie",
    "ubi",
    "ubuntu",
    "windowsservercore",
    "wolfi",
    "xenial",
];

/// Repositories whose own versions are named like an operating system.
const ARE_SYSTEMS: [&str; 4] = ["buildpack-deps", "debian", "ubuntu", "oraclelinux"];

/// Whether a tag moves from version to version; `None` where a variable in it decides.
pub(super) fn is_moving(repository: &str, tag: &str) -> Option<bool> {
    let tag = tag.to_ascii_lowercase();
    let repository = repository.to_ascii_lowercase();
    let (known, is_open) = match tag.find('$') {
        Some(at) => (tag.get(..at).unwrap_or_default(), true),
        None => (tag.as_str(), false),
    };
    let mut words = known.split(['-', '_']);
    let first = words.next().unwrap_or_default();
    let is_first_whole = !is_open || first.len() < known.len();
    if is_first_whole && first == "latest" {
        return Some(true);
    }
    if is_version(first) {
        return Some(false);
    }
    if is_open {
        return None;
    }
    // A date or version behind such a word fixes it: stable-20250630, release-1.4.
    let is_dated = words.clone().any(starts_with_digit);
    let is_named_moving = MOVING.contains(&first) && !is_dated;
    let is_distroless = repository.contains("/distroless/") && !is_dated;
    Some(is_named_moving || is_distroless || is_system_only(&repository, known))
}

/// `debian:bookworm` names a version of Debian; `python:slim-bookworm` none of Python.
fn is_system_only(repository: &str, tag: &str) -> bool {
    let name = repository.rsplit('/').next().unwrap_or_default();
    !ARE_SYSTEMS.contains(&name) && tag.split('-').all(is_system)
}

fn is_system(word: &str) -> bool {
    let is_release = |start: &str| word.strip_prefix(start).is_some_and(starts_with_digit);
    SYSTEMS.contains(&word) || is_release("alpine") || is_release("ltsc") || is_release("ubi")
}

fn is_version(word: &str) -> bool {
    starts_with_digit(word) || word.strip_prefix('v').is_some_and(starts_with_digit)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::facts::ImageReference;

    #[test]
    fn moving_tags_are_known() {
        for moving in [
            "app:latest",
            "app:latest-alpine",
            "app:latest-1",
            "python:slim",
            "python:slim-bookworm",
            "node:lts",
            "node:lts-alpine",
            "node:lts-alpine3.22",
            "node:alpine3.22",
            "node:Bookworm",
            "debian:sid-slim",
            "debian:stable-slim",
            "nginx:mainline-alpine",
            "gcr.io/distroless/static-debian12:nonroot",
        ] {
            let image = ImageReference::new(moving);
            assert_eq!(image.is_tag_moving(), Some(true), "{moving}");
        }
        for fixed in [
            "app:1",
            "app:v2-alpine",
            "debian:bookworm",
            "debian:bookworm-slim",
            "debian:stable-20250630-slim",
            "rust:nightly-2025-01-02",
            "python:3.12-slim",
            "ubuntu:noble-20250404",
            "app",
        ] {
            let image = ImageReference::new(fixed);
            assert_eq!(image.is_tag_moving(), Some(false), "{fixed}");
        }
    }
}
