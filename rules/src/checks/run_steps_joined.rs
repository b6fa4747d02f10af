//! Decides `run-steps-joined`: steps that follow each other and make one thing make one layer.
//!
//! Only the stages that ship count: in a builder, layers apart keep the cache fine-grained.

use super::{Check, Decide};
use crate::catalogue::run_steps_joined::{CONTROL, COPIES_APART, STEPS_APART};
use crate::facts::{Build, Run, RunForm, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Transfer};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// How many of the steps behind the first are named.
const MOST_NAMED: usize = 8;

fn decide(build: &Build<'_>) -> Verdict {
    let steps: Vec<Step<'_>> = build.steps().collect();
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut rest = steps.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let is_layer = matches!(
            first.instruction.kind,
            InstructionKind::Run(_) | InstructionKind::Add(_) | InstructionKind::Copy(_)
        );
        is_concerned |= is_layer && first.ships();
        let pairs = rest.windows(2);
        let joined = pairs
            .take_while(|pair| matches!(pair, [one, next] if belong(build, *one, *next)))
            .count();
        let (group, others) = rest.split_at_checked(joined + 1).unwrap_or((rest, after));
        if joined > 0 {
            failures.push(finding(build, *first, group));
        }
        rest = others;
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether a step and the one right after it could be one.
fn belong(build: &Build<'_>, one: Step<'_>, next: Step<'_>) -> bool {
    let is_beside = one.stage_index() == next.stage_index() && one.is_deferred == next.is_deferred;
    if !(is_beside && one.ships() && flags(one) == flags(next)) {
        return false;
    }
    match (&one.instruction.kind, &next.instruction.kind) {
        (InstructionKind::Run(_), InstructionKind::Run(_)) => {
            // A step that joins commands already is one thing by itself.
            commands(build, one) == Some(1) && commands(build, next) == Some(1)
        }
        (InstructionKind::Copy(one), InstructionKind::Copy(next))
        | (InstructionKind::Add(one), InstructionKind::Add(next)) => have_one_target(one, next),
        _ => false,
    }
}

fn flags(step: Step<'_>) -> Vec<(&str, Option<&str>)> {
    let flags = step.instruction.flags.iter();
    flags
        .map(|flag| {
            let value = flag.value.as_ref().map(|value| value.value.as_str());
            (flag.name.value.as_str(), value)
        })
        .collect()
}

fn have_one_target(one: &Transfer, next: &Transfer) -> bool {
    one.destination.value == next.destination.value
}

/// How many commands a step has; `None` for one with a here-document, which stands alone.
fn commands(build: &Build<'_>, step: Step<'_>) -> Option<usize> {
    let run = run_of(build, step)?;
    let is_plain = step.instruction.heredocs.is_empty();
    let calls = run.invocations().iter();
    is_plain.then(|| calls.filter(|call| call.through.is_empty()).count().max(1))
}

fn run_of<'b>(build: &'b Build<'_>, step: Step<'_>) -> Option<&'b Run> {
    let runs = build.runs();
    let at = runs
        .binary_search_by_key(&step.index, |run| run.step)
        .ok()?;
    runs.get(at)
}

fn finding(build: &Build<'_>, first: Step<'_>, group: &[Step<'_>]) -> Finding {
    let reason = match &first.instruction.kind {
        InstructionKind::Run(_) => STEPS_APART,
        _ => COPIES_APART,
    };
    let finding = Finding::new(reason)
        .with("count", group.len())
        .at(build.at(first.instruction.keyword.span));
    let others = group.iter().skip(1).take(MOST_NAMED);
    let finding = others.fold(finding, |finding, step| {
        finding.beside(step.instruction.keyword.span)
    });
    let pairs = group.windows(2).map(|pair| match pair {
        [one, next] => joint(build, *one, *next),
        _ => None,
    });
    match pairs.collect::<Option<Vec<Edit>>>() {
        Some(edits) if std::ptr::eq(reason, STEPS_APART) => finding.mended_by(Remedy::assisted(
            "Confirm that no cached layer is wanted between these steps.",
            edits,
        )),
        Some(_) | None => finding,
    }
}

/// What joins two steps: `&&` in the place of the line break and the second keyword.
fn joint(build: &Build<'_>, one: Step<'_>, next: Step<'_>) -> Option<Edit> {
    let is_shell = |step| run_of(build, step).is_some_and(is_joinable);
    let gap = build
        .text
        .get(one.whole().span.end..next.whole().span.start)?;
    let is_plain = gap.trim().is_empty() && !one.is_deferred && build.file().escape == '\\';
    let text = next.instruction.arguments.whole();
    let span = Span::new(one.instruction.span.end, text.start);
    (is_shell(one) && is_shell(next) && is_plain).then(|| {
        let line_break = build.line_break;
        Edit::replace(span, format!(" \\{line_break}    && "))
    })
}

/// Whether a step ends as it began: nothing it changes in its shell is seen by the next one.
fn is_joinable(run: &Run) -> bool {
    let calls = run.invocations();
    let lasts = |name: &str| {
        matches!(
            name,
            "" | "cd"
                | "pushd"
                | "export"
                | "set"
                | "umask"
                | "exit"
                | "exec"
                | "source"
                | "."
                | "trap"
                | "alias"
        )
    };
    run.form == RunForm::Shell
        && run.dialect().is_posix_like()
        && run.script.problem.is_none()
        && !calls.is_empty()
        && !calls.iter().any(|call| lasts(&call.name))
}
