//! Decides `variables-declared`: what the builder fills in has a value.
//!
//! A base image may set variables that no file here shows. Where it is one that sets `PATH` and
//! nothing else, where the name is in lower case, which base images do not use, or where the
//! file itself shows what was meant, the variable counts as undeclared; elsewhere it is unknown.

use super::{Check, Decide, variable_uses};
use crate::catalogue::variables_declared::{
    BASE_IMAGE_DECIDES, CONTROL, DECLARED_OUTSIDE, LIKELY_MISSPELT, NOT_DECLARED,
};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Lookup;
use variable_uses::{Use, names, nearest, uses};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Official base images that set no variable but `PATH`.
const PLAIN_IMAGES: [&str; 8] = [
    "almalinux",
    "alpine",
    "amazonlinux",
    "busybox",
    "centos",
    "debian",
    "rockylinux",
    "ubuntu",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let names = names(build);
    // The stage and name of each missing declaration that a remedy adds already.
    let mut added: Vec<(Option<usize>, String)> = Vec::new();
    for step in build.steps() {
        let mut told: Vec<String> = Vec::new();
        for found in uses(build, step) {
            is_concerned = true;
            let name = &found.name;
            if found.guarded || name == "PATH" || told.contains(name) || is_known(build, step, name)
            {
                continue;
            }
            told.push(name.clone());
            let place = step.at(found.span);
            if is_global(build, name) && step.stage_index().is_some() {
                let finding = Finding::new(DECLARED_OUTSIDE)
                    .with("variable", name)
                    .at(place);
                let key = (step.stage_index(), name.clone());
                if added.contains(&key) {
                    failures.push(finding);
                } else {
                    added.push(key);
                    failures.push(finding.mended_by(declaration(build, step, name)));
                }
            } else if let Some(near) = nearest(name, &names) {
                let asks = format!("Confirm that {near} is the variable that was meant.");
                let finding = Finding::new(LIKELY_MISSPELT)
                    .with("variable", name)
                    .with("nearest", near);
                let finding = finding.at(place);
                failures.push(match found.name_span {
                    Some(span) => {
                        finding.mended_by(Remedy::assisted(asks, vec![Edit::replace(span, near)]))
                    }
                    None => finding,
                });
            } else if base_sets_it_not(build, step, &found) {
                failures.push(Finding::new(NOT_DECLARED).with("variable", name).at(place));
            } else {
                let finding = Finding::new(BASE_IMAGE_DECIDES).with("variable", name);
                unknown.push(finding.at(place));
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn is_known(build: &Build<'_>, step: Step<'_>, name: &str) -> bool {
    match build.file().scope_at(step.index).lookup(name) {
        Lookup::Set { .. } | Lookup::Predefined | Lookup::Unset => true,
        Lookup::Undeclared => false,
    }
}

/// Whether only `FROM` sees it: an `ARG` before the first stage, or one of the platform.
fn is_global(build: &Build<'_>, name: &str) -> bool {
    match build.file().scope_of_from().lookup(name) {
        Lookup::Set { .. } | Lookup::Predefined | Lookup::Unset => true,
        Lookup::Undeclared => false,
    }
}

/// Whether the base image is sure not to set it.
fn base_sets_it_not(build: &Build<'_>, step: Step<'_>, found: &Use) -> bool {
    let Some(stage) = step.stage() else {
        return false;
    };
    let root = build.file().root_of(stage);
    let image = &root.base.resolved;
    let is_plain = || {
        let path = image.text.split('@').next().unwrap_or_default();
        let path = path.strip_prefix("docker.io/").unwrap_or(path);
        let path = path.strip_prefix("library/").unwrap_or(path);
        PLAIN_IMAGES.contains(&path.split(':').next().unwrap_or_default())
    };
    let has_lower_case = found.name.bytes().any(|byte| byte.is_ascii_lowercase());
    root.base.is_scratch() || has_lower_case || (image.is_settled() && is_plain())
}

/// Declares the argument again where the stage can see it.
fn declaration(build: &Build<'_>, step: Step<'_>, name: &str) -> Remedy {
    let asks = format!("Confirm that {name} is meant to be the argument declared before FROM.");
    let end = build.line_break;
    let edit = Edit::insert(step.whole().span.start, format!("ARG {name}{end}"));
    Remedy::assisted(asks, vec![edit])
}
