//! What `docker stack deploy` makes of the keys of a service.
//!
//! The lists are those of the command's own loader, `docker/cli`, `cli/compose/types`.

use super::Deployer;

/// What a stack makes of a key that Compose honours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackEffect {
    /// The key has no effect.
    Ignored,
    /// The file is refused.
    Refused,
}

/// Keys without an effect, `build` among them, though the image has to come from somewhere.
const IGNORED: [&str; 18] = [
    "build",
    "cgroup",
    "cgroup_parent",
    "cgroupns_mode",
    "container_name",
    "devices",
    "domainname",
    "external_links",
    "ipc",
    "links",
    "mac_address",
    "network_mode",
    "pid",
    "privileged",
    "restart",
    "security_opt",
    "shm_size",
    "userns_mode",
];

/// Keys that make the command refuse the file.
const REFUSED: [&str; 8] = [
    "cpu_quota",
    "cpu_shares",
    "cpuset",
    "extends",
    "mem_limit",
    "memswap_limit",
    "volume_driver",
    "volumes_from",
];

/// What a stack makes of a service's key; `None` for a key that it honours or does not know.
pub fn stack_effect(key: &str) -> Option<StackEffect> {
    if IGNORED.contains(&key) {
        Some(StackEffect::Ignored)
    } else if REFUSED.contains(&key) {
        Some(StackEffect::Refused)
    } else {
        None
    }
}

impl Deployer {
    /// Whether a key of a service has no effect, or keeps the file from being brought up at all,
    /// so that it neither meets nor breaks anything.
    pub fn ignores(self, key: &str) -> bool {
        match self {
            Self::Compose => false,
            Self::Stack => stack_effect(key).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{StackEffect, stack_effect};

    #[test]
    fn a_stack_knows_some_keys_only_by_name() {
        assert_eq!(stack_effect("privileged"), Some(StackEffect::Ignored));
        assert_eq!(stack_effect("mem_limit"), Some(StackEffect::Refused));
        for key in ["cap_drop", "read_only", "user", "deploy", "tmpfs", "x-y"] {
            assert_eq!(stack_effect(key), None, "{key}");
        }
    }
}
