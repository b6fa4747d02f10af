//! Decides `build-commands-secret-free`: no command of a build is given a credential.
//!
//! A credential that comes from a declared build argument is that argument's finding, and one
//! that a secret mount brings is what such mounts are for.

use super::{Check, Decide, assignments, logins};
use crate::catalogue::build_commands_secret_free::{
    CONTROL, CREDENTIAL_GIVEN, CREDENTIAL_UNMOUNTED, VARIABLE_ASSIGNED,
};
use crate::facts::secrets::{is_literal, is_placeholder, is_secret_name};
use crate::facts::{Build, Step};
use crate::facts::{BuildMountKind, Run};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::model::shell::{Invocation, Word};
use crate::sorted::InOrder;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        is_concerned = true;
        for call in run.invocations() {
            failures.extend(assigned(build, run, call));
            let given = logins::credentials(call).into_iter();
            failures.extend(given.filter_map(|credential| judged(build, run, call, &credential)));
        }
    }
    // A command behind another is seen with both; the place is one.
    failures.order_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    failures.dedup_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    Verdict::over(is_concerned, failures, Vec::new())
}

/// `export TOKEN=…` and `TOKEN=… program` with a literal value.
fn assigned(build: &Build<'_>, run: &Run, call: &Invocation) -> Vec<Finding> {
    let told = |name: &str, place: Span| {
        Finding::new(VARIABLE_ASSIGNED)
            .with("variable", name)
            .at(build.at(place))
    };
    let is_secret = |name: &str, value: &str, word: &Word| {
        word.literal().is_some()
            && is_secret_name(name)
            && is_literal(value)
            && !is_placeholder(value)
    };
    let before = call.assignments.iter();
    let mut found: Vec<Finding> = before
        .filter(|(name, value)| is_secret(&name.value, &value.text, value))
        .map(|(name, value)| told(&name.value, name.span.to(value.span)))
        .collect();
    let exported = assignments::exported(call, run.dialect());
    found.extend(
        exported
            .filter(|(name, value, word)| is_secret(name, value, word))
            .map(|(name, _, word)| told(name, word.span)),
    );
    found
}

/// What is said of one credential that a command is given.
fn judged(
    build: &Build<'_>,
    run: &Run,
    call: &Invocation,
    credential: &logins::Credential<'_>,
) -> Option<Finding> {
    let place = build.at(credential.word.span);
    let is_stated = credential.word.literal().is_some() && !credential.is_file;
    if is_stated {
        let is_told = !credential.value.is_empty() && !is_placeholder(credential.value);
        return is_told.then(|| {
            Finding::new(CREDENTIAL_GIVEN)
                .with("program", &call.name)
                .with("option", credential.option)
                .at(place)
        });
    }
    let is_mounted = run
        .mounts
        .iter()
        .any(|mount| mount.kind == BuildMountKind::Secret);
    let is_elsewhere = is_mounted || is_argument(build, &credential.word.text);
    (credential.sets_up && !is_elsewhere).then(|| {
        Finding::new(CREDENTIAL_UNMOUNTED)
            .with("program", &call.name)
            .with("option", credential.option)
            .at(place)
    })
}

/// Whether a word is a build argument named like a secret, which has a finding of its own.
fn is_argument(build: &Build<'_>, word: &str) -> bool {
    let declares = |step: Step<'_>, name: &str| match &step.instruction.kind {
        InstructionKind::Arg(declared) => declared.iter().any(|(it, _)| it.value == name),
        InstructionKind::Env(pairs) => pairs.iter().any(|(it, _)| it.value == name),
        _ => false,
    };
    word.split('$').skip(1).any(|part| {
        let part = part.strip_prefix('{').unwrap_or(part);
        let end = part.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'));
        let name = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
        is_secret_name(name) && build.steps().any(|step| declares(step, name))
    })
}
