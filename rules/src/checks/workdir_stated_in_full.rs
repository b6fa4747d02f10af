//! Decides `workdir-stated-in-full`: no working directory continues from an earlier one.
//!
//! One that continues from what the base image sets is the matter of `workdir-absolute`.

use super::{Check, Decide};
use crate::catalogue::workdir_stated_in_full::{CONTROL, PATH_CONTINUED};
use crate::facts::{Build, Step, is_absolute_path};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    // The folder each stage ends in; `None` where only a variable or the base image knows.
    let mut folders: Vec<Option<Option<String>>> = vec![None; build.file().stages.len().max(1)];
    for step in build.steps().filter(|step| !step.is_deferred) {
        let stage = step.stage_index().unwrap_or_default();
        if let InstructionKind::From { .. } = step.instruction.kind {
            let parent = step.stage().and_then(|stage| stage.base.of_stage);
            let inherited = parent.and_then(|parent| folders.get(parent).cloned().flatten());
            if let Some(folder) = folders.get_mut(stage) {
                *folder = inherited;
            }
        }
        let InstructionKind::Workdir(folder) = &step.instruction.kind else {
            continue;
        };
        is_concerned = true;
        let known = step.value(&folder.value).ok();
        let Some(before) = folders.get_mut(stage) else {
            continue;
        };
        let is_relative = match &known {
            Some(path) => !is_absolute_path(path),
            None => !folder
                .value
                .trim_matches(['"', '\''])
                .starts_with(['/', '$']),
        };
        if !is_relative {
            *before = Some(known);
            continue;
        }
        let whole = match (before.as_ref(), known) {
            (Some(Some(start)), Some(path)) => Some(joined(start, &path)),
            _ => None,
        };
        if before.is_some() {
            failures.push(finding(step, folder, whole.as_deref()));
        }
        *before = Some(whole);
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn finding(step: Step<'_>, folder: &Spanned<String>, whole: Option<&str>) -> Finding {
    let finding = Finding::new(PATH_CONTINUED)
        .with("path", &folder.value)
        .at(step.at(folder.span));
    // A blank or a quote would need quotes of its own, a variable may be worth something else.
    let is_plain = |path: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+@".contains(&byte);
        path.bytes().all(plain)
    };
    match whole.filter(|whole| is_plain(whole) && is_plain(&folder.value)) {
        Some(whole) => finding.mended_by(Remedy::safe(vec![Edit::replace(folder.span, whole)])),
        None => finding,
    }
}

/// The folder that a relative path leads to.
fn joined(start: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
