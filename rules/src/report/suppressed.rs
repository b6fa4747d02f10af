//! Comments in files that accept failures, and what became of each.

use std::sync::Arc;

use crate::model::suppression::{Fault, Names, Suppression};
use crate::span::Region;

/// A comment that accepts failures in its own file, and what became of it.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The name of the artifact it stands in.
    pub artifact: Arc<str>,
    /// Where it stands.
    pub region: Region,
    /// The comment; secrets in its words are masked.
    pub suppression: Suppression,
    /// The names in it that lead to no control of the catalogue.
    pub unknown: Vec<String>,
    /// Its effect on this report.
    pub effect: SuppressionEffect,
}

/// What a comment does in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressionEffect {
    /// It accepts this many failures.
    Applied(usize),
    /// It would match, and its day has passed.
    Expired,
    /// Its day cannot be compared, because no date was given for the report.
    Undated,
    /// It is one of ours and lacks these fields, so it accepts nothing.
    Incomplete(Vec<&'static str>),
    /// It names no control of the catalogue.
    UnknownControl,
    /// No failure that it could accept lies where it holds.
    Unmatched,
    /// It says nothing, for this reason.
    Unheard(Fault),
}

impl Suppressed {
    /// What it asks for, e.g. `hadolint: DL3002, DL3006`.
    pub fn request(&self) -> String {
        let tool = self.suppression.tool.title();
        let listed = |names: &[String]| names.join(", ");
        match &self.suppression.names {
            Names::Every => format!("{tool}: everything"),
            Names::Only(names) if names.is_empty() => format!("{tool}: nothing"),
            Names::Only(names) => format!("{tool}: {}", listed(names)),
            Names::AllBut(names) => format!("{tool}: everything but {}", listed(names)),
        }
    }

    /// What became of it and what it lacks, in whole sentences.
    pub fn outcome(&self) -> String {
        let mut told = vec![self.effect()];
        if !self.unknown.is_empty() && self.effect != SuppressionEffect::UnknownControl {
            told.push(format!(
                "No control is known as {}.",
                self.unknown.join(", ")
            ));
        }
        let missing = self.suppression.missing();
        if matches!(self.effect, SuppressionEffect::Applied(_)) && !missing.is_empty() {
            told.push(format!("It names no {}.", alternatives(&missing)));
        }
        told.join(" ")
    }

    fn effect(&self) -> String {
        match &self.effect {
            SuppressionEffect::Applied(1) => "It accepts 1 failure.".to_owned(),
            SuppressionEffect::Applied(count) => format!("It accepts {count} failures."),
            SuppressionEffect::Expired => match self.suppression.expires {
                Some(day) => format!("It ended on {day} and accepts nothing."),
                None => "It has ended and accepts nothing.".to_owned(),
            },
            SuppressionEffect::Undated => {
                "The report has no day to compare its last one with, so it accepts nothing."
                    .to_owned()
            }
            SuppressionEffect::Incomplete(missing) => {
                format!(
                    "It names no {}, so it accepts nothing.",
                    alternatives(missing)
                )
            }
            SuppressionEffect::UnknownControl => {
                "No control is known by what it names, so it accepts nothing.".to_owned()
            }
            SuppressionEffect::Unmatched => "No failure matches it.".to_owned(),
            SuppressionEffect::Unheard(fault) => {
                format!("It {}, so it accepts nothing.", fault.words())
            }
        }
    }
}

impl SuppressionEffect {
    /// The name in exports.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::Expired => "expired",
            Self::Undated => "undated",
            Self::Incomplete(_) => "incomplete",
            Self::UnknownControl => "unknown_control",
            Self::Unmatched => "unmatched",
            Self::Unheard(_) => "unheard",
        }
    }

    /// How many failures it accepts.
    pub const fn accepts(&self) -> usize {
        match self {
            Self::Applied(count) => *count,
            Self::Expired
            | Self::Undated
            | Self::Incomplete(_)
            | Self::UnknownControl
            | Self::Unmatched
            | Self::Unheard(_) => 0,
        }
    }
}

/// `owner, reason or last day`, of what is missing.
fn alternatives(missing: &[&str]) -> String {
    let words: Vec<&str> = missing
        .iter()
        .map(|field| {
            if *field == "expires" {
                "last day"
            } else {
                field
            }
        })
        .collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
