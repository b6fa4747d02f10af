//! Decides `git-certificates-verified`: git checks the certificates of servers.
//!
//! Git heeds the variable whatever its value, also `0`.

use super::assignments::{Switch, calls};
use super::{Check, Decide};
use crate::catalogue::git_certificates_verified::{CONTROL, SETTING_OFF, VERIFICATION_OFF};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Invocation, Word};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static SWITCH: Switch = Switch {
    is_variable: |name| name == "GIT_SSL_NO_VERIFY",
    is_off: |_| true,
    off: VERIFICATION_OFF,
    unresolved: VERIFICATION_OFF,
    asks: "Confirm that the server's certificate is trusted without it; a private authority goes into the setting http.sslCAInfo.",
};

fn decide(build: &Build<'_>) -> Verdict {
    let (is_set, mut failures, unknown) = SWITCH.findings(build);
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        for call in run.script.calls_of("git") {
            failures.extend(
                settings(call)
                    .into_iter()
                    .map(|word| Finding::new(SETTING_OFF).at(build.at(word.span))),
            );
        }
    }
    let is_concerned = is_set || calls(build, |program| program == "git");
    Verdict::over(is_concerned, failures, unknown)
}

/// The words that switch `http.sslVerify` off, by `git config` or `git -c`.
fn settings(call: &Invocation) -> Vec<&Word> {
    let arguments = call.own_arguments();
    let given = call
        .values_of(&["-c"])
        .into_iter()
        .filter_map(|(value, word)| {
            let (key, value) = value.split_once('=')?;
            (is_setting(key) && is_off(value)).then_some(word)
        });
    let mut found: Vec<&Word> = given.collect();
    if arguments.iter().any(|word| word.text == "config") {
        found.extend(arguments.windows(2).filter_map(|pair| match pair {
            [key, value] if is_setting(&key.text) && is_off(&value.text) => Some(key),
            _ => None,
        }));
    }
    found
}

/// `http.sslVerify`, for every server or for one.
fn is_setting(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.starts_with("http.") && key.ends_with(".sslverify")
}

fn is_off(value: &str) -> bool {
    matches!(
        value.trim().to_ascii_lowercase().as_str(),
        "false" | "0" | "no" | "off"
    )
}
