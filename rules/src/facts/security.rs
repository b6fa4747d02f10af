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

/// Capabilities that act beyond the container, by what they do there.
const BEYOND: [(&str, Reach); 24] = [
    ("AUDIT_CONTROL", Reach::System),
    ("AUDIT_READ", Reach::Lesser),
    ("BLOCK_SUSPEND", Reach::Lesser),
    ("BPF", Reach::Network),
    ("CHECKPOINT_RESTORE", Reach::Lesser),
    ("DAC_READ_SEARCH", Reach::Neighbours),
    ("IPC_LOCK", Reach::Resources),
    ("IPC_OWNER", Reach::Lesser),
    ("LEASE", Reach::Resources),
    ("LINUX_IMMUTABLE", Reach::Lesser),
    ("MAC_ADMIN", Reach::System),
    ("MAC_OVERRIDE", Reach::System),
    ("NET_ADMIN", Reach::Network),
    ("NET_BROADCAST", Reach::Lesser),
    ("PERFMON", Reach::Host),
    ("SYSLOG", Reach::Log),
    ("SYS_BOOT", Reach::Network),
    ("SYS_NICE", Reach::Resources),
    ("SYS_PACCT", Reach::Lesser),
    ("SYS_PTRACE", Reach::Neighbours),
    ("SYS_RESOURCE", Reach::Lesser),
    ("SYS_TIME", Reach::Host),
    ("SYS_TTY_CONFIG", Reach::Lesser),
    ("WAKE_ALARM", Reach::Lesser),
];

/// What a capability does beyond the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It changes networks, loads programs into the kernel or restarts the machine.
    Network,
    /// It changes the clock of the host or watches all its processes at work.
    Host,
    /// It takes processor time, memory or files from other programs.
    Resources,
    /// It reads the log of the kernel.
    Log,
    /// It reads other processes and files that their owners protect.
    Neighbours,
    /// It changes the rules of the host's audit and security modules.
    System,
    /// It acts on the host in a smaller way.
    Lesser,
}

impl Capability {
    /// Reads a name in any case, with or without `CAP_`.
    ///
    /// `CAP_ALL` is no capability: `ALL` is a word of Docker's and not of the kernel's.
    pub fn new(name: &str) -> Self {
        let name = name.trim().to_ascii_uppercase();
        match name.strip_prefix("CAP_") {
            Some(bare) if bare != "ALL" => Self(bare.to_owned()),
            Some(_) | None => Self(name),
        }
    }

    /// Whether it stands for every capability.
    pub fn is_all(&self) -> bool {
        self.0 == "ALL"
    }

    /// Whether it is meant for every capability, and Docker does not know it.
    pub fn misspells_all(&self) -> bool {
        self.0 == "CAP_ALL"
    }

    /// Whether Docker knows the name; it starts nothing with one that it does not know.
    pub fn is_known(&self) -> bool {
        let name = self.0.as_str();
        self.is_all() || self.is_takeover() || self.reach().is_some() || DEFAULT.contains(&name)
    }

    /// Whether it is enough to take over the host.
    pub fn is_takeover(&self) -> bool {
        TAKEOVER.contains(&self.0.as_str())
    }

    /// Whether it opens any file of a file system of which one is at hand.
    pub fn opens_files(&self) -> bool {
        self.0 == "DAC_READ_SEARCH"
    }

    /// What it does beyond the container, short of taking over the host.
    pub fn reach(&self) -> Option<Reach> {
        BEYOND
            .iter()
            .find(|(name, _)| *name == self.0)
            .map(|(_, reach)| *reach)
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
    /// Whether `=` joins the two, and not `:`.
    pub has_equals: bool,
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
            has_equals: option.contains('='),
        }
    }

    /// For `no-new-privileges`: what it says. Bare means on; a value is read as Go reads booleans.
    pub fn no_new_privileges(&self) -> Option<bool> {
        let is_go_true = |value: &str| ["1", "t", "T", "TRUE", "true", "True"].contains(&value);
        (self.key == "no-new-privileges").then(|| self.value.as_deref().is_none_or(is_go_true))
    }

    /// For `apparmor`: the profile it names.
    pub fn app_armor_profile(&self) -> Option<&str> {
        self.value.as_deref().filter(|_| self.key == "apparmor")
    }

    /// Whether it takes the container out of what `SELinux` keeps apart.
    ///
    /// The engine reads the bare word as `label=disable`.
    pub fn is_label_given_up(&self) -> bool {
        match (self.key.as_str(), self.value.as_deref()) {
            ("label", Some(label)) => {
                label == "disable" || matches!(label, "type:spc_t" | "type=spc_t")
            }
            (key, value) => key == "disable" && value.is_none(),
        }
    }

    /// Whether it opens the parts of `/proc` and `/sys` that Docker hides or protects.
    ///
    /// The engine knows the first with `=` alone, Podman has a word of its own for it.
    pub fn is_unmasking(&self) -> bool {
        let value = self.value.as_deref().unwrap_or_default();
        match self.key.as_str() {
            "systempaths" => value == "unconfined" && self.has_equals,
            "unmask" => value.eq_ignore_ascii_case("all"),
            "writable-cgroups" => ["1", "t", "T", "TRUE", "true", "True"].contains(&value),
            _ => false,
        }
    }

    /// For `seccomp`: the path of the profile, where it names one.
    pub fn profile_path(&self) -> Option<&str> {
        let value = self.value.as_deref().filter(|_| self.key == "seccomp")?;
        (!matches!(value, "unconfined" | "builtin") && !value.starts_with('{')).then_some(value)
    }

    /// The same option with the profile in the place of its path, as an engine is given it.
    pub(super) fn with_profile<'t>(mut self, read: impl Fn(&str) -> Option<&'t str>) -> Self {
        if let Some(text) = self.profile_path().and_then(read) {
            self.value = Some(text.trim().to_owned());
        }
        self
    }

    /// For `seccomp` with a whole profile in it: whether calls pass that it does not name.
    ///
    /// Engines keep the profile without blanks.
    pub fn allows_unnamed_calls(&self) -> bool {
        const DEFAULT: &str = "\"defaultAction\":\"SCMP_ACT_ALLOW\"";
        let profile = self.value.as_deref().filter(|_| self.key == "seccomp");
        profile.is_some_and(|profile| {
            profile.starts_with('{') && {
                let bare: String = profile.split_whitespace().collect();
                bare.contains(DEFAULT)
            }
        })
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
        assert!(!Capability::new("cap_all").is_all());
        assert!(
            Capability::granted_by_default().any(|granted| granted == Capability::new("cap_chown"))
        );
    }

    #[test]
    fn either_separator_splits_an_option() {
        assert!(SecurityOption::new("seccomp:unconfined").is_seccomp_unconfined());
        assert!(SecurityOption::new("seccomp=unconfined").is_seccomp_unconfined());
        assert!(!SecurityOption::new("seccomp=profile.json").is_seccomp_unconfined());
        let permits = |option: &str| SecurityOption::new(option).allows_unnamed_calls();
        assert!(permits(
            r#"seccomp={"defaultAction": "SCMP_ACT_ALLOW","syscalls":[]}"#
        ));
        assert!(!permits(r#"seccomp={"defaultAction":"SCMP_ACT_ERRNO"}"#));
        assert!(!permits("seccomp=profile.json"));
        let says = |option: &str| SecurityOption::new(option).no_new_privileges();
        assert_eq!(says("no-new-privileges"), Some(true));
        assert_eq!(says("no-new-privileges:true"), Some(true));
        assert_eq!(says("no-new-privileges=false"), Some(false));
        assert_eq!(says("label=disable"), None);
        let unmasks = |option: &str| SecurityOption::new(option).is_unmasking();
        assert!(unmasks("systempaths=unconfined") && unmasks("writable-cgroups:true"));
        assert!(!unmasks("systempaths:unconfined") && !unmasks("writable-cgroups"));
        let gives_up = |option: &str| SecurityOption::new(option).is_label_given_up();
        assert!(gives_up("label:disable") && gives_up("label=type:spc_t") && gives_up("disable"));
        assert!(!gives_up("label:user:system_u") && !gives_up("no-new-privileges"));
    }
}
