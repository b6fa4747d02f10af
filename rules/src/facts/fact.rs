//! Properties that are settled or not, each with the place that says so.

use crate::finding::Evidence;

/// One settled or unsettled property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// An artifact states the value, at the place `evidence` names.
    Stated {
        /// What it states.
        value: T,
        /// Where.
        evidence: Evidence,
    },
    /// No artifact states it, so Docker's documented default holds.
    Default(T),
    /// These artifacts cannot settle it.
    Unknown(Unknown),
}

/// Why a property is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What would settle it.
    pub needs: Need,
    /// The place that leaves it open.
    pub evidence: Option<Evidence>,
}

/// What would settle an unknown property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// `docker inspect` of this image, or its Dockerfile.
    Image(String),
    /// The same, of the image a Dockerfile builds on.
    BaseImage(String),
    /// What this file sets.
    File(String),
    /// The output of one of these commands, or one of these files, in words.
    Source(&'static str),
    /// The values of these variables.
    Variables(Vec<String>),
    /// A readable value: this one is not what the format asks for.
    Readable(String),
    /// The whole text: a part of it could not be read.
    Whole,
}

/// A property that is a list, of which some entries may be unsettled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed<T> {
    /// The entries that are known, each with its place.
    pub items: Vec<Stated<T>>,
    /// The entries that are not.
    pub unknown: Vec<Unknown>,
}

/// An entry of a list and the place that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The entry.
    pub value: T,
    /// Where it is stated.
    pub evidence: Evidence,
}

impl<T> Fact<T> {
    /// The value, where it is settled.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Stated { value, .. } | Self::Default(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// The place that states or leaves it open.
    pub const fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::Stated { evidence, .. } => Some(*evidence),
            Self::Default(_) => None,
            Self::Unknown(unknown) => unknown.evidence,
        }
    }

    /// Changes the value and keeps where it comes from.
    pub(crate) fn map_value<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Stated { value, evidence } => Fact::Stated {
                value: change(value),
                evidence,
            },
            Self::Default(value) => Fact::Default(change(value)),
            Self::Unknown(unknown) => Fact::Unknown(unknown),
        }
    }
}

impl<T> Listed<T> {
    /// A list without entries.
    pub const fn none() -> Self {
        Self {
            items: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Whether there is no entry, known or unknown.
    pub const fn is_none(&self) -> bool {
        self.items.is_empty() && self.unknown.is_empty()
    }

    /// What the last entry says of which `read` tells anything, and its place.
    pub fn last<'l, U: 'l>(&'l self, read: impl Fn(&'l T) -> Option<U>) -> Option<(U, Evidence)> {
        let mut backwards = self.items.iter().rev();
        backwards.find_map(|entry| Some((read(&entry.value)?, entry.evidence)))
    }

    /// Adds a known entry.
    pub fn push(&mut self, value: T, evidence: Evidence) {
        self.items.push(Stated { value, evidence });
    }
}

impl Need {
    /// What is missing, for a person.
    pub fn describe(&self) -> String {
        match self {
            Self::Image(image) | Self::BaseImage(image) => format!("docker inspect of {image}"),
            Self::File(file) => format!("what the file {file} sets"),
            Self::Source(what) => (*what).to_owned(),
            Self::Variables(names) => format!("a value for {}", names.join(", ")),
            Self::Readable(what) => what.clone(),
            Self::Whole => "the part that could not be read".to_owned(),
        }
    }
}
