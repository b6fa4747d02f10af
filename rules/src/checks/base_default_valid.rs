//! Decides `base-default-valid`: every `FROM` names an image when the build is given no arguments.

use super::{Check, Decide};
use crate::catalogue::base_default_valid::{CONTROL, REFERENCE_EMPTY, REFERENCE_INVALID};
use crate::facts::{Build, ImageReference, with_value};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Expanded, InstructionKind, Lookup};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for stage in &build.file().stages {
        let base = &stage.base;
        if !base.image.value.contains('$') {
            continue;
        }
        is_concerned = true;
        let is_known = base.of_stage.is_some() || base.resolved.fault.is_some();
        let Some(text) = by_default(build, &base.resolved).filter(|_| !is_known) else {
            continue;
        };
        let finding = if text.is_empty() {
            Finding::new(REFERENCE_EMPTY)
        } else if ImageReference::is_valid(&text) {
            continue;
        } else {
            Finding::new(REFERENCE_INVALID).with("image", &text)
        };
        let finding = finding.at(build.at(base.image.span));
        failures.push(match undefaulted(build, &base.resolved.unresolved) {
            Some(name) => finding.mended_by(Remedy::assisted(
                "Put a default that makes a whole image name in the place of <VALUE>.",
                vec![Edit::insert(name.end, "=<VALUE>")],
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The reference when nothing is given to the build; `None` where that cannot be told.
fn by_default(build: &Build<'_>, resolved: &Expanded) -> Option<String> {
    let scope = build.file().scope_of_from();
    let mut text = resolved.text.clone();
    for name in &resolved.unresolved {
        // The builder gives these a value; which one does not matter for the grammar.
        let value = match scope.lookup(name) {
            Lookup::Predefined => "x",
            Lookup::Set { .. } | Lookup::Unset | Lookup::Undeclared => "",
        };
        text = with_value(&text, name, value);
    }
    (!text.contains('$')).then_some(text)
}

/// The name of the one global argument that has no default, where it is declared.
fn undefaulted(build: &Build<'_>, names: &[String]) -> Option<Span> {
    let [name] = names else { return None };
    let globals = build
        .steps()
        .take_while(|step| step.stage_index().is_none());
    let declared = globals.filter_map(|step| match &step.instruction.kind {
        InstructionKind::Arg(pairs) => Some(pairs),
        _ => None,
    });
    let mut declared = declared.flatten();
    let (key, _) = declared.find(|(key, value)| key.value == *name && value.is_none())?;
    Some(key.span)
}
