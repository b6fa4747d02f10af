//! What a Dockerfile establishes as a build: its instructions, with their values settled.
//!
//! A check asks [`Build::steps`] for instructions and [`Step::value`] for what a word is worth
//! where it stands. Which stage ships and which only helps is decided here and nowhere else.

mod calls;
mod stages;
mod step;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use self::calls::Call;
pub use self::step::Step;
use super::Ignore;
use super::commands::{self, Run};
use super::packages::{self, Cleaning, PackageCall};
use super::stage::Built;
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::dockerfile::{Dockerfile, InstructionKind, expand};
use crate::policy::{Policy, Settings};
use crate::span::Span;

/// A Dockerfile as a build.
#[derive(Clone, Debug)]
pub struct Build<'a> {
    built: Built<'a>,
    /// The file's text, to which every span refers.
    pub text: &'a str,
    /// The line break that the text uses.
    pub line_break: &'static str,
    /// The file's name as given.
    pub name: &'a str,
    /// Lists of one's own that some controls compare with.
    pub settings: &'a Settings,
    /// What its build context leaves out; `None` where no `.dockerignore` was given for it.
    pub ignore: Option<Ignore<'a>>,
    /// The names of the further build contexts that compose files give to it.
    pub contexts: BTreeSet<String>,
    /// The day the report holds for.
    pub today: Option<Date>,
    /// Whether each stage is the one that ships or one that it is built from.
    ships: Vec<bool>,
    /// Whether each stage is needed to build the one that ships.
    needed: Vec<bool>,
    runs: Vec<Run>,
    packages: Vec<PackageCall>,
    cleanings: Vec<Cleaning>,
}

impl<'a> Build<'a> {
    pub(super) fn new(built: Built<'a>, artifact: &'a Artifact, policy: &'a Policy) -> Self {
        let stages = built.file.stages.len();
        let runs = commands::runs(built.file, &artifact.text);
        let packages = packages::package_calls(built.file, &runs);
        let mut whole = Self {
            built,
            text: &artifact.text,
            line_break: if artifact.text.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            },
            name: &artifact.name,
            settings: &policy.settings,
            ignore: None,
            contexts: BTreeSet::new(),
            today: policy.today,
            ships: vec![false; stages],
            needed: vec![false; stages],
            cleanings: packages::cleanings(&runs, &packages),
            runs,
            packages,
        };
        if let Some(stage) = built.stage {
            for parent in built.file.lineage(stage) {
                if let Some(ships) = whole.ships.get_mut(parent.index) {
                    *ships = true;
                }
            }
            whole.mark_needed(stage.index);
        }
        whole
    }

    /// The file itself.
    pub const fn file(&self) -> &'a Dockerfile {
        self.built.file
    }

    /// A place in the file.
    pub const fn at(&self, span: Span) -> Evidence {
        Evidence::at(self.built.artifact, span)
    }

    /// Whether the build context leaves this path out; `None` where nothing tells.
    pub fn is_ignored(&self, path: &str) -> Option<bool> {
        self.ignore?.file.ignores(path)
    }

    /// Every instruction in order, those of every stage.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        (0..self.file().instructions.len()).filter_map(|index| self.step(index))
    }

    /// The instruction at this index.
    pub fn step(&self, index: usize) -> Option<Step<'_>> {
        let instruction = self.file().instructions.get(index)?;
        Some(Step {
            build: self,
            index,
            instruction: instruction.effective(),
            is_deferred: matches!(instruction.kind, InstructionKind::Onbuild(_)),
        })
    }

    /// What the words of a `FROM`, also of its `--platform`, are worth.
    pub fn value_in_from(&self, word: &str) -> Result<String, Vec<String>> {
        step::settled(expand(word, &self.file().scope_of_from()))
    }
}
