//! Decides `wget-certificates-verified`: wget checks the certificates of servers.

use super::options_refused::{Given, Refused, matching, valued};
use super::{Check, Decide, lines_written};
use crate::catalogue::wget_certificates_verified::{CONTROL, OPTION_GIVEN, SETTING_WRITTEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| matches!(call.name.as_str(), "wget" | "wget2"),
    given,
    reason: OPTION_GIVEN,
    asks: None,
};

fn given(call: &Invocation) -> Vec<Given> {
    // Long options may be shortened as long as they stay unambiguous.
    let mut found = matching(call, |text| {
        text.starts_with("--no-check-") && "--no-check-certificate".starts_with(text)
            || matches!(
                text,
                "--check-certificate=off" | "--check-certificate=no" | "--check-certificate=quiet"
            )
    });
    found.extend(valued(call, &["-e", "--execute"], is_setting));
    found
}

/// `check_certificate = off`; case, dashes and underscores are no matter to wget.
fn is_setting(line: &str) -> bool {
    let name = |key: &str| key.trim().to_ascii_lowercase().replace(['_', '-'], "");
    line.split_once('=').is_some_and(|(key, value)| {
        name(key) == "checkcertificate"
            && matches!(
                value.trim().to_ascii_lowercase().as_str(),
                "off" | "no" | "0" | "quiet"
            )
    })
}

fn decide(build: &Build<'_>) -> Verdict {
    let (mut is_concerned, mut failures) = OPTIONS.findings(build);
    for line in lines_written::all(build) {
        if !line.path.ends_with("wgetrc") {
            continue;
        }
        is_concerned = true;
        if is_setting(&line.text) {
            failures.push(
                Finding::new(SETTING_WRITTEN)
                    .with("path", &line.path)
                    .at(build.at(line.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
