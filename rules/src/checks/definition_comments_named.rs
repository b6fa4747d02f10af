//! Decides `definition-comments-named`: a comment on a stage or an argument begins with its name.
//!
//! The builder lists such comments as descriptions of targets and arguments.

use super::{Check, Decide};
use crate::catalogue::definition_comments_named::{COMMENT_UNNAMED, CONTROL};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// How comments begin that speak to a tool.
const FOR_TOOLS: [&str; 8] = [
    "hadolint",
    "trivy:",
    "checkov:",
    "kics-scan",
    "nosemgrep",
    "plimsoll:",
    "check=",
    "syntax=",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps().filter(|step| !step.is_deferred) {
        let names: Vec<&Spanned<String>> = match &step.instruction.kind {
            InstructionKind::From { name, .. } => name.iter().collect(),
            InstructionKind::Arg(pairs) => pairs.iter().map(|(key, _)| key).collect(),
            _ => continue,
        };
        let Some(first) = names.first() else { continue };
        let Some(comment) = touching_comment(build, step) else {
            continue;
        };
        is_concerned = true;
        let word = comment.value.split(' ').next().unwrap_or_default();
        let is_stage = matches!(step.instruction.kind, InstructionKind::From { .. });
        let is_named = names.iter().any(|name| {
            name.value == word || (is_stage && name.value.to_ascii_lowercase() == word)
        });
        let is_for_tool = FOR_TOOLS.iter().any(|it| comment.value.starts_with(it));
        if is_named || is_for_tool {
            continue;
        }
        let finding = Finding::new(COMMENT_UNNAMED)
            .with("name", &first.value)
            .at(step.at(first.span));
        failures.push(finding.mended_by(Remedy::safe(vec![blank_line_above(build, step)])));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The comment on the line above; one without text, or with a blank line below, stands apart.
fn touching_comment<'b>(build: &'b Build<'_>, step: Step<'b>) -> Option<&'b Spanned<String>> {
    let above = step.whole().comments.clone();
    let comment = build.file().comments.get(above)?.last()?;
    let start = step.whole().span.start;
    let between = build.text.get(comment.span.end..start)?;
    let is_touching = between.matches('\n').count() == 1;
    (is_touching && !comment.value.is_empty()).then_some(comment)
}

fn blank_line_above(build: &Build<'_>, step: Step<'_>) -> Edit {
    let before = build
        .text
        .get(..step.whole().span.start)
        .unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_crlf = before
        .get(..line)
        .is_some_and(|above| above.ends_with("\r\n"));
    Edit::insert(line, if is_crlf { "\r\n" } else { "\n" })
}
