//! Registries that a daemon speaks to without verified TLS.

use super::read::is_desktop;
use super::sources::{PRINTED, Sources, add_words, of_field};
use crate::facts::{Fact, Listed};
use crate::finding::Evidence;
use crate::model::docker_info::DockerInfo;
use crate::model::inspect::Engine;

/// The proxy that Docker Desktop puts between its machine and Docker Hub: the name never leaves
/// the machine, and nobody can take it out.
const DESKTOP_PROXY: &str = "hubproxy.docker.internal:5555";

/// Networks and registries whose certificates are not verified. Docker trusts the machine
/// itself that way always, which says nothing about how it is set up.
pub(super) fn insecure(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    // An engine lists the machine itself at least: where it lists nothing, lines were cut out.
    let lists = |printed: &DockerInfo| {
        let registries = &printed.registries;
        let networks = registries.insecure_networks.items();
        !networks.is_empty() || !registries.indexes.items().is_empty()
    };
    let is_telling =
        |(_, printed): &(usize, &DockerInfo)| printed.engine == Engine::Podman || lists(printed);
    if let Some((artifact, printed)) = sources.printed.filter(is_telling) {
        add_words(&mut listed, artifact, &printed.registries.insecure_networks);
        for index in printed.registries.indexes.items() {
            let secure = of_field(artifact, &index.secure, |secure| *secure);
            if let Some(Fact::Stated { value: false, .. }) = secure {
                let place = Evidence::at(artifact, index.name.span);
                listed.push(index.name.value.clone(), place);
            }
        }
    } else {
        listed = sources.words("insecure-registries", PRINTED);
    }
    if sources.printed.is_some_and(|(_, it)| is_desktop(it)) {
        listed.items.retain(|found| found.value != DESKTOP_PROXY);
    }
    listed.items.retain(|found| !is_loopback(&found.value));
    listed
}

/// Mirrors that are asked over plain HTTP.
pub(super) fn plain_mirrors(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    if let Some((artifact, printed)) = sources.printed {
        add_words(&mut listed, artifact, &printed.registries.mirrors);
        for index in printed.registries.indexes.items() {
            add_words(&mut listed, artifact, &index.mirrors);
        }
    } else {
        listed = sources.words("registry-mirrors", PRINTED);
    }
    let is_plain = |mirror: &str| {
        mirror
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("http://")
    };
    listed.items.retain(|found| is_plain(&found.value));
    // The index of Docker Hub repeats the mirrors of the whole.
    let mut seen = std::collections::BTreeSet::new();
    listed
        .items
        .retain(|found| seen.insert(found.value.clone()));
    listed
}

/// Whether an address, a network or a registry is the machine itself.
pub(super) fn is_loopback(written: &str) -> bool {
    let host = written.rsplit("://").next().unwrap_or(written);
    let host = host.trim_start_matches('[');
    host == "localhost"
        || host.starts_with("localhost:")
        || host.starts_with("localhost/")
        || host.starts_with("127.")
        || host.starts_with("::1")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn the_machine_itself_is_told_from_others() {
        let own = [
            "127.0.0.0/8",
            "::1/128",
            "localhost:5000",
            "tcp://[::1]:2375",
        ];
        assert!(own.into_iter().all(is_loopback));
        let others = [
            "10.0.0.0/8",
            "registry.example.org",
            "localhost.example.org",
            "0.0.0.0",
        ];
        assert!(!others.into_iter().any(is_loopback));
    }
}
