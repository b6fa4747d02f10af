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

    /// Whether Docker grants it anyway, so that adding it adds nothing.
    pub fn is_default(&self) -> bool {
        DEFAULT.contains(&self.0.as_str())
    }

    /// Whether the names in `dropped` cover all that Docker grants.
    pub fn cover_default<'a>(dropped: impl IntoIterator<Item = &'a Self> + Clone) -> bool {
        DEFAULT.iter().all(|name| {
            dropped.clone().into_iter().any(|capability| {
                capability.is_all() || capability.0 == *name
            })
        })
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
        (self.key == "no-new-privileges")
            .then(|| self.value.as_deref().is_none_or(is_go_true))
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
        assert!(Capability::new("cap_chown").is_default());
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
