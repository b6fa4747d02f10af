//! The flags of `docker run` and `docker create`, and what each becomes.
//!
//! Source: Docker's own command line, `docker run`; for the engines that are called in its way,
//! `podman run`.

mod podman;

use super::edition::Edition;

/// A flag.
#[derive(Debug)]
pub(super) struct Flag {
    /// Its name without dashes.
    pub(super) long: &'static str,
    /// Its letter, if it has one.
    pub(super) short: Option<char>,
    /// What it becomes.
    pub(super) role: Role,
}

/// What a flag becomes in a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A boolean at a key.
    Switch(&'static [&'static str]),
    /// A text at a key; the last one counts.
    Text(&'static [&'static str]),
    /// An item of a list.
    Item(&'static [&'static str]),
    /// An item of a list that the other engines split at commas.
    Items(&'static [&'static str]),
    /// A path of the host as an item of a list.
    Path(&'static [&'static str]),
    /// `name=value` as an entry of a mapping.
    Pair(&'static [&'static str]),
    /// `path:value` as an item with `path` and a second key.
    Device(&'static str, &'static str),
    /// The container's name.
    Name,
    /// A mount in short form.
    Volume,
    /// A mount in long form.
    Mount,
    /// A published port.
    Publish,
    /// Every exposed port is published.
    PublishAll,
    /// A network, or a mode.
    Network,
    /// A further name in the network.
    Alias,
    /// `name=soft:hard`.
    Ulimit,
    /// The health check's command.
    HealthCommand,
    /// The image's health check is taken away.
    NoHealthCheck,
    /// The program that runs.
    Entrypoint,
    /// Seconds before the container is killed.
    StopTimeout,
    /// A flag without a value that no compose file has.
    IdleSwitch,
    /// A flag with a value that no compose file has.
    Idle,
}

impl Flag {
    /// Whether a value belongs to it.
    pub(super) const fn takes_value(&self) -> bool {
        match self.role {
            Role::Switch(_) | Role::PublishAll | Role::NoHealthCheck | Role::IdleSwitch => false,
            Role::Text(_)
            | Role::Item(_)
            | Role::Items(_)
            | Role::Path(_)
            | Role::Pair(_)
            | Role::Device(..)
            | Role::Name
            | Role::Volume
            | Role::Mount
            | Role::Publish
            | Role::Network
            | Role::Alias
            | Role::Ulimit
            | Role::HealthCommand
            | Role::Entrypoint
            | Role::StopTimeout
            | Role::Idle => true,
        }
    }
}

const fn long(long: &'static str, role: Role) -> Flag {
    Flag {
        long,
        short: None,
        role,
    }
}

const fn both(short: char, long: &'static str, role: Role) -> Flag {
    Flag {
        long,
        short: Some(short),
        role,
    }
}

/// Docker's flags, by name.
static DOCKER: &[Flag] = &[
    long("add-host", Role::Item(&["extra_hosts"])),
    long("annotation", Role::Item(&["annotations"])),
    both('a', "attach", Role::Idle),
    long("blkio-weight", Role::Text(&["blkio_config", "weight"])),
    long(
        "blkio-weight-device",
        Role::Device("weight_device", "weight"),
    ),
    long("cap-add", Role::Items(&["cap_add"])),
    long("cap-drop", Role::Items(&["cap_drop"])),
    long("cgroup-parent", Role::Text(&["cgroup_parent"])),
    long("cgroupns", Role::Text(&["cgroup"])),
    long("cidfile", Role::Idle),
    long("cpu-count", Role::Text(&["cpu_count"])),
    long("cpu-percent", Role::Text(&["cpu_percent"])),
    long("cpu-period", Role::Text(&["cpu_period"])),
    long("cpu-quota", Role::Text(&["cpu_quota"])),
    long("cpu-rt-period", Role::Text(&["cpu_rt_period"])),
    long("cpu-rt-runtime", Role::Text(&["cpu_rt_runtime"])),
    both('c', "cpu-shares", Role::Text(&["cpu_shares"])),
    long("cpus", Role::Text(&["cpus"])),
    long("cpuset-cpus", Role::Text(&["cpuset"])),
    long("cpuset-mems", Role::Idle),
    both('d', "detach", Role::IdleSwitch),
    long("detach-keys", Role::Idle),
    long("device", Role::Item(&["devices"])),
    long("device-cgroup-rule", Role::Item(&["device_cgroup_rules"])),
    long("device-read-bps", Role::Device("device_read_bps", "rate")),
    long("device-read-iops", Role::Device("device_read_iops", "rate")),
    long("device-write-bps", Role::Device("device_write_bps", "rate")),
    long(
        "device-write-iops",
        Role::Device("device_write_iops", "rate"),
    ),
    long("disable-content-trust", Role::IdleSwitch),
    long("dns", Role::Item(&["dns"])),
    long("dns-opt", Role::Item(&["dns_opt"])),
    long("dns-option", Role::Item(&["dns_opt"])),
    long("dns-search", Role::Item(&["dns_search"])),
    long("domainname", Role::Text(&["domainname"])),
    long("entrypoint", Role::Entrypoint),
    both('e', "env", Role::Item(&["environment"])),
    long("env-file", Role::Path(&["env_file"])),
    long("expose", Role::Item(&["expose"])),
    long("gpus", Role::Text(&["gpus"])),
    long("group-add", Role::Item(&["group_add"])),
    long("health-cmd", Role::HealthCommand),
    long("health-interval", Role::Text(&["healthcheck", "interval"])),
    long("health-retries", Role::Text(&["healthcheck", "retries"])),
    long(
        "health-start-interval",
        Role::Text(&["healthcheck", "start_interval"]),
    ),
    long(
        "health-start-period",
        Role::Text(&["healthcheck", "start_period"]),
    ),
    long("health-timeout", Role::Text(&["healthcheck", "timeout"])),
    long("help", Role::IdleSwitch),
    both('h', "hostname", Role::Text(&["hostname"])),
    long("init", Role::Switch(&["init"])),
    both('i', "interactive", Role::Switch(&["stdin_open"])),
    long("io-maxbandwidth", Role::Idle),
    long("io-maxiops", Role::Idle),
    long("ip", Role::Idle),
    long("ip6", Role::Idle),
    long("ipc", Role::Text(&["ipc"])),
    long("isolation", Role::Text(&["isolation"])),
    long("kernel-memory", Role::Idle),
    both('l', "label", Role::Item(&["labels"])),
    long("label-file", Role::Path(&["label_file"])),
    long("link", Role::Item(&["links"])),
    long("link-local-ip", Role::Idle),
    long("log-driver", Role::Text(&["logging", "driver"])),
    long("log-opt", Role::Pair(&["logging", "options"])),
    long("mac-address", Role::Text(&["mac_address"])),
    both('m', "memory", Role::Text(&["mem_limit"])),
    long("memory-reservation", Role::Text(&["mem_reservation"])),
    long("memory-swap", Role::Text(&["memswap_limit"])),
    long("memory-swappiness", Role::Text(&["mem_swappiness"])),
    long("mount", Role::Mount),
    long("name", Role::Name),
    long("net", Role::Network),
    long("net-alias", Role::Alias),
    long("network", Role::Network),
    long("network-alias", Role::Alias),
    long("no-healthcheck", Role::NoHealthCheck),
    long("oom-kill-disable", Role::Switch(&["oom_kill_disable"])),
    long("oom-score-adj", Role::Text(&["oom_score_adj"])),
    long("pid", Role::Text(&["pid"])),
    long("pids-limit", Role::Text(&["pids_limit"])),
    long("platform", Role::Text(&["platform"])),
    long("privileged", Role::Switch(&["privileged"])),
    both('p', "publish", Role::Publish),
    both('P', "publish-all", Role::PublishAll),
    long("pull", Role::Text(&["pull_policy"])),
    both('q', "quiet", Role::IdleSwitch),
    long("read-only", Role::Switch(&["read_only"])),
    long("restart", Role::Text(&["restart"])),
    long("rm", Role::IdleSwitch),
    long("runtime", Role::Text(&["runtime"])),
    long("security-opt", Role::Item(&["security_opt"])),
    long("shm-size", Role::Text(&["shm_size"])),
    long("sig-proxy", Role::IdleSwitch),
    long("stop-signal", Role::Text(&["stop_signal"])),
    long("stop-timeout", Role::StopTimeout),
    long("storage-opt", Role::Pair(&["storage_opt"])),
    long("sysctl", Role::Item(&["sysctls"])),
    long("tmpfs", Role::Item(&["tmpfs"])),
    both('t', "tty", Role::Switch(&["tty"])),
    long("ulimit", Role::Ulimit),
    long("use-api-socket", Role::Switch(&["use_api_socket"])),
    both('u', "user", Role::Text(&["user"])),
    long("userns", Role::Text(&["userns_mode"])),
    long("uts", Role::Text(&["uts"])),
    both('v', "volume", Role::Volume),
    long("volume-driver", Role::Idle),
    long("volumes-from", Role::Item(&["volumes_from"])),
    both('w', "workdir", Role::Text(&["working_dir"])),
];

/// The flag of this name.
pub(super) fn named(name: &str, edition: Edition) -> Option<&'static Flag> {
    all(edition).find(|flag| flag.long == name)
}

/// The flag of this letter.
pub(super) fn lettered(letter: char, edition: Edition) -> Option<&'static Flag> {
    all(edition).find(|flag| flag.short == Some(letter))
}

/// The flag whose name is one slip away from this one.
pub(super) fn close_to(name: &str, edition: Edition) -> Option<&'static Flag> {
    let bare = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let wanted = bare(name);
    if wanted.len() < 3 || wanted.len() > 30 {
        return None;
    }
    let same = all(edition).find(|flag| bare(flag.long) == wanted);
    same.or_else(|| all(edition).find(|flag| is_one_slip(&bare(flag.long), &wanted)))
}

fn all(edition: Edition) -> impl Iterator<Item = &'static Flag> {
    let further: &'static [Flag] = match edition {
        Edition::Docker => &[],
        Edition::Podman => podman::FLAGS,
    };
    DOCKER.iter().chain(further)
}

/// Whether one letter is missing, too many, or another; or two have changed places.
fn is_one_slip(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = |text: &'_ [u8], from: usize| text.get(from..).unwrap_or_default().to_vec();
    let (a, b) = (rest(left, same), rest(right, same));
    let swapped = || matches!((a.as_slice(), b.as_slice()), ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b);
    rest(&a, 1) == b || a == rest(&b, 1) || rest(&a, 1) == rest(&b, 1) || swapped()
}

#[cfg(test)]
mod tests {
    use super::{DOCKER, Edition, all, close_to};

    #[test]
    fn flags_are_in_order_and_stand_once() {
        let names: Vec<_> = DOCKER.iter().map(|flag| flag.long).collect();
        assert!(names.is_sorted());
        let mut names: Vec<_> = all(Edition::Podman).map(|flag| flag.long).collect();
        let mut letters: Vec<_> = all(Edition::Podman).filter_map(|flag| flag.short).collect();
        let counts = (names.len(), letters.len());
        names.sort_unstable();
        names.dedup();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(counts, (names.len(), letters.len()));
    }

    #[test]
    fn slips_are_recognised() {
        for (slip, meant) in [
            ("privilaged", Some("privileged")),
            ("priviledged", Some("privileged")),
            ("cap_add", Some("cap-add")),
            ("read_only", Some("read-only")),
            ("volumes", Some("volume")),
            ("evn", Some("env")),
            ("pod", Some("pid")),
            ("nothing-like-it", None),
            ("", None),
        ] {
            let found = close_to(slip, Edition::Docker).map(|flag| flag.long);
            assert_eq!(found, meant, "{slip}");
        }
    }
}
