//! What the checks of volumes share: the options of their driver, declared or in force.

use crate::facts::{Declared, Fact, Unknown, Volume};
use crate::finding::Evidence;
use crate::model::compose::Setting;

/// A volume's driver and its options, as far as they are settled.
pub(super) struct Options {
    /// Whether the engine's own driver keeps it; one that is not settled counts as such.
    pub(super) is_local: bool,
    /// Names and values, each with the place of the value.
    pub(super) pairs: Vec<(String, String, Evidence)>,
    /// What is not settled.
    pub(super) unknown: Vec<Unknown>,
}

impl Options {
    /// What the engine shows.
    pub(super) fn of_volume(volume: &Volume) -> Self {
        let pairs = volume.options.items.iter();
        Self {
            is_local: volume.driver.value().is_none_or(|driver| driver == "local"),
            pairs: pairs
                .map(|it| (it.value.0.clone(), it.value.1.clone(), it.evidence))
                .collect(),
            unknown: volume.options.unknown.clone(),
        }
    }

    /// What a compose file states.
    pub(super) fn of_declaration(declared: Declared<'_>) -> Self {
        let driver = declared.named.field(&["driver"]).text();
        let driver = declared.fact_or(driver, "local".to_owned(), Clone::clone);
        let mut found = Self {
            is_local: driver.value().is_none_or(|driver| driver == "local"),
            pairs: Vec::new(),
            unknown: Vec::new(),
        };
        for option in declared.named.field(&["driver_opts"]).pairs() {
            let Setting::Set(pair) = option else { continue };
            let name = pair.value.key.value;
            match declared.fact_or(pair.value.value, String::new(), Clone::clone) {
                Fact::Stated { value, evidence } => found.pairs.push((name, value, evidence)),
                Fact::Default(_) => {}
                Fact::Unknown(open) => found.unknown.push(open),
            }
        }
        found
    }

    /// The value of one.
    pub(super) fn get(&self, name: &str) -> Option<(&str, Evidence)> {
        let mut pairs = self.pairs.iter();
        pairs
            .find(|(key, ..)| key == name)
            .map(|(_, value, evidence)| (value.as_str(), *evidence))
    }
}
