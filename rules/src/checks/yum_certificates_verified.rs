//! Decides `yum-certificates-verified`: yum and its successors check servers' certificates.

use super::options_refused::{Refused, valued};
use super::yum_signatures_verified::{is_off, is_settings, is_yum};
use super::{Check, Decide, lines_written};
use crate::catalogue::yum_certificates_verified::{CONTROL, OPTION_GIVEN, SETTING_WRITTEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| is_yum(&call.name),
    given: |call| valued(call, &["--setopt"], |pair| is_off(pair, "sslverify")),
    reason: OPTION_GIVEN,
    asks: Some(
        "Confirm that the server's certificate is trusted without it; a private authority goes into the setting sslcacert.",
    ),
};

fn decide(build: &Build<'_>) -> Verdict {
    let (mut is_concerned, mut failures) = OPTIONS.findings(build);
    for line in lines_written::all(build) {
        if !is_settings(&line.path) {
            continue;
        }
        is_concerned = true;
        if is_off(&line.text, "sslverify") {
            failures.push(
                Finding::new(SETTING_WRITTEN)
                    .with("path", &line.path)
                    .at(build.at(line.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
