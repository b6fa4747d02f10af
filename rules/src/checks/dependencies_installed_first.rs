//! Decides `dependencies-installed-first`: a change of the source does not install the
//! dependencies of its language anew.

use std::collections::HashSet;

use super::{Check, Decide};
use crate::catalogue::dependencies_installed_first::{CONTROL, SOURCE_FIRST};
use crate::facts::{Build, Call, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Source};
use crate::model::shell::Invocation;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut seen = HashSet::new();
    for call in build.calls().filter(|call| !call.step.is_deferred) {
        let Some(manifest) = manifest(call.invocation) else {
            continue;
        };
        is_concerned = true;
        let stage = call.step.stage_index();
        // The first in a stage is where the cache ends.
        if !seen.insert(stage) {
            continue;
        }
        let start = call
            .step
            .stage()
            .map_or(0, |stage| stage.instructions.start);
        let before = (start..call.step.index).filter_map(|index| build.step(index));
        let mut before = before.filter(|step| !step.is_deferred);
        let Some((step, source)) = before.find_map(|step| Some((step, context(step)?))) else {
            continue;
        };
        let finding = Finding::new(SOURCE_FIRST)
            .with("source", source.of(build.text))
            .with("program", &call.invocation.name)
            .at(step.at(source));
        failures.push(match edits(build, step, &call, manifest) {
            Some(edits) => finding.mended_by(Remedy::assisted(
                "Confirm that these files are all that the installation reads.",
                edits,
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The source that is the whole build context.
fn context(step: Step<'_>) -> Option<Span> {
    let (InstructionKind::Copy(transfer) | InstructionKind::Add(transfer)) = &step.instruction.kind
    else {
        return None;
    };
    if transfer.from.is_some() {
        return None;
    }
    let mut paths = transfer.sources.iter().filter_map(Source::path);
    let whole = paths.find(|path| matches!(path.value.trim_matches('"'), "." | "./" | "/" | "*"));
    whole.map(|path| path.span)
}

/// The files that list what a command installs; `None` where it installs something else.
fn manifest(invocation: &Invocation) -> Option<&'static str> {
    let operands = invocation.operands(&["-r", "--requirement", "-C", "--prefix", "--cwd"]);
    let first = operands.first().map_or("", |word| word.text.as_str());
    let is_bare = operands.len() <= 1;
    match (invocation.name.as_str(), first) {
        ("npm", "install" | "i" | "ci" | "clean-install") if is_bare => Some("package*.json"),
        ("yarn", "" | "install") if is_bare && invocation.has_flag('v', "version").is_none() => {
            Some("package.json yarn.lock")
        }
        ("pnpm", "install" | "i") if is_bare => Some("package.json pnpm-lock.yaml"),
        ("bundle" | "bundler", "install") => Some("Gemfile Gemfile.lock"),
        ("composer", "install") => Some("composer.json composer.lock"),
        ("poetry", "install") => Some("pyproject.toml poetry.lock"),
        ("pipenv", "install" | "sync") if is_bare => Some("Pipfile Pipfile.lock"),
        ("go", "mod") if operands.get(1).is_some_and(|word| word.text == "download") => {
            Some("go.mod go.sum")
        }
        ("cargo", "fetch") => Some("Cargo.toml Cargo.lock"),
        (name, "install") if name.starts_with("pip") && is_bare => {
            let (file, _) = invocation.value_of(&["-r", "--requirement"])?;
            file.ends_with("requirements.txt")
                .then_some("requirements.txt")
        }
        _ => None,
    }
}

/// The lists copied and the installation moved in front of the source; `None` where anything
/// stands between the two, or the step does more than install.
fn edits(build: &Build<'_>, copy: Step<'_>, call: &Call<'_>, manifest: &str) -> Option<Vec<Edit>> {
    let instruction = call.step.instruction;
    let is_next = call.step.index == copy.index + 1 && instruction.comments.is_empty();
    let is_alone = call.run.invocations().len() == 1 && instruction.heredocs.is_empty();
    let written = instruction.span.of(build.text);
    if !is_next || !is_alone || written.contains('\n') {
        return None;
    }
    let between = Span::new(copy.instruction.span.end, instruction.span.end);
    let line = between.of(build.text).strip_suffix(written)?;
    let ending = if line.contains("\r\n") { "\r\n" } else { "\n" };
    let first = format!("COPY {manifest} ./{ending}{written}{ending}");
    Some(vec![
        Edit::insert(copy.instruction.span.start, first),
        Edit::delete(between),
    ])
}
