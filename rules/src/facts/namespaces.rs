//! Which of its host's namespaces a container shares, and where it is accounted for.

use super::{Composed, Fact};

/// The namespaces beside network, processes and shared memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespaces {
    /// The namespace of host names, `private` unless shared.
    pub uts: Fact<String>,
    /// The namespace of users, `default` unless stated.
    pub users: Fact<String>,
    /// The namespace of control groups, `default` unless stated.
    pub control_groups: Fact<String>,
    /// The control group that the container's own lies in; empty is the engine's choice.
    pub control_group_parent: Fact<String>,
    /// How a Windows container is kept apart from its host; empty is the engine's choice.
    pub isolation: Fact<String>,
    /// The program that starts the container; empty is the engine's choice.
    pub starter: Fact<String>,
}

impl Namespaces {
    /// What a service states.
    pub(super) fn of_service(composed: Composed<'_>) -> Self {
        let of = |key: &str, absent: &str| {
            let stated = composed.effective(key, composed.service.field(&[key]).text());
            composed.fact_or(stated, absent.to_owned(), Clone::clone)
        };
        Self {
            uts: of("uts", "private"),
            users: of("userns_mode", "default"),
            control_groups: of("cgroup", "default"),
            control_group_parent: of("cgroup_parent", ""),
            isolation: of("isolation", ""),
            starter: of("runtime", ""),
        }
    }
}
