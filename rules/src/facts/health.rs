//! Whether a container's health is probed.

/// Whether Docker probes a container's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// A probe is defined.
    Probed,
    /// A probe is switched off on purpose.
    Disabled,
    /// A Dockerfile says on purpose that its image brings none, which leaves the probe to
    /// whoever runs it.
    Declined,
    /// No probe is defined.
    Absent,
    /// A probe is defined that always says yes.
    Feigned,
    /// The probe is the text `NONE`, which is a command of that name and not the word that
    /// switches a probe off.
    NoneAsCommand,
    /// It ends once its work is done, and others wait for that, so there is nothing to probe.
    Unneeded,
}

impl Health {
    /// What a test amounts to, by its words from `CMD` or `CMD-SHELL` on.
    pub(crate) fn of_test<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let command: Vec<&str> = words.skip(1).flat_map(str::split_whitespace).collect();
        match command.as_slice() {
            ["true" | "/bin/true" | "/usr/bin/true" | ":"] | ["exit", "0"] => Self::Feigned,
            _ => Self::Probed,
        }
    }
}
