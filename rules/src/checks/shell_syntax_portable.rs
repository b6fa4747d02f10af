//! Decides `shell-syntax-portable`: a script uses only what the shell that runs it knows.
//!
//! Distributions whose `sh` is bash read all of it, and busybox a good part.

mod commands;

use super::{Check, Decide, changes};
use crate::catalogue::shell_syntax_portable::{CONTROL, SYNTAX_UNKNOWN};
use crate::facts::{Build, Run};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::shell::{Construct, Dialect};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Parts of image names whose `sh` is bash.
const SH_IS_BASH: [&str; 17] = [
    "fedora",
    "centos",
    "rockylinux",
    "almalinux",
    "redhat",
    "rhel",
    "ubi8",
    "ubi9",
    "ubi10",
    "ubi",
    "oraclelinux",
    "amazonlinux",
    "opensuse",
    "suse",
    "archlinux",
    "mariner",
    "azurelinux",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut last = None;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        let is_sh = match run.dialect() {
            Dialect::Posix | Dialect::Ash => true,
            Dialect::Bash
            | Dialect::Zsh
            | Dialect::Cmd
            | Dialect::PowerShell
            | Dialect::Other(_) => false,
        };
        is_concerned |= run.dialect().is_posix_like();
        if !is_sh || is_bash(build, run) {
            continue;
        }
        let Some((place, syntax)) = first_unknown(run) else {
            continue;
        };
        let finding = Finding::new(SYNTAX_UNKNOWN)
            .with("syntax", syntax)
            .at(build.at(place));
        let is_first = last.replace(run.stage) != Some(run.stage);
        failures.push(match remedy(build, run).filter(|_| is_first) {
            Some(remedy) => finding.mended_by(remedy),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The first place in a script that its shell does not know, and what stands there.
fn first_unknown(run: &Run) -> Option<(Span, &'static str)> {
    let is_ash = *run.dialect() == Dialect::Ash;
    let mut constructs = run.script.constructs.iter();
    let construct = constructs
        .find(|it| is_unknown(run, it))
        .map(|it| (it.span, name(it.value)));
    let mut calls = run.invocations().iter();
    let command = calls.find_map(|call| commands::unknown(call, is_ash));
    let found = construct.into_iter().chain(command);
    found.min_by_key(|(place, _)| place.start)
}

/// Whether the stage's image is of a distribution whose `sh` is bash.
fn is_bash(build: &Build<'_>, run: &Run) -> bool {
    let stage = run.stage.and_then(|stage| build.file().stages.get(stage));
    let root = stage.map(|stage| build.file().root_of(stage));
    root.is_some_and(|root| {
        let image = root.base.resolved.text.to_ascii_lowercase();
        let mut parts = image.split(['/', ':', '-', '.', '_']);
        parts.any(|part| SH_IS_BASH.contains(&part))
    })
}

/// What this shell does not know; the ash of busybox borrows much from bash.
fn is_unknown(run: &Run, construct: &Spanned<Construct>) -> bool {
    let is_ash = *run.dialect() == Dialect::Ash;
    match construct.value {
        Construct::DoubleBracket
        | Construct::Source
        | Construct::FunctionKeyword
        | Construct::RedirectBoth
        | Construct::AnsiQuote
        | Construct::ParameterExpansion => !is_ash,
        Construct::ArithmeticCommand
        | Construct::ArithmeticFor
        | Construct::Array
        | Construct::ProcessSubstitution
        | Construct::HereString
        | Construct::ErrorPipe
        | Construct::BraceExpansion
        | Construct::Select
        | Construct::Coprocess => true,
    }
}

const fn name(construct: Construct) -> &'static str {
    match construct {
        Construct::DoubleBracket => "the test in double brackets",
        Construct::ArithmeticCommand => "the command in double parentheses",
        Construct::ArithmeticFor => "the counting loop",
        Construct::Array => "an array",
        Construct::ProcessSubstitution => "process substitution",
        Construct::Source => "the command source",
        Construct::FunctionKeyword => "the word function",
        Construct::HereString => "a here-string",
        Construct::RedirectBoth => "the redirection of both outputs",
        Construct::ErrorPipe => "the pipe of both outputs",
        Construct::AnsiQuote => "a string with a dollar sign and quotes",
        Construct::BraceExpansion => "brace expansion",
        Construct::ParameterExpansion => "an expansion that rewrites a variable",
        Construct::Select => "the command select",
        Construct::Coprocess => "a coprocess",
    }
}

fn remedy(build: &Build<'_>, run: &Run) -> Option<Remedy> {
    if run.is_deferred {
        return None;
    }
    let edit = changes::insert_before(build, run.step, "SHELL [\"/bin/bash\", \"-c\"]")?;
    Some(Remedy::assisted(
        "Confirm that the image has bash, or write the script without this syntax.",
        vec![edit],
    ))
}
