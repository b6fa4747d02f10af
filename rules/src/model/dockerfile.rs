//! Dockerfiles, read by the rules of `BuildKit`'s grammar.
//!
//! Reading never stops: a line that cannot be read becomes a [`Problem`] and the next
//! one is read as if nothing had happened. A fragment without `FROM` is read as well; its
//! instructions belong to no stage.
//!
//! Texts are kept as they are written, quotes and variables included; [`expand`] settles
//! them for a place in the file.

mod arguments;
mod command;
mod directive;
mod expand;
mod flag;
mod heredoc;
mod instruction;
mod json;
mod keyword;
mod line;
mod logical;
mod pattern;
mod problems;
mod reader;
mod reference;
mod refusal;
mod scope;
mod stage;
mod substitution;
mod suppressions;
mod terminator;
mod transfer;
mod variables;
mod words;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod shape_tests;
#[cfg(test)]
mod stage_tests;
#[cfg(test)]
mod suppression_tests;
#[cfg(test)]
mod variable_tests;

pub use command::{Command, Form, Healthcheck};
pub use directive::Directive;
pub use expand::{Expanded, Fault, expand};
pub use flag::Flag;
pub use heredoc::Heredoc;
pub use instruction::{Instruction, InstructionKind};
pub use keyword::Keyword;
pub use logical::LogicalText;
pub use reference::{Reference, references, references_in_document};
pub use refusal::{Refusal, Why, refusals};
pub use scope::{Lookup, Scope, is_predefined};
pub use stage::{Base, Resolved, Stage};
pub use transfer::{Source, Transfer};

use std::collections::BTreeMap;

use super::suppression::Suppression;
use crate::artifact::Problem;
use crate::span::Spanned;
use variables::Variables;

/// A Dockerfile, with the place of everything in it.
#[derive(Clone, Debug)]
pub struct Dockerfile {
    /// Parser directives at the very top, in order; each name once.
    pub directives: Vec<Directive>,
    /// Continues lines and escapes characters: a backslash unless a directive says a backtick.
    pub escape: char,
    /// Every whole-line comment in order, without its `#` and the blanks around its text.
    pub comments: Vec<Spanned<String>>,
    /// The comments that ask a tool to be silent, in order; also those inside instructions.
    pub suppressions: Vec<Suppression>,
    /// Every instruction in order, also those before the first `FROM`.
    pub instructions: Vec<Instruction>,
    /// Build stages in order; empty for a fragment.
    pub stages: Vec<Stage>,
    /// What could not be read, in the order it was met.
    pub problems: Vec<Problem>,
    /// The indexes of the stages of each name, in lower case and in order.
    names: BTreeMap<String, Vec<usize>>,
    /// For each stage the last of its lineage, by index.
    roots: Vec<usize>,
    /// What each variable is worth at each place.
    variables: Variables,
}

/// Reads a Dockerfile from decoded text without a byte-order mark; lines may end in CRLF.
pub fn read(text: &str) -> Dockerfile {
    let mut file = reader::read(text);
    suppressions::read(text, &mut file);
    file
}

impl Dockerfile {
    /// The instructions of a stage, its `FROM` first.
    pub fn stage_instructions(&self, stage: &Stage) -> &[Instruction] {
        self.instructions
            .get(stage.instructions.clone())
            .unwrap_or_default()
    }

    /// The stage and the stages it is built from, nearest first.
    pub fn lineage<'a>(&'a self, stage: &'a Stage) -> impl Iterator<Item = &'a Stage> {
        std::iter::successors(Some(stage), |stage| {
            // A stage is built from an earlier one, so the walk always ends.
            let parent = stage.base.of_stage.filter(|parent| *parent < stage.index)?;
            self.stages.get(parent)
        })
    }

    /// The last of a stage's lineage: the one whose base is no stage of this file.
    pub fn root_of<'a>(&'a self, stage: &'a Stage) -> &'a Stage {
        let root = self.roots.get(stage.index);
        root.and_then(|root| self.stages.get(*root))
            .unwrap_or(stage)
    }

    /// The stage that is built when none is asked for: the last.
    pub fn final_stage(&self) -> Option<&Stage> {
        self.stages.last()
    }

    /// The stage before stage `before` that goes by `reference`, a name in any case or a number.
    ///
    /// This is what `COPY --from` and a mount's `from` mean; a `FROM` takes names only.
    pub fn stage_called(&self, reference: &str, before: usize) -> Option<&Stage> {
        let earlier = self
            .stages
            .get(..before.min(self.stages.len()))
            .unwrap_or_default();
        if let Ok(index) = reference.parse::<usize>() {
            return earlier.get(index);
        }
        let named = self.names.get(&reference.to_ascii_lowercase())?;
        let count = named.partition_point(|index| *index < earlier.len());
        earlier.get(*named.get(count.checked_sub(1)?)?)
    }

    /// The variables as the instruction at `index` sees them.
    pub fn scope_at(&self, index: usize) -> Scope<'_> {
        let instruction = self.instructions.get(index);
        if instruction.is_some_and(|found| found.keyword.value == Keyword::From) {
            return self.scope_of_from();
        }
        let stage = instruction.and_then(|found| found.stage);
        Scope::at(&self.variables, self.escape, stage, index)
    }

    /// The variables as every `FROM` sees them: global `ARG`s and the platform's.
    pub fn scope_of_from(&self) -> Scope<'_> {
        Scope::at(&self.variables, self.escape, None, usize::MAX)
    }

    /// The variables at the end of a stage.
    pub fn scope_after(&self, stage: &Stage) -> Scope<'_> {
        Scope::at(&self.variables, self.escape, Some(stage.index), usize::MAX)
    }
}
