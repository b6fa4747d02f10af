//! Decides `maintainer-labelled`: the author is named by a label.

use super::{Check, Decide, edits};
use crate::catalogue::maintainer_labelled::{CONTROL, INSTRUCTION_EMPTY, INSTRUCTION_USED};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Keyword;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let failures = build.steps().filter_map(|step| {
        if step.instruction.keyword.value != Keyword::Maintainer {
            return None;
        }
        let name = step.instruction.arguments.as_str();
        let finding = if name.is_empty() {
            Finding::new(INSTRUCTION_EMPTY)
        } else {
            Finding::new(INSTRUCTION_USED).with("maintainer", name)
        };
        let finding = finding.at(step.at(step.whole().span));
        Some(match labelled(build, step) {
            Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
            None => finding,
        })
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}

/// The same name as a label, where it can be written as one.
fn labelled(build: &Build<'_>, step: Step<'_>) -> Option<Edit> {
    let instruction = step.instruction;
    let arguments = &instruction.arguments;
    let name = arguments.as_str();
    // Over several lines the file holds more than the name.
    if name.is_empty() || step.is_deferred || arguments.whole().of(build.text) != name {
        return None;
    }
    let quoted = ['"', '\''].iter().find_map(|quote| {
        let bare = name.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!bare.contains(*quote)).then_some(bare)
    });
    let escape = build.file().escape;
    let mut value = String::new();
    for letter in quoted.unwrap_or(name).chars() {
        // A label's value is expanded, which a maintainer's name is not.
        if matches!(letter, '"' | '$') || letter == escape {
            value.push(escape);
        }
        value.push(letter);
    }
    let keyword = edits::in_case_of("label", instruction.keyword.span.of(build.text));
    let text = format!("{keyword} org.opencontainers.image.authors=\"{value}\"");
    Some(Edit::replace(instruction.span, text))
}
