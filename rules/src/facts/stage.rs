//! What a Dockerfile establishes about the image it builds.

mod environment;
mod images;
mod user;

use self::environment::environment;
use self::images::images;
pub(super) use self::images::sources_of;
pub(super) use self::user::{image_user, user};
use super::{Common, Fact, Health, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::dockerfile::{
    Dockerfile, Expanded, Healthcheck, Instruction, InstructionKind, Stage,
};
use crate::span::Span;

/// A Dockerfile as facts are read from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Built<'a> {
    pub(super) artifact: usize,
    pub(super) file: &'a Dockerfile,
    /// The stage that ships; `None` for a fragment without `FROM`.
    pub(super) stage: Option<&'a Stage>,
}

/// Everything the image's own Dockerfile says, about the stage that ships and what leaks
/// into it from the others.
pub(super) fn common(built: Built<'_>) -> Common {
    Common {
        labels: Listed::none(),
        commands: Vec::new(),
        user: user(built),
        health: health(built),
        environment: environment(built),
        images: images(built),
    }
}

/// The last `HEALTHCHECK` of the stage that ships, through the stages it is built from.
///
/// Base images that bring one are rare enough that an absent one counts as absent.
pub(super) fn health(built: Built<'_>) -> Fact<Health> {
    built
        .lineage_backwards()
        .find_map(|(_, instruction)| match &instruction.kind {
            InstructionKind::Healthcheck(check) => {
                let value = match check {
                    Healthcheck::None => Health::Declined,
                    Healthcheck::Command(_) => Health::Probed,
                };
                Some(Fact::Stated {
                    value,
                    evidence: built.at(instruction.span),
                })
            }
            _ => None,
        })
        .unwrap_or(Fact::Default(Health::Absent))
}

impl<'a> Built<'a> {
    /// The Dockerfile with the stage of this name, or its last one.
    pub(super) fn new(artifact: usize, file: &'a Dockerfile, target: Option<&str>) -> Self {
        let named = target.and_then(|name| file.stage_called(name, usize::MAX));
        Self {
            artifact,
            file,
            stage: named.or_else(|| file.final_stage()),
        }
    }

    fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// Where the image begins: the `FROM` that ships, or the first instruction.
    pub(super) fn declared(self) -> Evidence {
        let from = self.stage.map_or(0, |stage| stage.instructions.start);
        let first = self.file.instructions.get(from);
        let first = first.map(|instruction| instruction.span);
        Evidence {
            artifact: self.artifact,
            span: first,
        }
    }

    /// The stage whose base is no stage of this file.
    fn base(self) -> Option<&'a Stage> {
        Some(self.file.root_of(self.stage?))
    }

    /// The instructions that make the image, last first, with their index in the file.
    pub(super) fn lineage_backwards(self) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let ranges: Vec<_> = match self.stage {
            Some(stage) => self
                .file
                .lineage(stage)
                .map(|stage| stage.instructions.clone())
                .collect(),
            None => std::iter::once(0..self.file.instructions.len()).collect(),
        };
        ranges.into_iter().flat_map(move |range| {
            range
                .rev()
                .filter_map(move |index| Some((index, self.file.instructions.get(index)?)))
        })
    }
}

/// A word whose variables are filled in, or the variables that are missing.
fn settled(expanded: Expanded, evidence: Evidence) -> Fact<String> {
    if expanded.unresolved.is_empty() {
        Fact::Stated {
            value: expanded.text,
            evidence,
        }
    } else {
        let needs = Need::Variables(expanded.unresolved);
        Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        })
    }
}
