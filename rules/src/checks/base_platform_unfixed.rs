//! Decides `base-platform-unfixed`: the build chooses the platform of a base image.

use super::{Check, Decide, from_line};
use crate::catalogue::base_platform_unfixed::{CONTROL, PLATFORM_CONSTANT};
use crate::facts::Build;
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::Stage;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for (stage, flag, platform) in from_line::platforms(build) {
        is_concerned = true;
        let is_constant = !platform.value.is_empty() && !platform.value.contains('$');
        if !is_constant || is_announced(stage, &platform.value) {
            continue;
        }
        let remedy = Remedy::assisted(
            "Confirm that the stage may be built for the platform that the build asks for.",
            vec![from_line::without_flag(build, flag)],
        );
        failures.push(
            Finding::new(PLATFORM_CONSTANT)
                .with("platform", &platform.value)
                .at(build.at(platform.span))
                .mended_by(remedy),
        );
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether the stage's name says that it is for this system or processor on purpose.
fn is_announced(stage: &Stage, platform: &str) -> bool {
    let Some(name) = &stage.name else {
        return false;
    };
    let name = name.value.to_ascii_lowercase();
    let platform = platform.to_ascii_lowercase();
    let mut parts = platform.split('/').take(2).filter(|part| !part.is_empty());
    parts.any(|part| name.contains(part) || name.contains(usual(part)))
}

/// A processor's usual name in platforms.
fn usual(part: &str) -> &str {
    match part {
        "x86_64" | "x86-64" => "amd64",
        "aarch64" => "arm64",
        "armhf" | "armel" => "arm",
        "i386" => "386",
        other => other,
    }
}
