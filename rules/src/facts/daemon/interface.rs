//! How a daemon's API is reached: its addresses, TLS, and what it warns of itself.

use super::Interface;
use super::sources::{Sources, WARNINGS, add_words, unseen};
use crate::catalogue::engine_releases;
use crate::facts::{Fact, Listed, Need, Stated};
use crate::finding::Evidence;
use crate::model::docker_info::DockerInfo;

/// What would tell those that anybody can reach.
pub(super) const WARNING: Need = Need::Source("docker info of a running daemon, from 18.09 on");
/// What would tell the addresses: the unit passes them as often as the file.
const ADDRESSES: Need = Need::Source("the daemon's command line or unit, and the file daemon.json");

pub(super) fn of(sources: &Sources<'_>) -> Interface {
    let text = |key| sources.text(key, "", ADDRESSES);
    let flag = |key| sources.flag(key, false, ADDRESSES);
    Interface {
        endpoints: endpoints(sources),
        clients_verified: flag("tlsverify"),
        encrypted: flag("tls"),
        authority: text("tlscacert"),
        certificate: text("tlscert"),
        key: text("tlskey"),
        open: open(sources),
    }
}

/// The addresses that are set. None in the file alone leaves them open, because units of most
/// distributions pass them on the command line.
fn endpoints(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        add_words(&mut listed, artifact, &config.list("hosts"));
    }
    if listed.is_none() && sources.started.is_empty() {
        listed.unknown.push(unseen(ADDRESSES));
    }
    listed
}

/// Addresses that anybody can reach, by the daemon's own warnings. The sentence around the
/// middle has changed between releases.
fn open(sources: &Sources<'_>) -> Listed<(String, bool)> {
    let mut listed = Listed::none();
    let Some((artifact, printed)) = sources.printed else {
        listed.unknown.push(unseen(WARNING));
        return listed;
    };
    if printed.warnings.items().is_empty() {
        if printed.is_text {
            listed.unknown.push(unseen(WARNINGS));
        } else if !warns(printed) {
            listed.unknown.push(unseen(WARNING));
        }
    }
    for warning in printed.warnings.items() {
        let text = &warning.value;
        let place = Evidence::at(artifact, warning.span);
        let Some(address) = accessible_on(text) else {
            continue;
        };
        let is_encrypted = address.starts_with("https://");
        listed.items.push(Stated {
            value: (address.to_owned(), is_encrypted),
            evidence: place,
        });
    }
    listed
}

/// Whether an engine that warns of nothing has nothing to warn of: those before 18.09 did not
/// print warnings.
pub(super) fn warns(printed: &DockerInfo) -> bool {
    let release = printed.server_version.value();
    let release = release.and_then(|release| engine_releases::numbers(release));
    release.is_some_and(|release| release.as_slice() >= &[18, 9][..])
}

/// The address in `… API is accessible on http://0.0.0.0:2375 without encryption …`.
fn accessible_on(warning: &str) -> Option<&str> {
    let (_, rest) = warning.split_once("API is accessible on ")?;
    rest.split_whitespace().next()
}

impl Interface {
    /// The addresses that are reached over the network.
    pub fn network_endpoints(&self) -> impl Iterator<Item = &Stated<String>> {
        let is_network = |found: &&Stated<String>| {
            let address = found.value.trim().to_ascii_lowercase();
            address.starts_with("tcp://") || address.starts_with("http://") || {
                // The daemon takes a bare address for TCP.
                !address.contains("://") && address.contains(':')
            }
        };
        self.endpoints.items.iter().filter(is_network)
    }

    /// Whether an address is one of the machine itself.
    pub fn is_loopback(address: &str) -> bool {
        super::registries::is_loopback(address)
    }

    /// Whether all three files are set that verifying clients needs.
    pub fn has_files(&self) -> Fact<bool> {
        let mut all = Fact::Default(true);
        for file in [&self.authority, &self.certificate, &self.key] {
            match file {
                Fact::Unknown(unknown) => return Fact::Unknown(unknown.clone()),
                Fact::Stated { value, .. } | Fact::Default(value) if value.is_empty() => {
                    all = Fact::Default(false);
                }
                Fact::Stated { .. } | Fact::Default(_) => {}
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::accessible_on;

    #[test]
    fn the_address_is_found_in_warnings_of_every_release() {
        let old =
            "WARNING: API is accessible on http://0.0.0.0:2375 without encryption.\n  Access …";
        assert_eq!(accessible_on(old), Some("http://0.0.0.0:2375"));
        let new = "[DEPRECATION NOTICE]: API is accessible on https://[::]:2376 without TLS client verification.";
        assert_eq!(accessible_on(new), Some("https://[::]:2376"));
        assert_eq!(accessible_on("WARNING: No swap limit support"), None);
    }
}
