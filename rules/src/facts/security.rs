//! Capabilities and confinement options, however they are spelt.

use std::fmt;

/// A kernel capability: upper case, without `CAP_`. `ALL` stands for every one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Capability(String);

/// The capabilities Docker gives a container that asks for none (Docker reference, run).
const DEFAULT: [&str; 14] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// Capabilities that are enough to take over the host.
const TAKEOVER: [&str; 3] = ["SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO"];

/// Capabilities that act beyond the container.
const DANGEROUS: [&str; 22] = [
    "AUDIT_CONTROL",
    "BLOCK_SUSPEND",
    "BPF",
    "CHECKPOINT_RESTORE",
    "DAC_READ_SEARCH",
    "IPC_LOCK",
    "LEASE",
    "LINUX_IMMUTABLE",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "NET_ADMIN",
    "NET_BROADCAST",
    "PERFMON",
    "SYSLOG",
    "SYS_BOOT",
    "SYS_NICE",
    "SYS_PACCT",
    "SYS_PTRACE",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "WAKE_ALARM",
];

impl Capability {
    /// Reads a name in any case, with or without `CAP_`.
    pub fn new(name: &str) -> Self {
        let name = name.trim().to_ascii_uppercase();
        Self(name.strip_prefix("CAP_").unwrap_or(&name).to_owned())
    }

    /// Whether it stands for every capability.
    pub fn is_all(&self) -> bool {
        self.0 == "ALL"
    }

    /// Whether it is enough to take over the host.
    pub fn is_takeover(&self) -> bool {
        TAKEOVER.contains(&self.0.as_str())
    }

    /// Whether it acts beyond the container.
    pub fn is_dangerous(&self) -> bool {
        DANGEROUS.contains(&self.0.as_str())
    }

    /// What Docker grants a container that asks for nothing.
    pub fn granted_by_default() -> impl Iterator<Item = Self> {
        DEFAULT.iter().map(|name| Self((*name).to_owned()))
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One `security_opt`: a key and, after the first `=` or else the first `:`, a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityOption {
    /// E.g. `seccomp`, lower case.
    pub key: String,
    /// E.g. `unconfined`.
    pub value: Option<String>,
}

impl SecurityOption {
    /// Splits an option as Docker does.
    pub fn new(option: &str) -> Self {
        let option = option.trim();
        let parts = option.split_once('=').or_else(|| option.split_once(':'));
        let (key, value) = parts.map_or((option, None), |(key, value)| (key, Some(value)));
        Self {
            key: key.trim().to_ascii_lowercase(),
            value: value.map(|value| value.trim().to_owned()),
        }
    }

    /// For `no-new-privileges`: what it says. Bare means on; a value is read as Go reads booleans.
    pub fn no_new_privileges(&self) -> Option<bool> {
        let is_go_true = |value: &str| ["1", "t", "T", "TRUE", "true", "True"].contains(&value);
        (self.key == "no-new-privileges").then(|| self.value.as_deref().is_none_or(is_go_true))
    }

    /// Whether it switches system-call filtering off.
    pub fn is_seccomp_unconfined(&self) -> bool {
        self.key == "seccomp" && self.value.as_deref() == Some("unconfined")
    }
}

#[cfg(test)]
mod tests {
    use super::{Capability, SecurityOption};

    #[test]
    fn spellings_of_a_capability_are_one() {
        for name in ["sys_admin", "CAP_SYS_ADMIN", " Sys_Admin "] {
            assert_eq!(Capability::new(name).to_string(), "SYS_ADMIN");
        }
        assert!(Capability::new("all").is_all());
        assert!(
            Capability::granted_by_default().any(|granted| granted == Capability::new("cap_chown"))
        );
    }

    #[test]
    fn either_separator_splits_an_option() {
        assert!(SecurityOption::new("seccomp:unconfined").is_seccomp_unconfined());
        assert!(SecurityOption::new("seccomp=unconfined").is_seccomp_unconfined());
        assert!(!SecurityOption::new("seccomp=profile.json").is_seccomp_unconfined());
        let says = |option: &str| SecurityOption::new(option).no_new_privileges();
        assert_eq!(says("no-new-privileges"), Some(true));
        assert_eq!(says("no-new-privileges:true"), Some(true));
        assert_eq!(says("no-new-privileges=false"), Some(false));
        assert_eq!(says("label=disable"), None);
    }
}
