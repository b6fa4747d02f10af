//! What the reader decided: the day, the risks accepted, and what no file tells.

mod attestation;
mod composition;
mod settings;
mod yaml;

pub use attestation::{Answer, Attestation};
pub use composition::Composition;
pub use settings::{LabelFormat, Settings};

use std::collections::HashSet;

use jiff::civil::Date;

use crate::artifact::Problem;

/// What an assessment takes besides artifacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The day the report holds for; without one no waiver that ends can be in force.
    pub today: Option<Date>,
    /// Accepted risks.
    pub waivers: Vec<Waiver>,
    /// Answers to what no file tells.
    pub attestations: Vec<Attestation>,
    /// What is judged, and against which lists of one's own.
    pub settings: Settings,
}

/// An accepted failure. It stays visible, and counts only in the accepted view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Waiver {
    /// The control's id, another name of it, or an alias.
    pub control: String,
    /// Only on this subject, by id or name; everywhere where absent.
    pub subject: Option<String>,
    /// Only in this artifact; everywhere where absent.
    pub artifact: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// Why the risk is acceptable.
    pub reason: String,
    /// The last day it holds.
    pub expires: Option<Date>,
}

impl Waiver {
    /// The fields without which it accepts nothing.
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            ("owner", self.owner.trim().is_empty()),
            ("reason", self.reason.trim().is_empty()),
            ("expires", self.expires.is_none()),
        ];
        fields
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(name, _)| name)
            .collect()
    }
}

impl Policy {
    /// Reads a policy file as far as it goes.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        yaml::read(text)
    }

    /// Writes waivers, answers and settings as the file [`Policy::read`] reads; the day is no
    /// part of it.
    pub fn write(&self) -> String {
        yaml::write(self)
    }

    /// Takes in what another policy decided; repeats are not taken twice.
    pub fn add(&mut self, more: Self) {
        self.waivers.extend(more.waivers);
        let mut seen = HashSet::new();
        self.waivers.retain(|waiver| seen.insert(waiver.clone()));
        self.attestations.extend(more.attestations);
        let mut seen = HashSet::new();
        self.attestations.retain(|given| seen.insert(given.clone()));
        self.settings.add(more.settings);
    }
}
