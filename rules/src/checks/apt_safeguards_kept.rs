//! Decides `apt-safeguards-kept`: apt stops where an installation would do harm.

use super::options_refused::{Change, Given, Refused, switches};
use super::{Check, Decide};
use crate::catalogue::apt_safeguards_kept::{CONTROL, OPTION_GIVEN};
use crate::facts::Build;
use crate::finding::Verdict;
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| matches!(call.name.as_str(), "apt-get" | "apt"),
    given,
    reason: OPTION_GIVEN,
    asks: Some("Confirm that the packages install without it; solve the conflict if they do not."),
};

/// `--force-yes`; another option already says yes, or `-y` takes its place.
fn given(call: &Invocation) -> Vec<Given> {
    let says_yes =
        call.has_flag('y', "yes").is_some() || call.has_flag('\0', "assume-yes").is_some();
    let mut found = switches(call, &["--force-yes"]);
    if !says_yes && let Some(first) = found.first_mut() {
        first.change = Change::Replaced("-y");
    }
    found
}

fn decide(build: &Build<'_>) -> Verdict {
    OPTIONS.verdict(build)
}
