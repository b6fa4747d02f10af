//! Decides `apt-signatures-verified`: apt installs only packages whose signature it can check.

use super::options_refused::{Refused, matching, valued};
use super::{Check, Decide, lines_written};
use crate::catalogue::apt_signatures_verified::{CONTROL, OPTION_GIVEN, SOURCE_TRUSTED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;
use crate::sorted::InOrder;

use super::options_refused::Given;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: is_apt,
    given,
    reason: OPTION_GIVEN,
    asks: Some("Confirm that the repository's key is installed and named by signed-by."),
};

/// Settings that let apt use what it cannot check (`apt.conf` and `apt-secure` manuals).
const SETTINGS: [&str; 4] = [
    "apt::get::allowunauthenticated",
    "acquire::allowinsecurerepositories",
    "acquire::allowweakrepositories",
    "acquire::allowdowngradetoinsecurerepositories",
];

fn is_apt(call: &Invocation) -> bool {
    matches!(call.name.as_str(), "apt-get" | "apt" | "aptitude")
}

fn given(call: &Invocation) -> Vec<Given> {
    let mut found = matching(call, |text| {
        matches!(
            text,
            "--allow-unauthenticated"
                | "--allow-unauthenticated=true"
                | "--allow-unauthenticated=yes"
                | "--allow-insecure-repositories"
                | "--allow-insecure-repositories=true"
                | "--allow-insecure-repositories=yes"
        ) || text.strip_prefix("-o").is_some_and(is_setting)
            || text.strip_prefix("--option=").is_some_and(is_setting)
    });
    found.extend(valued(call, &["-o", "--option"], is_setting));
    found.order_by_key(|given| given.first);
    found.dedup_by_key(|given| given.first);
    found
}

fn is_setting(pair: &str) -> bool {
    let Some((key, value)) = pair.split_once('=') else {
        return false;
    };
    SETTINGS.contains(&key.trim().to_ascii_lowercase().as_str()) && is_on(value)
}

fn is_on(value: &str) -> bool {
    let value = value.trim().trim_matches([';', '"', '\'']);
    ["1", "true", "yes", "on"]
        .iter()
        .any(|on| value.eq_ignore_ascii_case(on))
}

fn decide(build: &Build<'_>) -> Verdict {
    let (mut is_concerned, mut failures) = OPTIONS.findings(build);
    for line in lines_written::all(build) {
        let is_source = line.path.contains("sources.list");
        let is_settings = line.path.contains("apt.conf");
        is_concerned |= is_source || is_settings;
        if (is_source && trusts(&line.text)) || (is_settings && is_statement(&line.text)) {
            failures.push(
                Finding::new(SOURCE_TRUSTED)
                    .with("path", &line.path)
                    .at(build.at(line.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// `deb [trusted=yes] …`, and `Trusted: yes` of the newer format.
fn trusts(line: &str) -> bool {
    let lower = line.trim().to_ascii_lowercase();
    let stated = lower.strip_prefix("trusted:").map(str::trim);
    let options = lower
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    let is_option = |option: &str| matches!(option, "trusted=yes" | "allow-insecure=yes");
    !lower.starts_with('#')
        && (stated == Some("yes")
            || options.is_some_and(|(options, _)| options.split_whitespace().any(is_option)))
}

/// `APT::Get::AllowUnauthenticated "true";`
fn is_statement(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let key = words.next().unwrap_or_default().to_ascii_lowercase();
    SETTINGS.contains(&key.as_str()) && words.next().is_some_and(is_on)
}
