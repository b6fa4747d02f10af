//! Decides `stage-names-lowercase`: stages are named in lower case.

use super::stage_references::{Target, references};
use super::{Check, Decide, from_line};
use crate::catalogue::stage_names_lowercase::{CONTROL, NAME_UPPERCASE};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::sorted::InOrder;
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let users = users(build);
    for stage in &build.file().stages {
        let Some(name) = &stage.name else { continue };
        is_concerned = true;
        if !has_capital(&name.value) {
            continue;
        }
        let finding = Finding::new(NAME_UPPERCASE)
            .with("name", &name.value)
            .at(build.at(name.span));
        let users = users.get(stage.index).map_or(&[][..], Vec::as_slice);
        let mut edits = vec![lowered(name)];
        edits.extend(users.iter().map(lowered));
        edits.order_by_key(|edit| edit.span);
        failures.push(if from_line::is_literal(build, name) {
            finding.mended_by(Remedy::safe(edits))
        } else {
            finding
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// For each stage the places that name it with a capital. The builder does not mind the case,
/// so one that stands there in another way may stay as it is.
fn users(build: &Build<'_>) -> Vec<Vec<Spanned<String>>> {
    let stages = &build.file().stages;
    let mut users = vec![Vec::new(); stages.len()];
    let mut add = |stage: usize, word: &Spanned<String>| {
        let is_named = has_capital(&word.value)
            && from_line::is_literal(build, word)
            && stages
                .get(stage)
                .is_some_and(|it| it.is_called(&word.value));
        if let Some(list) = users.get_mut(stage).filter(|_| is_named) {
            list.push(word.clone());
        }
    };
    for stage in stages {
        if let Some(base) = stage.base.of_stage {
            add(base, &stage.base.image);
        }
    }
    for reference in references(build) {
        match reference.target {
            Target::Earlier(stage) | Target::Later(stage) => add(stage, &reference.word),
            Target::Own | Target::NoStage | Target::Variable | Target::Foreign => {}
        }
    }
    users
}

fn lowered(word: &Spanned<String>) -> Edit {
    Edit::replace(word.span, word.value.to_ascii_lowercase())
}

fn has_capital(name: &str) -> bool {
    name.contains(|letter: char| letter.is_ascii_uppercase())
}
