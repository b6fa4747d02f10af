//! Decides `key-value-form`: names and values are joined by an equals sign.

use super::{Check, Decide};
use crate::catalogue::key_value_form::{ARGUMENT_WITHOUT_EQUALS, BLANK_SEPARATED, CONTROL};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, is_predefined};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        match &step.instruction.kind {
            InstructionKind::Env(pairs) | InstructionKind::Label(pairs) => {
                is_concerned = true;
                failures.extend(old_form(build, step, pairs));
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

fn old_form(
    build: &Build<'_>,
    step: Step<'_>,
    pairs: &[(Spanned<String>, Spanned<String>)],
) -> Option<Finding> {
    let [(name, value)] = pairs else { return None };
    let behind = step
        .instruction
        .arguments
        .as_str()
        .get(name.value.len()..)?;
    if behind.starts_with('=') {
        return None;
    }
    let finding = Finding::new(BLANK_SEPARATED)
        .with("instruction", step.instruction.keyword.value)
        .with("name", &name.value)
        .at(step.at(name.span));
    Some(match joined(build, name, value) {
        Some(edits) => finding.mended_by(Remedy::safe(edits)),
        None => finding,
    })
}

/// The edits that join a name and its value, where quotes keep what the value means.
fn joined(build: &Build<'_>, name: &Spanned<String>, value: &Spanned<String>) -> Option<Vec<Edit>> {
    let gap = Span::new(name.span.end, value.span.start);
    // A comment between the two would be lost, and a name in quotes may hold blanks.
    if gap.of(build.text).contains('#') || name.value.contains(['"', '\'']) {
        return None;
    }
    let text = value.value.as_str();
    let quotes = ['"', '\''];
    let is_one_quoted = quotes.iter().any(|quote| {
        let bare = text
            .strip_prefix(*quote)
            .and_then(|it| it.strip_suffix(*quote));
        bare.is_some_and(|bare| !bare.contains(*quote) && !bare.contains(build.file().escape))
    });
    if is_one_quoted
        || !text.contains(|it: char| {
            it.is_whitespace() || quotes.contains(&it) || it == build.file().escape
        })
    {
        return Some(vec![Edit::replace(gap, "=")]);
    }
    // A quote or an escape in the midst of a value would mean something else inside quotes.
    if text.contains(quotes) || text.contains(build.file().escape) {
        return None;
    }
    Some(vec![
        Edit::replace(gap, "=\""),
        Edit::insert(value.span.end, "\""),
    ])
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
