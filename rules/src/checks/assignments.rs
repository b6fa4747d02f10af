//! Where a build gives variables their values: `ENV`, the default of `ARG`, and commands.

use super::{cuts, unsettled};
use crate::catalogue::Reason;
use crate::facts::Run;
use crate::facts::{Build, Need, Step, Unknown};
use crate::finding::{Edit, Evidence, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::model::shell::{Dialect, Invocation, Joiner, Nesting, Word};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// A variable given a value.
#[derive(Debug)]
pub(super) struct Assignment {
    /// Its name as written.
    pub(super) name: String,
    /// Its value, or what would settle it.
    pub(super) value: Result<String, Unknown>,
    /// The name and the value.
    pub(super) evidence: Evidence,
    /// What takes it out of the file, where that is simple.
    pub(super) removal: Option<Edit>,
}

/// What a control says of a variable that switches something off.
pub(super) struct Switch {
    /// Whether this is its variable.
    pub(super) is_variable: fn(&str) -> bool,
    /// Whether this value switches it off.
    pub(super) is_off: fn(&str) -> bool,
    /// Says that it does; takes the argument `variable`.
    pub(super) off: &'static Reason,
    /// Says that the value is not known; takes the argument `variable`.
    pub(super) unresolved: &'static Reason,
    /// What the reader confirms before the assignment is taken out.
    pub(super) asks: &'static str,
}

impl Switch {
    /// Judges every assignment of the variable; also whether there is any.
    pub(super) fn findings(&self, build: &Build<'_>) -> (bool, Vec<Finding>, Vec<Finding>) {
        let (mut failures, mut unknown) = (Vec::new(), Vec::new());
        let found = assignments(build, self.is_variable);
        let is_set = !found.is_empty();
        for assignment in found {
            // Where even an empty value switches it off, none needs to be known.
            let is_off = (self.is_off)(assignment.value.as_deref().unwrap_or_default());
            match assignment.value {
                _ if is_off => {
                    let finding = Finding::new(self.off)
                        .with("variable", &assignment.name)
                        .at(assignment.evidence);
                    failures.push(match assignment.removal {
                        Some(edit) => finding.mended_by(Remedy::assisted(self.asks, vec![edit])),
                        None => finding,
                    });
                }
                Ok(_) => {}
                Err(missing) => unknown.push(unsettled::finding(&missing, self.unresolved)),
            }
        }
        (is_set, failures, unknown)
    }

    /// The verdict where this is all that a control is about; `concerns` says whether a program
    /// of this name heeds the variable.
    pub(super) fn verdict(&self, build: &Build<'_>, concerns: fn(&str) -> bool) -> Verdict {
        let (is_set, failures, unknown) = self.findings(build);
        Verdict::over(is_set || calls(build, concerns), failures, unknown)
    }
}

/// Whether the build, or the container it makes, runs such a program.
pub(super) fn calls(build: &Build<'_>, is_it: fn(&str) -> bool) -> bool {
    let mut invocations = build.runs().iter().flat_map(Run::invocations);
    invocations.any(|call| is_it(&call.name))
}

/// Every assignment of the variables that `is_wanted` names, in the order of the file.
pub(super) fn assignments(build: &Build<'_>, is_wanted: impl Fn(&str) -> bool) -> Vec<Assignment> {
    let mut found = Vec::new();
    for step in build.steps() {
        match &step.instruction.kind {
            InstructionKind::Env(pairs) => environment(build, step, pairs, &is_wanted, &mut found),
            InstructionKind::Arg(declared) => {
                arguments(step, declared, &is_wanted, &mut found);
            }
            _ => {}
        }
    }
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        in_commands(build, run, &is_wanted, &mut found);
    }
    // What `env` is given is also seen in front of the program that it runs, and there it can
    // be taken out.
    found.order_by_key(|it| (it.evidence.span, it.removal.is_none()));
    found.dedup_by_key(|it| it.evidence.span);
    found
}

type Pair = (Spanned<String>, Spanned<String>);

fn environment(
    build: &Build<'_>,
    step: Step<'_>,
    pairs: &[Pair],
    is_wanted: &impl Fn(&str) -> bool,
    into: &mut Vec<Assignment>,
) {
    for (index, (name, value)) in pairs.iter().enumerate() {
        if !is_wanted(&name.value) {
            continue;
        }
        let place = name.span.to(value.span);
        let before = index.checked_sub(1).and_then(|it| pairs.get(it));
        let before = before.map(|(_, value)| value.span.end);
        let after = pairs.get(index + 1).map(|(name, _)| name.span.start);
        let removal = if pairs.len() == 1 {
            cuts::instruction(build, step.whole())
        } else {
            cuts::entry(build, place, before, after)
        };
        into.push(Assignment {
            name: name.value.clone(),
            value: step.settled(value),
            evidence: step.at(place),
            removal,
        });
    }
}

fn arguments(
    step: Step<'_>,
    declared: &[(Spanned<String>, Option<Spanned<String>>)],
    is_wanted: &impl Fn(&str) -> bool,
    into: &mut Vec<Assignment>,
) {
    for (name, default) in declared {
        if !is_wanted(&name.value) {
            continue;
        }
        // Docker takes the second word of `ARG NAME value` for another name. What is meant is
        // a value, and that is what is judged.
        let meant = match declared {
            [(_, None), (word, None)] if word.span.start > name.span.start => Some(word),
            _ => None,
        };
        let Some(value) = default.as_ref().or(meant) else {
            continue;
        };
        into.push(Assignment {
            name: name.value.clone(),
            value: step.settled(value),
            evidence: step.at(name.span.to(value.span)),
            removal: Some(Edit::delete(Span::new(name.span.end, value.span.end))),
        });
    }
}

/// `NAME=value program`, and what `export` and `env` are given.
fn in_commands(
    build: &Build<'_>,
    run: &Run,
    is_wanted: &impl Fn(&str) -> bool,
    into: &mut Vec<Assignment>,
) {
    let invocations = run.invocations();
    for (index, call) in invocations.iter().enumerate() {
        for (at, (name, value)) in call.assignments.iter().enumerate() {
            if !is_wanted(&name.value) {
                continue;
            }
            let after = call
                .assignments
                .get(at + 1)
                .map(|(name, _)| name.span.start);
            let after = after.or(call.program.as_ref().map(|program| program.span.start));
            let place = name.span.to(value.span);
            into.push(Assignment {
                name: name.value.clone(),
                value: value_of(build, run, value, &value.text),
                evidence: build.at(place),
                removal: after.and_then(|after| cuts::entry(build, place, None, Some(after))),
            });
        }
        for (name, value, word) in exported(call, run.dialect()) {
            if is_wanted(name) {
                into.push(Assignment {
                    name: name.to_owned(),
                    value: value_of(build, run, word, value),
                    evidence: build.at(word.span),
                    removal: alone_in_list(build, invocations, index),
                });
            }
        }
    }
}

/// The variables among the arguments of `export`, `env` and their like, each with its value.
pub(super) fn exported<'i>(
    call: &'i Invocation,
    dialect: &Dialect,
) -> impl Iterator<Item = (&'i str, &'i str, &'i Word)> {
    let takes_variables = match call.name.as_str() {
        "export" | "declare" | "typeset" | "readonly" | "local" | "env" | "sudo" => true,
        "set" | "setx" => *dialect == Dialect::Cmd,
        _ => false,
    };
    let arguments = if takes_variables {
        call.own_arguments()
    } else {
        &[]
    };
    arguments.iter().filter_map(|word| {
        let (name, value) = word.text.split_once('=')?;
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then_some((name, value, word))
    })
}

/// What a word of a command is worth; its shell sees the build's own variables.
pub(super) fn value_of(
    build: &Build<'_>,
    run: &Run,
    word: &Word,
    value: &str,
) -> Result<String, Unknown> {
    if word.literal().is_some() {
        return Ok(value.to_owned());
    }
    let open = |variables| Unknown {
        needs: Need::Variables(variables),
        evidence: Some(build.at(word.span)),
    };
    match build.step(run.step) {
        Some(step) if !word.has_substitution => step.value(value).map_err(open),
        Some(_) | None => Err(open(vec![value.to_owned()])),
    }
}

/// Takes out a command of a single variable that another one follows in the same list.
fn alone_in_list(build: &Build<'_>, invocations: &[Invocation], index: usize) -> Option<Edit> {
    let call = invocations.get(index)?;
    let next = invocations.get(index + 1)?;
    let is_list = match next.list.joined_by {
        Joiner::And | Joiner::Semicolon | Joiner::Newline => true,
        Joiner::Start | Joiner::Or | Joiner::Background => false,
    };
    let shares_place = call.list.within == next.list.within
        && !call.list.is_within(Nesting::Condition)
        && call.pipeline != next.pipeline;
    let is_alone = call.arguments.len() == 1
        && call.through.is_empty()
        && call.redirections.is_empty()
        && call.name != "env"
        && call.name != "sudo";
    let gap = build.text.get(call.span.end..next.span.start)?;
    let is_plain = gap
        .chars()
        .all(|it| it.is_whitespace() || matches!(it, '&' | ';') || it == build.file().escape);
    (is_list && shares_place && is_alone && is_plain)
        .then(|| Edit::delete(Span::new(call.span.start, next.span.start)))
}
