//! Decides `apk-signatures-verified`: apk installs only packages whose signature it can check.

use super::options_refused::{Refused, switches};
use super::{Check, Decide};
use crate::catalogue::apk_signatures_verified::{CONTROL, OPTION_GIVEN};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| call.name == "apk",
    given: |call| switches(call, &["--allow-untrusted"]),
    reason: OPTION_GIVEN,
    asks: Some(
        "Confirm that the repository's key is in /etc/apk/keys before the package is installed.",
    ),
};

fn decide(build: &Build<'_>) -> Verdict {
    OPTIONS.verdict(build)
}
