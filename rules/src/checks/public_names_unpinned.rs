//! Decides `public-names-unpinned`: nobody's registry, package index or repository is redirected.

use super::{Check, Decide, pinned_names, unsettled};
use crate::catalogue::public_names_unpinned::{CONTROL, HOST_UNRESOLVED, NAME_PINNED};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// The words that the names of places with other people's code are built from.
const SOURCES: [&str; 34] = [
    "alpinelinux",
    "amazonaws",
    "archlinux",
    "azurecr",
    "bitbucket",
    "centos",
    "cloudflare",
    "crates",
    "debian",
    "docker",
    "ecr",
    "fedoraproject",
    "gcr",
    "ghcr",
    "github",
    "githubusercontent",
    "gitlab",
    "golang",
    "google",
    "googleapis",
    "k8s",
    "launchpad",
    "maven",
    "microsoft",
    "npmjs",
    "nuget",
    "packagist",
    "pypi",
    "pythonhosted",
    "quay",
    "redhat",
    "rubygems",
    "ubuntu",
    "yarnpkg",
];

/// The endings those names have; `host.docker.internal` and a name of one's own have others.
const ENDINGS: [&str; 7] = ["aws", "com", "dev", "io", "net", "org", "us"];

fn decide(composed: Composed<'_>) -> Verdict {
    let names = pinned_names::all(composed);
    let public = names.items.iter().filter(|it| is_public(&it.value.name));
    let failures = public.map(|it| {
        Finding::new(NAME_PINNED)
            .with("name", &it.value.name)
            .with("address", &it.value.address)
            .at(it.evidence)
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&names.unknown, HOST_UNRESOLVED);
    Verdict::over(!names.is_none(), failures, unknown)
}

/// Whether a name belongs to a public registry, package index or repository.
fn is_public(name: &str) -> bool {
    let mut labels = name.trim_end_matches('.').rsplit('.');
    let is_ending = labels.next().is_some_and(|last| ENDINGS.contains(&last));
    is_ending
        && labels
            .next()
            .is_some_and(|second| SOURCES.contains(&second))
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn names_of_ones_own_are_not_public() {
        for name in [
            "github.com",
            "raw.githubusercontent.com",
            "registry-1.docker.io",
        ] {
            assert!(is_public(name), "{name}");
        }
        for name in [
            "host.docker.internal",
            "docker",
            "github.example.com",
            "db.local",
            "",
        ] {
            assert!(!is_public(name), "{name}");
        }
    }
}
