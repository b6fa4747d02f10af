//! What `COPY --from` and a mount's `from` refer to, for the checks on stages.
//!
//! `BuildKit` looks a name up among all stages of the file, also those below, and takes the
//! last of that name; a number counts from 0. It fills no variables in.

use std::collections::HashMap;

use crate::facts::{Build, Step};
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

/// One reference to something other than the build context.
#[derive(Clone, Debug)]
pub(super) struct Reference<'b> {
    /// The instruction that takes from there.
    pub(super) step: Step<'b>,
    /// What it names.
    pub(super) word: Spanned<String>,
    /// What that is.
    pub(super) target: Target,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

/// What a reference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The stage of this index, above.
    Earlier(usize),
    /// The stage the instruction stands in.
    Own,
    /// The stage of this index, below.
    Later(usize),
    /// A number that no stage has.
    NoStage,
    /// A word with a variable, which the builder does not fill in.
    Variable,
    /// A word that is no stage's name: an image, or a build context.
    Foreign,
}

/// Every reference of the file, but not those that an `ONBUILD` defers to other files.
pub(super) fn references<'b>(build: &'b Build<'_>) -> Vec<Reference<'b>> {
    let names = Names::of(build);
    let steps = build.steps().filter(|step| !step.is_deferred);
    let refer = |step: Step<'b>| {
        let sources = step.foreign_sources();
        let names = &names;
        sources.into_iter().map(move |word| {
            let (target, is_number) = names.target(step.stage_index(), &word.value);
            Reference {
                step,
                word,
                target,
                is_number,
            }
        })
    };
    steps.flat_map(refer).collect()
}

/// The stages that each stage is built from or takes from, itself left out.
pub(super) fn dependencies(build: &Build<'_>, references: &[Reference<'_>]) -> Vec<Vec<usize>> {
    let stages = &build.file().stages;
    let mut needs: Vec<Vec<usize>> = stages
        .iter()
        .map(|stage| stage.base.of_stage.into_iter().collect())
        .collect();
    for reference in references {
        let (Target::Earlier(stage) | Target::Later(stage)) = reference.target else {
            continue;
        };
        let own = reference.step.stage_index();
        if let Some(list) = own.and_then(|own| needs.get_mut(own)) {
            list.push(stage);
        }
    }
    needs
}

/// The stages by their names in lower case, each list in the order of the file.
struct Names {
    by_name: HashMap<String, Vec<usize>>,
    count: usize,
}

impl Names {
    fn of(build: &Build<'_>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for stage in &build.file().stages {
            if let Some(name) = &stage.name {
                let name = name.value.to_ascii_lowercase();
                by_name.entry(name).or_default().push(stage.index);
            }
        }
        Self {
            by_name,
            count: build.file().stages.len(),
        }
    }

    fn target(&self, own: Option<usize>, word: &str) -> (Target, bool) {
        if word.contains('$') {
            return (Target::Variable, false);
        }
        if let Ok(number) = word.parse::<usize>() {
            let target = match own {
                _ if number >= self.count => Target::NoStage,
                Some(own) if own == number => Target::Own,
                Some(own) if number > own => Target::Later(number),
                Some(_) | None => Target::Earlier(number),
            };
            return (target, true);
        }
        let Some(stages) = self.by_name.get(&word.to_ascii_lowercase()) else {
            return (Target::Foreign, false);
        };
        let own = own.unwrap_or_default();
        let earlier = stages.partition_point(|stage| *stage < own);
        // With a name taken twice, the nearest above is what anybody means.
        let target = match (
            stages.binary_search(&own),
            earlier.checked_sub(1).and_then(|at| stages.get(at)),
            stages.get(earlier),
        ) {
            (Ok(_), _, _) => Target::Own,
            (Err(_), Some(stage), _) => Target::Earlier(*stage),
            (Err(_), None, Some(stage)) => Target::Later(*stage),
            (Err(_), None, None) => Target::Foreign,
        };
        (target, false)
    }
}

/// How the instruction of a reference writes it.
pub(super) fn form(reference: &Reference<'_>) -> &'static str {
    match reference.step.instruction.kind {
        InstructionKind::Run(_) => "RUN --mount",
        _ => "COPY --from",
    }
}
