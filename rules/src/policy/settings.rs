//! What is judged, and against which lists of one's own.

use std::collections::{BTreeSet, HashSet};

use super::Composition;
use crate::catalogue::{self, Control, SubjectKind};
use crate::sorted::Sorted;

/// What an assessment is told besides artifacts and accepted risks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Stages that are shipped, by name or number, where it is not the last one.
    pub targets: Vec<String>,
    /// Registries that images may come from, exact or with `*` at either end; empty for any.
    pub registries: Vec<String>,
    /// The kinds of subjects that the report is about; empty for all. Controls about no such
    /// subject are out of scope.
    pub scope: Vec<SubjectKind>,
    /// Accounts that may command an engine, and so are trusted with its host.
    pub trusted_users: Vec<String>,
    /// The most days an image may be old; `None` for a quarter of a year.
    pub image_days: Option<u32>,
    /// Labels an image must have, each with the form of its value.
    pub labels: Vec<(String, LabelFormat)>,
    /// Whether an image may have no other labels.
    pub only_these_labels: bool,
    /// Controls that are off by default and switched on, by any of their names.
    pub on: Vec<String>,
    /// Controls that are switched off, by any of their names.
    pub off: Vec<String>,
    /// Projects whose files are not to be found but are these. In the folder of such a project
    /// nothing else is put together.
    pub projects: Vec<Composition>,
}

/// The most days an image may be old where the settings do not say: a quarter of a year.
const IMAGE_DAYS: u32 = 90;

/// The form of a label's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelFormat {
    /// Any text.
    Text,
    /// An address with its scheme.
    Url,
    /// A time as RFC 3339 writes it.
    Rfc3339,
    /// A licence expression of SPDX.
    Spdx,
    /// A Git commit, 7 or 40 hexadecimal digits.
    Hash,
    /// A semantic version.
    Semver,
    /// A mail address.
    Email,
}

impl Settings {
    /// Whether a control is judged.
    pub fn is_on(&self, control: &Control) -> bool {
        let named = |names: &[String]| names.iter().any(|name| catalogue::is_called(control, name));
        self.concerns(control) && !named(&self.off) && (!control.is_opt_in || named(&self.on))
    }

    /// Whether the report is about any kind of subject that a control is about.
    pub fn concerns(&self, control: &Control) -> bool {
        self.scope.is_empty()
            || control
                .subjects
                .iter()
                .any(|kind| self.scope.contains(kind))
    }

    /// The most days an image may be old.
    pub fn image_days(&self) -> u32 {
        self.image_days.unwrap_or(IMAGE_DAYS)
    }
}

impl Settings {
    /// Takes in further settings; what is listed already is not listed again.
    pub fn add(&mut self, more: Self) {
        add_new(&mut self.targets, more.targets);
        add_new(&mut self.registries, more.registries);
        for kind in more.scope {
            if !self.scope.contains(&kind) {
                self.scope.push(kind);
            }
        }
        add_new(&mut self.trusted_users, more.trusted_users);
        self.image_days = self.image_days.or(more.image_days);
        let labels = std::mem::take(&mut self.labels)
            .into_iter()
            .chain(more.labels);
        let mut seen = HashSet::new();
        // The first format given stands.
        self.labels = labels
            .filter(|(label, _)| seen.insert(label.clone()))
            .collect();
        self.only_these_labels |= more.only_these_labels;
        add_new(&mut self.on, more.on);
        add_new(&mut self.off, more.off);
        // A folder is arranged by the first who does.
        let own = self.projects.iter().map(Composition::folder);
        let arranged: BTreeSet<String> = own.map(str::to_owned).into_set();
        let further = more.projects.into_iter();
        self.projects
            .extend(further.filter(|project| !arranged.contains(project.folder())));
    }
}

fn add_new(list: &mut Vec<String>, more: Vec<String>) {
    list.extend(more);
    let mut seen = HashSet::new();
    list.retain(|item| seen.insert(item.clone()));
}

impl LabelFormat {
    /// The name in policy files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Url => "url",
            Self::Rfc3339 => "rfc3339",
            Self::Spdx => "spdx",
            Self::Hash => "hash",
            Self::Semver => "semver",
            Self::Email => "email",
        }
    }

    /// The format of this name, as policy files and hadolint's label schemas write it.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "text" | "rawtext" => Some(Self::Text),
            "url" => Some(Self::Url),
            "rfc3339" => Some(Self::Rfc3339),
            "spdx" => Some(Self::Spdx),
            "hash" => Some(Self::Hash),
            "semver" => Some(Self::Semver),
            "email" => Some(Self::Email),
            _ => None,
        }
    }
}
