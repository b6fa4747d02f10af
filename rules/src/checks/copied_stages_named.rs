//! Decides `copied-stages-named`: what is copied from is named, not counted.

use std::collections::{BTreeMap, BTreeSet};

use super::stage_references::{Reference, Target, references};
use super::{Check, Decide, from_line};
use crate::catalogue::copied_stages_named::{CONTROL, STAGE_COUNTED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::sorted::{InOrder, Sorted};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let references = references(build);
    let mut by_stage: BTreeMap<usize, Vec<&Reference<'_>>> = BTreeMap::new();
    let mut failures = Vec::new();
    for reference in references.iter().filter(|it| it.is_number) {
        match reference.target {
            Target::Earlier(stage) => by_stage.entry(stage).or_default().push(reference),
            // A number that is no stage above breaks the build, which is a matter of its own.
            Target::Own
            | Target::Later(_)
            | Target::NoStage
            | Target::Variable
            | Target::Foreign => {}
        }
    }
    let taken = taken(build);
    for (stage, counted) in by_stage {
        let mut remedy = remedy(build, stage, &counted, &taken);
        for reference in counted {
            let finding = Finding::new(STAGE_COUNTED)
                .with("number", stage)
                .at(reference.step.at(reference.word.span));
            // One change names the stage and mends every use of its number.
            failures.push(match remedy.take() {
                Some(remedy) => finding.mended_by(remedy),
                None => finding,
            });
        }
    }
    failures.order_by_key(|finding| finding.evidence.and_then(|it| it.span));
    Verdict::over(!references.is_empty(), failures, Vec::new())
}

/// Words that a new name must not be.
fn taken(build: &Build<'_>) -> BTreeSet<String> {
    let stages = build.file().stages.iter();
    let words = stages.flat_map(|stage| std::iter::once(&stage.base.image).chain(&stage.name));
    words.map(|word| word.value.to_ascii_lowercase()).into_set()
}

fn remedy(
    build: &Build<'_>,
    stage: usize,
    counted: &[&Reference<'_>],
    taken: &BTreeSet<String>,
) -> Option<Remedy> {
    let found = build.file().stages.get(stage)?;
    let mut edits = Vec::new();
    let name = if let Some(name) = &found.name {
        // With a name taken twice, the number may mean another stage than the name.
        let stages = build.file().stages.iter();
        let same = stages.filter(|other| other.is_called(&name.value));
        if same.take(2).count() != 1 {
            return None;
        }
        name.value.clone()
    } else {
        let name = format!("stage-{stage}");
        let from = from_line::from_of(build, found)?;
        if taken.contains(&name) || !from_line::is_literal(build, &found.base.image) {
            return None;
        }
        let is_lower = from.keyword.span.of(build.text) == "from";
        let joint = if is_lower { "as" } else { "AS" };
        let end = found.base.image.span.end;
        edits.push(Edit::insert(end, format!(" {joint} {name}")));
        name
    };
    for reference in counted {
        if !from_line::is_literal(build, &reference.word) {
            return None;
        }
        edits.push(Edit::replace(reference.word.span, name.as_str()));
    }
    Some(Remedy::safe(edits))
}
