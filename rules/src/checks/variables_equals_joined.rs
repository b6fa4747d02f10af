//! Decides `variables-equals-joined`: variables and their values are joined by an equals sign.

use super::{Check, Decide, key_value};
use crate::catalogue::variables_equals_joined::{
    ARGUMENT_WITHOUT_EQUALS, BLANK_SEPARATED, CONTROL,
};
use crate::facts::{Build, Step};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{InstructionKind, is_predefined};
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        match &step.instruction.kind {
            InstructionKind::Env(pairs) => {
                is_concerned = true;
                let finding = Finding::new(BLANK_SEPARATED);
                failures.extend(key_value::old_form(build, step, pairs, finding));
            }
            InstructionKind::Arg(arguments) => {
                is_concerned = true;
                failures.extend(likely_value(build, step, arguments));
            }
            _ => {}
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// `ARG name value` declares two arguments. The second was likely meant as a value where it
/// looks like none that anything uses.
fn likely_value(
    build: &Build<'_>,
    step: Step<'_>,
    arguments: &[(Spanned<String>, Option<Spanned<String>>)],
) -> Option<Finding> {
    let [(name, None), (value, None)] = arguments else {
        return None;
    };
    let word = value.value.as_str();
    let looks_like_name = !word.is_empty()
        && word
            .bytes()
            .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_')
        && !word.starts_with(|first: char| first.is_ascii_digit());
    let is_used = [format!("${word}"), format!("${{{word}")]
        .iter()
        .any(|reference| build.text.contains(reference));
    if looks_like_name || is_used || is_predefined(word) || is_predefined(&name.value) {
        return None;
    }
    let finding = Finding::new(ARGUMENT_WITHOUT_EQUALS).with("name", &name.value);
    Some(finding.at(step.at(name.span)))
}
