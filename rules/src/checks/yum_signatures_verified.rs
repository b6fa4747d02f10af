//! Decides `yum-signatures-verified`: yum, its successors and zypper check signatures.

use super::options_refused::{Given, Refused, switches, valued};
use super::{Check, Decide, lines_written};
use crate::catalogue::yum_signatures_verified::{CONTROL, OPTION_GIVEN, SETTING_WRITTEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| is_yum(&call.name) || call.name == "zypper",
    given,
    reason: OPTION_GIVEN,
    asks: Some("Confirm that the repository's key is imported and named by gpgkey."),
};

/// Whether a program reads yum's settings.
pub(super) fn is_yum(name: &str) -> bool {
    matches!(
        name,
        "yum"
            | "dnf"
            | "dnf5"
            | "dnf-3"
            | "tdnf"
            | "microdnf"
            | "yum-config-manager"
            | "dnf-config-manager"
    )
}

fn given(call: &Invocation) -> Vec<Given> {
    if call.name == "zypper" {
        return switches(
            call,
            &[
                "--no-gpg-checks",
                "--no-gpgcheck",
                "--gpgcheck-allow-unsigned",
            ],
        );
    }
    let mut found = switches(call, &["--nogpgcheck", "--no-gpgchecks", "--no-gpg-checks"]);
    found.extend(valued(call, &["--setopt"], |pair| {
        is_off(pair, "gpgcheck") || is_off(pair, "pkg_gpgcheck")
    }));
    found
}

/// Whether a pair `name=value` or `repository.name=value` switches this setting off.
pub(super) fn is_off(pair: &str, name: &str) -> bool {
    let pair = pair.trim_matches(['"', '\'']);
    let Some((key, value)) = pair.split_once('=') else {
        return false;
    };
    let key = key.trim();
    let key = key.rsplit_once('.').map_or(key, |(_, last)| last);
    let value = value.trim().trim_matches(['"', '\'']);
    key.eq_ignore_ascii_case(name)
        && ["0", "false", "no", "off"]
            .iter()
            .any(|off| value.eq_ignore_ascii_case(off))
}

/// Whether a file is one of yum's.
pub(super) fn is_settings(path: &str) -> bool {
    let is_repository = std::path::Path::new(path)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("repo"));
    is_repository
        || path.contains("yum.repos.d")
        || path.contains("yum.conf")
        || path.contains("dnf.conf")
}

fn decide(build: &Build<'_>) -> Verdict {
    let (mut is_concerned, mut failures) = OPTIONS.findings(build);
    for line in lines_written::all(build) {
        if !is_settings(&line.path) {
            continue;
        }
        is_concerned = true;
        if is_off(&line.text, "gpgcheck") || is_off(&line.text, "pkg_gpgcheck") {
            failures.push(
                Finding::new(SETTING_WRITTEN)
                    .with("path", &line.path)
                    .at(build.at(line.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
