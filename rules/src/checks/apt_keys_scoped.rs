//! Decides `apt-keys-scoped`: a key vouches only for the repository it is for, and arrives
//! unchanged.

use super::{Check, Decide, downloads};
use crate::catalogue::apt_keys_scoped::{CONTROL, KEY_FETCHED_PLAINLY, KEY_FOR_ALL};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Invocation, Word};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls() {
        let command = call.invocation;
        if command.name == "apt-key" {
            is_concerned = true;
            if adds(command) {
                failures.push(Finding::new(KEY_FOR_ALL).at(build.at(command.span)));
            }
        }
        for word in keys(call) {
            is_concerned = true;
            let is_plain = match downloads::value(build, call, word) {
                Ok(address) => downloads::is_plain(&address),
                Err(_) => downloads::is_plain(&word.text),
            };
            if is_plain {
                failures.push(
                    Finding::new(KEY_FETCHED_PLAINLY)
                        .with("address", &word.text)
                        .at(build.at(word.span)),
                );
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn adds(call: &Invocation) -> bool {
    let mut words = call.own_arguments().iter().map(|word| word.text.as_str());
    words.any(|word| {
        matches!(
            word,
            "add" | "adv" | "net-update" | "update" | "--recv-keys"
        )
    })
}

/// Addresses of keys: what `rpm --import` is given, and what is downloaded and named like one.
fn keys(call: Call<'_>) -> Vec<&Word> {
    let command = call.invocation;
    if matches!(command.name.as_str(), "rpm" | "rpmkeys") {
        let imports = command.arguments.iter().any(|word| word.text == "--import");
        let words = command
            .arguments
            .iter()
            .filter(|word| word.text.contains("://"));
        return words.filter(|_| imports).collect();
    }
    if !downloads::is_downloader(&command.name) {
        return Vec::new();
    }
    let pipe = call.run.script.pipeline_of(command);
    let mut later = pipe.into_iter().flat_map(|pipe| &pipe.commands);
    let is_fed = later.any(|at| {
        let later = call.run.invocations().get(*at);
        later.is_some_and(|later| {
            let takes_keys = matches!(later.name.as_str(), "apt-key" | "gpg" | "gpg2");
            takes_keys && later.position > command.position
        })
    });
    let is_key = |word: &&Word| {
        let name = downloads::file_name(&word.text).to_ascii_lowercase();
        is_fed
            || [".asc", ".gpg", ".key", ".pub"]
                .iter()
                .any(|ending| name.ends_with(ending))
    };
    downloads::operands(command)
        .into_iter()
        .filter(is_key)
        .collect()
}
