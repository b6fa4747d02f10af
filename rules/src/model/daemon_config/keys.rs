//! The keys of `daemon.json` and the options of `dockerd`: one table for both.
//!
//! Read in the source of `dockerd` from 20.10 to 29, where options are declared; a key is
//! refused there when it is neither the name of an option nor the name an option gives it.

/// What `dockerd` makes of a key in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It sets something.
    Accepted,
    /// It is let pass and sets nothing, or moves what it sets to another key.
    Tolerated {
        /// The key that does.
        instead: Option<&'static str>,
    },
    /// It once set something; current releases refuse to start with it.
    Retired {
        /// The key that took its place.
        instead: Option<&'static str>,
    },
    /// No release has known it.
    Unknown,
}

/// What a value looks like, in the file and as an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `true` or `false`; an option without a value is `true`.
    Flag,
    /// A whole number.
    Number,
    /// Text.
    Text,
    /// A list; the option stands once for each item.
    Words,
    /// `name: value`; the option is `name=value`.
    Pairs,
    /// `nofile: {Name, Soft, Hard}`; the option is `nofile=soft[:hard]`.
    Ulimits,
    /// `name: {path}`; the option is `name=path`.
    Runtimes,
    /// `name: true`; the option is `name[=true]`.
    Features,
    /// `driver: {name: value}`; the option is `driver=name=value`.
    NetworkOptions,
    /// A list of `{base, size}`; the option is `base=…,size=…`.
    Pools,
    /// An object of proxies.
    Proxies,
    /// One of them; the option sets it in that object.
    Proxy,
    /// An object that no option sets.
    Object,
}

/// One key: its name, the option and its letter, what it looks like.
struct Key {
    name: &'static str,
    /// Without dashes; empty where no option sets it.
    option: &'static str,
    letter: Option<char>,
    shape: Shape,
    standing: Standing,
}

const fn key(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        option: name,
        letter: None,
        shape,
        standing: Standing::Accepted,
    }
}

impl Key {
    /// The option has another name.
    const fn option(self, option: &'static str) -> Self {
        Self { option, ..self }
    }

    const fn letter(self, letter: char) -> Self {
        Self {
            letter: Some(letter),
            ..self
        }
    }

    const fn retired(self, instead: Option<&'static str>) -> Self {
        Self {
            standing: Standing::Retired { instead },
            ..self
        }
    }

    const fn tolerated(self, instead: Option<&'static str>) -> Self {
        Self {
            standing: Standing::Tolerated { instead },
            ..self
        }
    }
}

use Shape::{
    Features, Flag, NetworkOptions, Number, Object, Pairs, Pools, Proxies, Proxy, Runtimes, Text,
    Ulimits, Words,
};

const KEYS: &[Key] = &[
    key("$schema", Text).option("").tolerated(None),
    key("allow-direct-routing", Flag),
    key("allow-nondistributable-artifacts", Words).tolerated(None),
    key("api-cors-header", Text).retired(None),
    key("authorization-plugins", Words).option("authorization-plugin"),
    key("bip", Text),
    key("bip6", Text),
    key("bridge", Text).letter('b'),
    key("bridge-accept-fwmark", Text),
    key("builder", Object).option(""),
    key("cdi-spec-dirs", Words).option("cdi-spec-dir"),
    key("cgroup-parent", Text),
    key("cluster-advertise", Text).retired(None),
    key("cluster-store", Text).retired(None),
    key("cluster-store-opts", Pairs)
        .option("cluster-store-opt")
        .retired(None),
    key("containerd", Text),
    key("containerd-namespace", Text),
    key("containerd-plugin-namespace", Text).option("containerd-plugins-namespace"),
    key("cpu-rt-period", Number),
    key("cpu-rt-runtime", Number),
    key("cri-containerd", Flag),
    key("data-root", Text),
    key("debug", Flag).letter('D'),
    key("default-address-pools", Pools).option("default-address-pool"),
    key("default-cgroupns-mode", Text),
    key("default-gateway", Text),
    key("default-gateway-v6", Text),
    key("default-ipc-mode", Text),
    key("default-network-opts", NetworkOptions).option("default-network-opt"),
    key("default-runtime", Text),
    key("default-shm-size", Text),
    key("default-ulimits", Ulimits).option("default-ulimit"),
    key("deprecated-key-path", Text).tolerated(None),
    key("disable-legacy-registry", Flag).retired(None),
    key("dns", Words),
    key("dns-opts", Words).option("dns-opt"),
    key("dns-search", Words),
    key("exec-opts", Words).option("exec-opt"),
    key("exec-root", Text),
    key("experimental", Flag),
    key("features", Features).option("feature"),
    key("firewall-backend", Text),
    key("fixed-cidr", Text),
    key("fixed-cidr-v6", Text),
    key("graph", Text).letter('g').retired(Some("data-root")),
    key("group", Text).letter('G'),
    key("host-gateway-ip", Text)
        .option("")
        .tolerated(Some("host-gateway-ips")),
    key("host-gateway-ips", Words).option("host-gateway-ip"),
    key("hosts", Words).option("host").letter('H'),
    key("http-proxy", Proxy).tolerated(Some("proxies")),
    key("https-proxy", Proxy).tolerated(Some("proxies")),
    key("icc", Flag),
    key("init", Flag),
    key("init-path", Text),
    key("insecure-registries", Words).option("insecure-registry"),
    key("ip", Text),
    key("ip-forward", Flag),
    key("ip-forward-no-drop", Flag),
    key("ip-masq", Flag),
    key("ip6tables", Flag),
    key("iptables", Flag),
    key("ipv6", Flag),
    key("isolation", Text).option(""),
    key("labels", Words).option("label"),
    key("live-restore", Flag),
    key("log-driver", Text),
    key("log-format", Text),
    key("log-level", Text).letter('l'),
    key("log-opts", Pairs).option("log-opt"),
    key("max-concurrent-downloads", Number),
    key("max-concurrent-uploads", Number),
    key("max-download-attempts", Number),
    key("metrics-addr", Text),
    key("min-api-version", Text).option(""),
    key("mtu", Number),
    key("network-control-plane-mtu", Number),
    key("network-diagnostic-port", Number),
    key("no-new-privileges", Flag),
    key("no-pivot-root", Flag),
    key("no-proxy", Proxy).tolerated(Some("proxies")),
    key("node-generic-resources", Words).option("node-generic-resource"),
    key("nri-opts", Object).option(""),
    key("oom-score-adjust", Number).retired(None),
    key("pidfile", Text).letter('p'),
    key("proxies", Proxies).option(""),
    key("raw-logs", Flag),
    key("registry-config", Object).option(""),
    key("registry-mirrors", Words).option("registry-mirror"),
    key("restart", Flag).letter('r').tolerated(None),
    key("rootless", Flag),
    key("runtimes", Runtimes).option("add-runtime"),
    key("seccomp-profile", Text),
    key("selinux-enabled", Flag),
    key("shutdown-timeout", Number),
    key("storage-driver", Text).letter('s'),
    key("storage-opts", Words).option("storage-opt"),
    key("swarm-default-advertise-addr", Text),
    key("swarm-raft-election-tick", Number),
    key("swarm-raft-heartbeat-tick", Number),
    key("tls", Flag),
    key("tlscacert", Text),
    key("tlscert", Text),
    key("tlskey", Text),
    key("tlsverify", Flag),
    key("userland-proxy", Flag),
    key("userland-proxy-path", Text),
    key("userns-remap", Text),
    key("validate", Flag),
];

/// What `dockerd` makes of a key in its file.
pub fn standing(name: &str) -> Standing {
    if let Some(key) = find(name) {
        return key.standing;
    }
    // It lets the names of options pass, and reads only the keys.
    let option = KEYS
        .iter()
        .find(|key| key.option == name && !name.is_empty());
    option.map_or(Standing::Unknown, |key| match key.standing {
        Standing::Accepted => Standing::Tolerated {
            instead: Some(key.name),
        },
        standing => standing,
    })
}

/// What the value of a key looks like; `None` for a key that is in no table.
pub(super) fn shape(name: &str) -> Option<Shape> {
    find(name).map(|key| key.shape)
}

/// The key that an option without its dashes sets, and what it looks like.
pub(super) fn of_option(option: &str) -> Option<(&'static str, Shape)> {
    let key = KEYS.iter().find(|key| key.option == option)?;
    (!option.is_empty()).then_some((key.name, key.shape))
}

/// The key that an option of one letter sets, and what it looks like.
pub(super) fn of_letter(letter: char) -> Option<(&'static str, Shape)> {
    let key = KEYS.iter().find(|key| key.letter == Some(letter))?;
    Some((key.name, key.shape))
}

fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Shape, Standing, of_letter, of_option, standing};

    #[test]
    fn keys_stand_once_and_in_order() {
        assert!(KEYS.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn standings_are_told() {
        assert_eq!(standing("icc"), Standing::Accepted);
        assert_eq!(standing("min-api-version"), Standing::Accepted);
        let instead = Some("hosts");
        assert_eq!(standing("host"), Standing::Tolerated { instead });
        let instead = Some("data-root");
        assert_eq!(standing("graph"), Standing::Retired { instead });
        assert_eq!(standing("iccc"), Standing::Unknown);
        assert_eq!(standing(""), Standing::Unknown);
    }

    #[test]
    fn options_lead_to_keys() {
        assert_eq!(of_option("host"), Some(("hosts", Shape::Words)));
        assert_eq!(of_letter('D'), Some(("debug", Shape::Flag)));
        assert_eq!(of_option(""), None);
        assert_eq!(of_option("hosts"), None);
    }
}
