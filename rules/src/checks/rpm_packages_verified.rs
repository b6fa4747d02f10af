//! Decides `rpm-packages-verified`: rpm checks what it installs.

use super::options_refused::{Refused, switches};
use super::{Check, Decide};
use crate::catalogue::rpm_packages_verified::{CONTROL, OPTION_GIVEN};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| matches!(call.name.as_str(), "rpm" | "rpmkeys"),
    given: |call| {
        switches(
            call,
            &[
                "--nodigest",
                "--nosignature",
                "--noverify",
                "--nofiledigest",
            ],
        )
    },
    reason: OPTION_GIVEN,
    asks: Some("Confirm that the packager's key is imported with rpm --import before."),
};

fn decide(build: &Build<'_>) -> Verdict {
    OPTIONS.verdict(build)
}
