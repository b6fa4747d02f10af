//! Decides `variables-set-before-use`: no `ENV` uses what the same `ENV` sets.
//!
//! All values of one instruction are settled before any of its names is set, so a variable in one
//! has the value from before, if it had any.

use std::collections::{HashMap, HashSet};

use super::{Check, Decide};
use crate::catalogue::variables_set_before_use::{
    CONTROL, SET_BY_SAME_INSTRUCTION, VALUE_FROM_BEFORE,
};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Lookup, references};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

type Pair = (Spanned<String>, Spanned<String>);

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let InstructionKind::Env(pairs) = &step.instruction.kind else {
            continue;
        };
        is_concerned = true;
        let set = set_by(build, pairs);
        for (index, (name, value)) in pairs.iter().enumerate() {
            let Used { unset, earlier } = used(build, step, (name, value), &set);
            let at = |uses: &Uses| step.at(uses.place.unwrap_or(name.span));
            if !unset.names.is_empty() {
                let finding = Finding::new(SET_BY_SAME_INSTRUCTION)
                    .with("name", &name.value)
                    .with("variable", unset.names.join(", "))
                    .at(at(&unset));
                let is_set_earlier =
                    |name: &String| set.get(name.as_str()).is_some_and(|it| it.first < index);
                let edit = split(build, step, pairs, index)
                    .filter(|_| !unset.is_guarded && unset.names.iter().all(is_set_earlier));
                failures.push(match edit {
                    Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
                    None => finding,
                });
            } else if !earlier.names.is_empty() {
                let finding = Finding::new(VALUE_FROM_BEFORE)
                    .with("name", &name.value)
                    .with("variable", earlier.names.join(", "));
                failures.push(finding.at(at(&earlier)));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// What a value uses of what its own instruction sets.
#[derive(Default)]
struct Used {
    /// Variables that nothing set before.
    unset: Uses,
    /// Variables that have a value from before.
    earlier: Uses,
}

/// Some variables of a value, each once.
#[derive(Default)]
struct Uses {
    names: Vec<String>,
    /// Where the first of them is used, in a value that is written as it is.
    place: Option<Span>,
    /// Whether one has a default, whose place it would take if it were set first.
    is_guarded: bool,
}

/// A variable that an instruction sets.
struct Set {
    /// The first pair that does.
    first: usize,
    /// Whether that goes by way of the variable itself, as in `VERSION=$VERSION` and
    /// `PATH=/a:$PATH`: what it was before is then what is meant elsewhere too.
    is_kept: bool,
}

fn set_by<'p>(build: &Build<'_>, pairs: &'p [Pair]) -> HashMap<&'p str, Set> {
    let mut set = HashMap::new();
    for (first, (name, value)) in pairs.iter().enumerate() {
        set.entry(name.value.as_str()).or_insert_with(|| {
            let references = references(&value.value, build.file().escape);
            let is_kept = references.iter().any(|it| it.name == name.value);
            Set { first, is_kept }
        });
    }
    set
}

fn used(
    build: &Build<'_>,
    step: Step<'_>,
    (name, value): (&Spanned<String>, &Spanned<String>),
    set: &HashMap<&str, Set>,
) -> Used {
    let mut used = Used::default();
    let mut seen: HashSet<String> = HashSet::new();
    let is_whole = value.span.of(build.text) == value.value;
    for reference in references(&value.value, build.file().escape) {
        let own = set.get(reference.name.as_str());
        let Some(own) = own.filter(|_| reference.name != name.value) else {
            continue;
        };
        let list = if !is_known(build, step, &reference.name) {
            &mut used.unset
        } else if own.is_kept {
            continue;
        } else {
            &mut used.earlier
        };
        list.is_guarded |= reference.guarded;
        if seen.insert(reference.name.clone()) {
            let own = Span::from(reference.range).shifted(value.span.start);
            list.place = list.place.or(is_whole.then_some(own));
            list.names.push(reference.name);
        }
    }
    used
}

/// Whether the variable has a value before the instruction; every image sets `PATH`.
fn is_known(build: &Build<'_>, step: Step<'_>, name: &str) -> bool {
    if name == "PATH" {
        return true;
    }
    match build.file().scope_at(step.index).lookup(name) {
        Lookup::Set { .. } | Lookup::Predefined | Lookup::Unset => true,
        Lookup::Undeclared => false,
    }
}

/// Begins another instruction with the pair at `index`.
fn split(build: &Build<'_>, step: Step<'_>, pairs: &[Pair], index: usize) -> Option<Edit> {
    let (_, before) = pairs.get(index.checked_sub(1)?)?;
    let (name, _) = pairs.get(index)?;
    let gap = Span::new(before.span.end, name.span.start);
    let keywords = Span::new(step.whole().span.start, step.instruction.keyword.span.end);
    let (between, keywords) = (gap.of(build.text), keywords.of(build.text));
    // A comment between the pairs would be lost.
    if between.is_empty() || between.contains('#') || keywords.contains('\n') {
        return None;
    }
    let text = format!("{}{keywords} ", build.line_break);
    Some(Edit::replace(gap, text))
}
