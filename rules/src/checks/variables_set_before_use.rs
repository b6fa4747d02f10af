//! Decides `variables-set-before-use`: no `ENV` uses what the same `ENV` sets.
//!
//! All values of one instruction are settled before any of its names is set.

use std::collections::{HashMap, HashSet};

use super::{Check, Decide};
use crate::catalogue::variables_set_before_use::{CONTROL, SET_BY_SAME_INSTRUCTION};
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
        let mut first_set: HashMap<&str, usize> = HashMap::new();
        for (index, (name, _)) in pairs.iter().enumerate() {
            first_set.entry(&name.value).or_insert(index);
        }
        for (index, (name, value)) in pairs.iter().enumerate() {
            let mut used: Vec<String> = Vec::new();
            let mut seen: HashSet<String> = HashSet::new();
            // Setting a variable first would take its default's place.
            let mut is_guarded = false;
            let mut place = None;
            let is_whole = value.span.of(build.text) == value.value;
            for reference in references(&value.value, build.file().escape) {
                let own = reference.name == name.value || seen.contains(&reference.name);
                let is_set_here = first_set.contains_key(reference.name.as_str());
                if !own && is_set_here && !is_known(build, step, &reference.name) {
                    is_guarded |= reference.guarded;
                    let own = Span::from(reference.range).shifted(value.span.start);
                    place = place.or(is_whole.then_some(own));
                    seen.insert(reference.name.clone());
                    used.push(reference.name);
                }
            }
            if used.is_empty() {
                continue;
            }
            let finding = Finding::new(SET_BY_SAME_INSTRUCTION)
                .with("name", &name.value)
                .with("variable", used.join(", "))
                .at(step.at(place.unwrap_or(name.span)));
            let is_set_earlier =
                |name: &String| first_set.get(name.as_str()).is_some_and(|at| *at < index);
            let edit = split(build, step, pairs, index)
                .filter(|_| !is_guarded && used.iter().all(is_set_earlier));
            failures.push(match edit {
                Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
                None => finding,
            });
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
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
