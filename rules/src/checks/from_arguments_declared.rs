//! Decides `from-arguments-declared`: a variable in a `FROM` is a global argument.

use super::{Check, Decide, from_line};
use crate::catalogue::distance;
use crate::catalogue::from_arguments_declared::{
    ARGUMENT_UNDECLARED, ARGUMENT_UNDECLARED_LIKE, CONTROL,
};
use crate::facts::{Build, variables_in};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Lookup};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// A longer name is no slip of the pen, and comparing names takes time.
const LONGEST_NAME: usize = 64;

fn decide(build: &Build<'_>) -> Verdict {
    let declared = declared(build);
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for stage in &build.file().stages {
        let words = std::iter::once(&stage.base.image).chain(&stage.base.platform);
        for word in words.filter(|word| word.value.contains('$')) {
            is_concerned = true;
            failures.extend(undeclared(build, word, &declared));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The names of global arguments, as far as anybody may mean one by another.
fn declared<'b>(build: &'b Build<'_>) -> Vec<&'b str> {
    let globals = build
        .steps()
        .take_while(|step| step.stage_index().is_none());
    let pairs = globals.filter_map(|step| match &step.instruction.kind {
        InstructionKind::Arg(pairs) => Some(pairs),
        _ => None,
    });
    let names = pairs.flatten().map(|(key, _)| key.value.as_str());
    names
        .filter(|name| name.len() <= LONGEST_NAME)
        .take(64)
        .collect()
}

fn undeclared(build: &Build<'_>, word: &Spanned<String>, declared: &[&str]) -> Vec<Finding> {
    let scope = build.file().scope_of_from();
    let is_literal = from_line::is_literal(build, word);
    let mut seen: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    // A line with more variables than this is noise, and one finding says so as well as many.
    for range in variables_in(&word.value, build.file().escape)
        .into_iter()
        .take(32)
    {
        let name = word.value.get(range.clone()).unwrap_or_default();
        if scope.lookup(name) != Lookup::Undeclared || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let start = word.span.start;
        let span = if is_literal {
            Span::new(start + range.start, start + range.end)
        } else {
            word.span
        };
        let finding = match nearest(name, declared) {
            None => Finding::new(ARGUMENT_UNDECLARED),
            Some(meant) => {
                let finding = Finding::new(ARGUMENT_UNDECLARED_LIKE).with("meant", meant);
                let asks = format!("Confirm that {meant} is meant.");
                let edit = Edit::replace(span, meant);
                if is_literal {
                    finding.mended_by(Remedy::assisted(asks, vec![edit]))
                } else {
                    finding
                }
            }
        };
        findings.push(finding.with("variable", name).at(build.at(span)));
    }
    findings
}

/// The declared name that is a slip of the pen away.
fn nearest<'d>(name: &str, declared: &[&'d str]) -> Option<&'d str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let ranked = declared.iter().map(|known| {
        let far = distance(&name, &known.to_ascii_lowercase());
        (far, *known)
    });
    let (far, known) = ranked.min()?;
    (far <= name.len().div_ceil(3)).then_some(known)
}
