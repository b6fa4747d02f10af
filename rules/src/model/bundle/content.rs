//! What each key's output is read as.

use crate::artifact::kind::Kind;
use crate::model::host::Source;

/// What a part's output is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// An artifact like any other of this kind.
    Artifact(Kind),
    /// How the daemon is started and set.
    Daemon(DaemonSource),
    /// What a manager lists: JSON, one object a line.
    Listing(Listing),
    /// What the machine itself shows, for [`crate::model::host::read`].
    Host(Source),
}

/// Texts that set the daemon, besides its own file and its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DaemonSource {
    /// The words of its command line, one a line, the program's own name first.
    Arguments,
    /// What `systemctl show` prints of its units: `Name=value` lines, an empty line between units.
    Properties,
    /// A file of shell variables that its start-up script reads.
    Variables,
}

/// What a manager lists of its swarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    /// Nodes, with who leads.
    Nodes,
    /// Secrets by name.
    Secrets,
    /// Configs by name.
    Configs,
}

/// One row a key, or a key with an object behind a slash.
const CONTENTS: &[(&str, Content)] = &[
    ("version", Content::Artifact(Kind::DockerVersion)),
    ("info", Content::Artifact(Kind::DockerInfo)),
    ("containers", Content::Artifact(Kind::Inspect)),
    ("images", Content::Artifact(Kind::Inspect)),
    ("history", Content::Artifact(Kind::ImageHistory)),
    ("networks", Content::Artifact(Kind::Inspect)),
    ("volumes", Content::Artifact(Kind::Inspect)),
    ("nodes", Content::Artifact(Kind::Inspect)),
    ("services", Content::Artifact(Kind::Inspect)),
    ("daemon_json", Content::Artifact(Kind::DaemonJson)),
    ("unit", Content::Artifact(Kind::SystemdUnit)),
    ("dockerd_args", Content::Daemon(DaemonSource::Arguments)),
    ("units", Content::Daemon(DaemonSource::Properties)),
    ("default_docker", Content::Daemon(DaemonSource::Variables)),
    ("sysconfig_docker", Content::Daemon(DaemonSource::Variables)),
    ("node_list", Content::Listing(Listing::Nodes)),
    ("secrets", Content::Listing(Listing::Secrets)),
    ("configs", Content::Listing(Listing::Configs)),
    ("endpoint", Content::Host(Source::Endpoint)),
    ("dockerd_user", Content::Host(Source::DaemonUsers)),
    ("containerd_toml", Content::Host(Source::ContainerdConfig)),
    ("uname", Content::Host(Source::Uname)),
    ("os_release", Content::Host(Source::OsRelease)),
    ("uid", Content::Host(Source::Uid)),
    ("date", Content::Host(Source::Clock)),
    ("stat", Content::Host(Source::Files)),
    ("certs", Content::Host(Source::Files)),
    ("mounts", Content::Host(Source::Mounts)),
    ("devices", Content::Host(Source::Devices)),
    ("df", Content::Host(Source::FileSystems)),
    ("group", Content::Host(Source::Groups)),
    ("group_primary", Content::Host(Source::PrimaryMembers)),
    ("audit_rules", Content::Host(Source::AuditRules)),
    ("audit_file", Content::Host(Source::AuditRules)),
    ("audit_status", Content::Host(Source::AuditStatus)),
    ("listeners", Content::Host(Source::Listeners)),
    ("dct", Content::Host(Source::ContentTrust)),
    ("lsm", Content::Host(Source::SecurityModules)),
    ("apparmor", Content::Host(Source::AppArmorSwitch)),
    ("aa_status", Content::Host(Source::AppArmorProfiles)),
    ("getenforce", Content::Host(Source::SelinuxMode)),
    ("proxy", Content::Host(Source::ProxyCount)),
    ("swarm_ca", Content::Host(Source::AuthorityDates)),
    ("swarm_ca_changed", Content::Host(Source::AuthorityChanged)),
    ("top", Content::Host(Source::Processes)),
    ("suid", Content::Host(Source::SetUserIdFiles)),
    ("exec_log", Content::Host(Source::Executions)),
];

/// What the output of a key is read as; `None` for a key that this version does not know.
pub fn content(key: &str) -> Option<Content> {
    let family = key.split_once('/').map_or(key, |(family, _)| family);
    CONTENTS
        .iter()
        .find(|(own, _)| *own == family)
        .map(|(_, content)| *content)
}
