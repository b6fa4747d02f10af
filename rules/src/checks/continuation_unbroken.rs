//! Decides `continuation-unbroken`: no blank line stands inside a continued instruction.

use super::{Check, Decide};
use crate::catalogue::continuation_unbroken::{BLANK_LINE, CONTROL};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Instruction;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let head = head(step.whole());
        if !head.of(build.text).contains('\n') {
            continue;
        }
        is_concerned = true;
        let (blanks, after) = blank_lines(build.text, head);
        let Some(after) = after else { continue };
        let finding = Finding::new(BLANK_LINE)
            .with("instruction", step.whole().keyword.value)
            .at(step.at(after));
        let edits = blanks.into_iter().map(Edit::delete).collect();
        failures.push(finding.mended_by(Remedy::safe(edits)));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The instruction without the documents that follow it.
fn head(instruction: &Instruction) -> Span {
    let end = instruction.arguments.whole().end;
    Span::new(
        instruction.span.start,
        end.max(instruction.keyword.span.end),
    )
}

/// The blank lines inside a span, each with its break, and the text that first follows one.
fn blank_lines(text: &str, head: Span) -> (Vec<Span>, Option<Span>) {
    let mut blanks = Vec::new();
    let mut after = None;
    let mut at = head.start;
    for line in head.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let content = line.trim();
        if content.is_empty() {
            blanks.push(span);
        } else if !blanks.is_empty() && after.is_none() && !content.starts_with('#') {
            let start = span.start + line.len() - line.trim_start().len();
            after = Some(Span::new(start, start + content.len()));
        }
    }
    (blanks, after)
}
