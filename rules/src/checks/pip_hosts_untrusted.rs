//! Decides `pip-hosts-untrusted`: no option makes pip trust a host unseen.

use super::options_refused::{Given, Refused, valued};
use super::{Check, Decide};
use crate::catalogue::pip_hosts_untrusted::{CONTROL, OPTION_GIVEN, SETTING_WRITTEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: is_pip,
    given,
    reason: OPTION_GIVEN,
    asks: Some(
        "Confirm that the index's certificate is trusted without it; a private authority goes into the option --cert.",
    ),
};

/// `pip` in all its names, `python -m pip`, and `uv`.
fn is_pip(call: &Invocation) -> bool {
    let has_version = |rest: &str| rest.chars().all(|it| it.is_ascii_digit() || it == '.');
    let is_named = |start| call.name.strip_prefix(start).is_some_and(has_version);
    let modules = call.own_arguments().windows(2);
    let runs_pip = || {
        modules.into_iter().any(
            |pair| matches!(pair, [option, module] if option.text == "-m" && module.text == "pip"),
        )
    };
    is_named("pip") || call.name == "uv" || (is_named("python") && runs_pip())
}

fn given(call: &Invocation) -> Vec<Given> {
    valued(call, &["--trusted-host", "--allow-insecure-host"], |_| true)
}

fn decide(build: &Build<'_>) -> Verdict {
    let (is_concerned, mut failures) = OPTIONS.findings(build);
    for call in build.calls().filter(|call| is_pip(call.invocation)) {
        let arguments = call.invocation.own_arguments();
        let sets = arguments.windows(2).any(
            |pair| matches!(pair, [config, set] if config.text == "config" && set.text == "set"),
        );
        let key = arguments
            .iter()
            .find(|word| word.text.ends_with(".trusted-host"));
        if let Some(key) = key.filter(|_| sets) {
            failures.push(
                Finding::new(SETTING_WRITTEN)
                    .with("setting", &key.text)
                    .at(build.at(key.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
