//! What a swarm keeps for its services and shows.

use super::Fact;
use super::container::Inspected;
use crate::model::inspect::SwarmConfig;

/// A config that a swarm keeps.
#[derive(Clone, Debug)]
pub struct StoredConfig {
    /// What it holds; `None` where that is no text.
    pub content: Fact<Option<String>>,
}

impl StoredConfig {
    /// What a manager shows of a config.
    pub(super) fn of(source: Inspected, config: &SwarmConfig) -> Self {
        let content = || String::from_utf8(config.content()?).ok();
        Self {
            content: source.fact(&config.data, None, |_| content()),
        }
    }
}
