//! Decides `pip-cache-unused`: pip leaves nothing behind that it fetched.

use super::package_caches::is_cleaned;
use super::package_edits::{mended, option_of};
use super::{Check, Decide};
use crate::catalogue::pip_cache_unused::{CACHE_KEPT, CACHE_OPEN, CONTROL};
use crate::facts::{Build, Cache, Call, Manager};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Lookup;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The variable that does what the option does.
const VARIABLE: &str = "PIP_NO_CACHE_DIR";

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for (call, packages) in build.package_calls() {
        if packages.manager != Manager::Pip || !packages.installs() {
            continue;
        }
        is_concerned = true;
        let is_kept_away =
            Cache::Pip.is_mounted_away(call.run) || is_cleaned(build, packages, Cache::Pip);
        if packages.keeps_no_cache || is_kept_away {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        let open = match switch(build, &call) {
            Switch::On => continue,
            Switch::Open => Some(format!("the variable {VARIABLE}")),
            Switch::Off => packages.open_options(),
        };
        if let Some(cause) = open {
            unknown.push(Finding::new(CACHE_OPEN).with("cause", cause).at(here));
            continue;
        }
        let edit = option_of(build, &call, packages, "--no-cache-dir");
        let finding = Finding::new(CACHE_KEPT).with("command", packages.command());
        failures.push(mended(finding.at(here), edit));
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// What the variable says where a call stands.
enum Switch {
    On,
    Off,
    Open,
}

/// The script's own assignments win over those of the file.
fn switch(build: &Build<'_>, call: &Call<'_>) -> Switch {
    if let Some(value) = assigned(call) {
        return if value.contains(['$', '`']) {
            Switch::Open
        } else {
            Switch::of(value)
        };
    }
    match build.file().scope_at(call.step.index).lookup(VARIABLE) {
        Lookup::Set { text, unresolved } if unresolved.is_empty() => Switch::of(text),
        Lookup::Set { .. } | Lookup::Unset => Switch::Open,
        Lookup::Predefined | Lookup::Undeclared => Switch::Off,
    }
}

/// The last value the script gives the variable before the call, or for it.
fn assigned<'b>(call: &Call<'b>) -> Option<&'b str> {
    let mut found = None;
    let before = call.run.invocations().iter().take(call.index + 1);
    for (index, other) in before.enumerate() {
        let is_same = other.pipeline == call.invocation.pipeline
            && other.position == call.invocation.position;
        let is_lasting = other.program.is_none()
            || matches!(other.name.as_str(), "export" | "declare" | "typeset");
        if index != call.index && !is_same && !is_lasting {
            continue;
        }
        let stated = other.assignments.iter().rev();
        let mut stated = stated.filter(|(name, _)| name.value == VARIABLE);
        let as_word = other.own_arguments().iter().rev().find_map(|word| {
            let (name, value) = word.text.split_once('=')?;
            (index != call.index && name == VARIABLE).then_some(value)
        });
        let value = stated.next().map(|(_, word)| word.text.as_str());
        found = as_word.or(value).or(found);
    }
    found
}

impl Switch {
    fn of(value: &str) -> Self {
        match value
            .trim_matches(['"', '\''])
            .to_ascii_lowercase()
            .as_str()
        {
            "1" | "true" | "on" | "yes" | "y" | "t" => Self::On,
            _ => Self::Off,
        }
    }
}
