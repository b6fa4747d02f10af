//! Decides `pip-cache-unused`: pip leaves nothing behind that it fetched.

use super::package_caches::{Cleanings, is_shipped};
use super::package_edits::{mended, option_of};
use super::{Check, Decide};
use crate::catalogue::pip_cache_unused::{CACHE_KEPT, CACHE_OPEN, CONTROL};
use crate::facts::{Build, Cache, Call, Manager};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Lookup;
use crate::model::shell::Invocation;

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
    let mut script = Assigned::default();
    let cleanings = Cleanings::of(build, Cache::Pip);
    for (call, packages) in build.package_calls() {
        let is_own = packages.manager == Manager::Pip && packages.installs();
        if !is_own || !is_shipped(&call) {
            continue;
        }
        is_concerned = true;
        let assigned = script.at(&call);
        let is_kept_away = Cache::Pip.is_mounted_away(call.run) || cleanings.follow(packages);
        if packages.keeps_no_cache || is_kept_away {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        let open = match switch(build, assigned, &call) {
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
fn switch(build: &Build<'_>, assigned: Option<&str>, call: &Call<'_>) -> Switch {
    if let Some(value) = assigned {
        return if value.contains(['$', '`']) {
            Switch::Open
        } else {
            Switch::of(value)
        };
    }
    match build.file().scope_at(call.step.index).lookup(VARIABLE) {
        Lookup::Set {
            text,
            unresolved: [],
        } => Switch::of(text),
        Lookup::Set { .. } | Lookup::Unset => Switch::Open,
        Lookup::Predefined | Lookup::Undeclared => Switch::Off,
    }
}

/// What a script gives the variable, followed from call to call.
#[derive(Default)]
struct Assigned<'b> {
    step: Option<usize>,
    /// How many of the script's commands are read.
    done: usize,
    /// The value that later commands see.
    lasting: Option<&'b str>,
}

impl<'b> Assigned<'b> {
    /// The value for a call, which stands behind those asked for before.
    fn at(&mut self, call: &Call<'b>) -> Option<&'b str> {
        if self.step != Some(call.step.index) {
            *self = Self {
                step: Some(call.step.index),
                ..Self::default()
            };
        }
        let commands = call.run.invocations();
        let between = commands.get(self.done..call.index).unwrap_or_default();
        for other in between {
            let is_lasting = other.program.is_none()
                || matches!(other.name.as_str(), "export" | "declare" | "typeset");
            if is_lasting {
                self.lasting = given(other, true).or(self.lasting);
            }
        }
        self.done = call.index.max(self.done);
        let own = given(call.invocation, false);
        own.or_else(|| wrapped(call)).or(self.lasting)
    }
}

/// The value that a wrapper in front of the call gives, such as `env`.
fn wrapped<'b>(call: &Call<'b>) -> Option<&'b str> {
    let before = call.run.invocations().get(..call.index)?;
    let wrappers = before.iter().rev().take_while(|other| {
        other.pipeline == call.invocation.pipeline
            && other.position == call.invocation.position
            && other.runs_from.is_some()
    });
    // A call stands behind no more wrappers than people write.
    wrappers.take(8).find_map(|other| given(other, true))
}

/// The value a command gives the variable, in front of the program or as an argument.
fn given(command: &Invocation, with_arguments: bool) -> Option<&str> {
    let mut stated = command.assignments.iter().rev();
    let stated = stated.find(|(name, _)| name.value == VARIABLE);
    let mut arguments = command.own_arguments().iter().rev();
    let as_word = arguments.find_map(|word| {
        let (name, value) = word.text.split_once('=')?;
        (with_arguments && name == VARIABLE).then_some(value)
    });
    as_word.or(stated.map(|(_, word)| word.text.as_str()))
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
