//! Decides `npm-strict-ssl-kept`: no command stops npm and its relatives from checking
//! certificates.

use super::assignments::calls;
use super::{Check, Decide, cuts};
use crate::catalogue::npm_strict_ssl_kept::{CONTROL, OPTION_OFF, SETTING_OFF};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::{Invocation, Word};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// What the reader confirms before the change.
const ASKS: &str = "Confirm that the registry's certificate is trusted without it; a private authority goes into the setting cafile.";

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        let invocations = run.invocations().iter();
        for call in invocations.filter(|call| is_manager(&call.name)) {
            failures.extend(setting(call).map(|(first, last)| {
                Finding::new(SETTING_OFF)
                    .with("program", &call.name)
                    .at(build.at(first.span.to(last.span)))
            }));
            failures.extend(option(build, call));
        }
    }
    Verdict::over(calls(build, is_manager), failures, Vec::new())
}

fn is_manager(program: &str) -> bool {
    matches!(program, "npm" | "yarn" | "pnpm")
}

/// `config set strict-ssl false`, also as `c set` and `set`, with a blank or `=`.
fn setting(call: &Invocation) -> Option<(&Word, &Word)> {
    let operands = call.operands(&["--location", "--prefix", "-C"]);
    let rest = match operands.as_slice() {
        [config, set, rest @ ..] if is_config(&config.text) && set.text == "set" => rest,
        [set, rest @ ..] if set.text == "set" => rest,
        _ => return None,
    };
    match rest {
        [key, value, ..] if is_key(&key.text) && is_false(&value.text) => Some((*key, *value)),
        [pair, ..] => {
            let (key, value) = pair.text.split_once('=')?;
            (is_key(key) && is_false(value)).then_some((*pair, *pair))
        }
        [] => None,
    }
}

fn is_config(word: &str) -> bool {
    matches!(word, "config" | "c" | "conf")
}

fn is_key(key: &str) -> bool {
    matches!(key, "strict-ssl" | "strictSsl" | "enableStrictSsl")
}

fn is_false(value: &str) -> bool {
    value.eq_ignore_ascii_case("false")
}

/// `--strict-ssl=false`, `--strict-ssl false` and `--no-strict-ssl` of any command.
fn option(build: &Build<'_>, call: &Invocation) -> Option<Finding> {
    let arguments = call.own_arguments();
    let at = arguments
        .iter()
        .position(|word| word.text.starts_with("--strict-ssl") || word.text == "--no-strict-ssl")?;
    let word = arguments.get(at)?;
    let next = arguments.get(at + 1);
    let last = match word.text.as_str() {
        "--no-strict-ssl" | "--strict-ssl=false" => word,
        "--strict-ssl" => next.filter(|next| is_false(&next.text))?,
        _ => return None,
    };
    let place = word.span.to(last.span);
    let before = match at.checked_sub(1) {
        Some(before) => arguments.get(before).map(|word| word.span.end),
        None => call.program.as_ref().map(|program| program.span.end),
    };
    let finding = Finding::new(OPTION_OFF)
        .with("program", &call.name)
        .at(build.at(place));
    let edit: Option<Edit> = cuts::entry(build, Span::new(place.start, place.end), before, None);
    Some(match edit {
        Some(edit) => finding.mended_by(Remedy::assisted(ASKS, vec![edit])),
        None => finding,
    })
}
