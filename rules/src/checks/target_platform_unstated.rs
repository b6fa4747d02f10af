//! Decides `target-platform-unstated`: no `FROM` asks for the target platform, the default.

use super::{Check, Decide, from_line};
use crate::catalogue::target_platform_unstated::{CONTROL, PLATFORM_REDUNDANT};
use crate::facts::Build;
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::Lookup;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let scope = build.file().scope_of_from();
    // An argument of that name with a default would be another platform.
    let is_builtin = scope.lookup("TARGETPLATFORM") == Lookup::Predefined;
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for (_, flag, platform) in from_line::platforms(build) {
        is_concerned = true;
        let is_target = matches!(
            platform.value.as_str(),
            "$TARGETPLATFORM" | "${TARGETPLATFORM}"
        );
        if is_target && is_builtin {
            let edit = from_line::without_flag(build, flag);
            failures.push(
                Finding::new(PLATFORM_REDUNDANT)
                    .at(build.at(flag.span()))
                    .mended_by(Remedy::safe(vec![edit])),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
