//! Build stages: what each is built from, and which instructions it has.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::problems::Problems;
use super::variables::Variables;
use super::{Expanded, Instruction, InstructionKind, Keyword};
use crate::artifact::Effect;
use crate::span::{Span, Spanned};

/// A build stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its number, from 0 in the order of the file.
    pub index: usize,
    /// Its name as written; names differing only in case are one.
    pub name: Option<Spanned<String>>,
    /// What it is built from.
    pub base: Base,
    /// Indices of its instructions, its `FROM` first.
    pub instructions: Range<usize>,
    /// From its `FROM` to the end of its last instruction.
    pub span: Span,
}

/// What a stage is built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The image or stage as written; empty where the `FROM` names none.
    pub image: Spanned<String>,
    /// The image with the defaults of global arguments put in.
    pub resolved: Resolved,
    /// The earlier stage it is, if it is one.
    pub of_stage: Option<usize>,
    /// The value of `--platform` as written.
    pub platform: Option<Spanned<String>>,
}

/// A base with the variables the file settles replaced; the others stay as written.
pub type Resolved = Expanded;

impl Stage {
    /// Whether it has this name, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name
            .as_ref()
            .is_some_and(|own| own.value.eq_ignore_ascii_case(name))
    }
}

/// For each stage the last stage of its lineage: a stage is built from an earlier one.
pub(super) fn roots(stages: &[Stage]) -> Vec<usize> {
    let mut roots: Vec<usize> = Vec::with_capacity(stages.len());
    for stage in stages {
        let parent = stage.base.of_stage.filter(|parent| *parent < stage.index);
        let root = parent.and_then(|parent| roots.get(parent).copied());
        roots.push(root.unwrap_or(stage.index));
    }
    roots
}

/// The indexes of the stages of each name, in lower case and in order.
pub(super) fn by_name(stages: &[Stage]) -> BTreeMap<String, Vec<usize>> {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, stage) in stages.iter().enumerate() {
        if let Some(name) = &stage.name {
            let name = name.value.to_ascii_lowercase();
            names.entry(name).or_default().push(index);
        }
    }
    names
}

impl Base {
    /// Whether it is the empty image `scratch`.
    pub fn is_scratch(&self) -> bool {
        self.of_stage.is_none() && self.resolved.is_settled() && self.resolved.text == "scratch"
    }
}

/// Forms the stages and settles every variable, in one pass over the instructions.
pub(super) fn assemble(
    instructions: &[Instruction],
    escape: char,
    problems: &mut Problems,
) -> (Vec<Stage>, Variables) {
    let mut variables = Variables::new();
    let mut stages: Vec<Stage> = Vec::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    let is_fragment = !instructions
        .iter()
        .any(|found| matches!(found.kind, InstructionKind::From { .. }));

    for (at, instruction) in instructions.iter().enumerate() {
        if let InstructionKind::From {
            image,
            platform,
            name,
        } = &instruction.kind
        {
            let resolved = variables.settle(&image.value, escape, None, usize::MAX);
            if let Some(fault) = resolved.fault {
                let message = format!("The base image cannot be told, because {fault}");
                problems.at(image.span, Effect::Partial, message);
            }
            let of_stage = names.get(&resolved.text.to_ascii_lowercase()).copied();
            variables.begin_stage(of_stage);
            if let Some(name) = name {
                let earlier = names.insert(name.value.to_ascii_lowercase(), stages.len());
                if earlier.is_some() {
                    let message = "Another stage has this name already";
                    problems.at(name.span, Effect::Note, message.to_owned());
                }
            }
            stages.push(Stage {
                index: stages.len(),
                name: name.clone(),
                base: Base {
                    image: image.clone(),
                    resolved,
                    of_stage,
                    platform: platform.clone(),
                },
                instructions: at..at + 1,
                span: instruction.span,
            });
        } else if let Some(stage) = stages.last_mut() {
            stage.instructions.end = at + 1;
            stage.span = stage.span.to(instruction.span);
        } else if !is_fragment {
            outside(instruction, problems);
        }
        record(instruction, at, is_fragment, escape, &mut variables);
    }
    if is_fragment && !instructions.is_empty() {
        let message = "No FROM begins a stage, so this is read as a part of a Dockerfile";
        problems.whole(Effect::Note, message.to_owned());
    }
    (stages, variables)
}

/// Only arguments may stand before the first `FROM`.
fn outside(instruction: &Instruction, problems: &mut Problems) {
    match instruction.keyword.value {
        // Unknown words have been reported as such.
        Keyword::Arg | Keyword::Unknown => {}
        keyword => {
            let message = format!("{keyword} stands before the first FROM and belongs to no stage");
            problems.at(instruction.keyword.span, Effect::Partial, message);
        }
    }
}

fn record(
    instruction: &Instruction,
    at: usize,
    is_fragment: bool,
    escape: char,
    variables: &mut Variables,
) {
    let stage = instruction.stage;
    match &instruction.kind {
        InstructionKind::Arg(arguments) => {
            for (name, default) in arguments {
                let default = default.as_ref().map(|default| default.value.as_str());
                variables.declare(escape, stage, at, &name.value, default);
            }
        }
        InstructionKind::Env(pairs) if stage.is_some() || is_fragment => {
            for (name, value) in pairs {
                variables.set(escape, stage, at, (&name.value, &value.value));
            }
        }
        _ => {}
    }
}
