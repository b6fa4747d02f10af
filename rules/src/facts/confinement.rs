//! What says how a container is confined, beside its confinement options.

use super::Fact;
use crate::finding::Evidence;

/// How a container is confined, as far as no option says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confinement {
    /// Whether an engine reports it, which adds options of its own accord.
    pub is_reported: bool,
    /// The `AppArmor` profile in effect; empty where the engine reports none, and the engine's
    /// own before it has started the container.
    pub app_armor_profile: Fact<String>,
    /// The place that says that no path is hidden.
    pub unmasked: Option<Evidence>,
    /// The `SELinux` label of its processes; empty where the engine gave it none, and `None`
    /// before it has started the container.
    pub process_label: Option<Fact<String>>,
    /// Whether it runs, so that what is reported is in effect.
    pub is_running: bool,
}

impl Confinement {
    /// A container that no engine has started yet.
    pub(super) fn to_come() -> Self {
        Self {
            is_reported: false,
            app_armor_profile: Fact::Default("docker-default".to_owned()),
            unmasked: None,
            process_label: None,
            is_running: false,
        }
    }
}
