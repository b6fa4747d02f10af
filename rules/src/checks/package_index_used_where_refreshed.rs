//! Decides `package-index-used-where-refreshed`: what refreshes the package index also installs.
//!
//! A step of its own is cached, and later steps then install from an index of long ago. It is
//! the same for one that only upgrades everything with yum, dnf, zypper or pacman, which
//! refresh by themselves.

use std::collections::HashMap;

use super::package_edits::plain_end;
use super::{Check, Decide};
use crate::catalogue::package_index_used_where_refreshed::{
    CONTROL, REFRESHED_ALONE, SCRIPT_UNREAD, UPGRADED_ALONE,
};
use crate::facts::{Action, Build, Cache, Call, Manager, PackageCall, Run, RunForm};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::Invocation;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let later = Later::of(build);
    for (call, packages) in build.package_calls() {
        let Some(refresh) = Refresh::of(packages) else {
            continue;
        };
        is_concerned = true;
        let is_apart = cache(packages.manager).is_some_and(|it| it.is_mounted_away(call.run));
        if is_apart || later.uses_index(&call, packages) {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        if let Some(script) = later.script(&call) {
            let finding = Finding::new(SCRIPT_UNREAD).with("command", packages.command());
            unknown.push(finding.with("script", script).at(here));
            continue;
        }
        let reason = match refresh {
            Refresh::Index => REFRESHED_ALONE,
            Refresh::Upgrade => UPGRADED_ALONE,
        };
        let finding = Finding::new(reason)
            .with("command", packages.command())
            .at(here);
        let next = later.next_install(&call, packages);
        failures.push(match next.and_then(|next| joined(build, &call, next)) {
            Some(edit) => finding.mended_by(Remedy::assisted(
                "Both steps become one: confirm that nothing relies on them being apart.",
                vec![edit],
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// What the instructions of a file do with indices, by the instruction's place.
struct Later<'b> {
    /// The last command that uses a family's index.
    used: HashMap<(usize, &'static str), usize>,
    /// The last command that runs a script, and the script.
    scripts: HashMap<usize, (usize, &'b str)>,
    /// A command that installs packages of a family.
    installs: HashMap<(usize, &'static str), Call<'b>>,
}

impl<'b> Later<'b> {
    fn of(build: &'b Build<'_>) -> Self {
        let mut found = Self {
            used: HashMap::new(),
            scripts: HashMap::new(),
            installs: HashMap::new(),
        };
        for (call, packages) in build.package_calls() {
            let key = (call.step.index, family(packages.manager));
            if uses_index(&packages.action) {
                found.used.insert(key, call.index);
            }
            if packages.installs() {
                found.installs.insert(key, call);
            }
        }
        for call in build.calls() {
            if let Some(script) = script_of(call.invocation) {
                found.scripts.insert(call.step.index, (call.index, script));
            }
        }
        found
    }

    fn uses_index(&self, call: &Call<'_>, packages: &PackageCall) -> bool {
        let last = self.used.get(&(call.step.index, family(packages.manager)));
        last.is_some_and(|last| *last > call.index)
    }

    fn script(&self, call: &Call<'_>) -> Option<&'b str> {
        let (index, script) = self.scripts.get(&call.step.index)?;
        (*index > call.index).then_some(script)
    }

    fn next_install(&self, call: &Call<'_>, packages: &PackageCall) -> Option<&Call<'b>> {
        self.installs
            .get(&(call.step.index + 1, family(packages.manager)))
    }
}

/// How a call refreshes the index.
#[derive(Clone, Copy)]
enum Refresh {
    Index,
    /// Besides upgrading everything.
    Upgrade,
}

impl Refresh {
    fn of(packages: &PackageCall) -> Option<Self> {
        let upgrades = match packages.manager {
            Manager::Yum
            | Manager::Dnf
            | Manager::MicroDnf
            | Manager::Tdnf
            | Manager::Zypper
            | Manager::Pacman => packages.upgrades_all(),
            Manager::AptGet | Manager::Apt | Manager::Aptitude | Manager::Apk => false,
            Manager::Pip
            | Manager::Pipx
            | Manager::Npm
            | Manager::Yarn
            | Manager::Pnpm
            | Manager::Gem
            | Manager::Go
            | Manager::Cargo
            | Manager::Composer => return None,
        };
        if upgrades {
            return Some(Self::Upgrade);
        }
        (packages.action == Action::Update).then_some(Self::Index)
    }
}

const fn uses_index(action: &Action) -> bool {
    match action {
        Action::Install | Action::Upgrade | Action::DistUpgrade => true,
        Action::Update | Action::Remove | Action::Clean | Action::Other(_) => false,
    }
}

/// Managers that work on the same index have one name.
const fn family(manager: Manager) -> &'static str {
    if manager.is_apt() {
        "apt"
    } else if manager.is_yum() {
        "yum"
    } else {
        manager.name()
    }
}

const fn cache(manager: Manager) -> Option<Cache> {
    match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => Some(Cache::AptLists),
        Manager::Apk => Some(Cache::Apk),
        Manager::Yum => Some(Cache::Yum),
        Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => Some(Cache::Dnf),
        Manager::Zypper => Some(Cache::Zypper),
        Manager::Pacman => Some(Cache::Pacman),
        Manager::Pip
        | Manager::Pipx
        | Manager::Npm
        | Manager::Yarn
        | Manager::Pnpm
        | Manager::Gem
        | Manager::Go
        | Manager::Cargo
        | Manager::Composer => None,
    }
}

/// A script that a command runs and that may install as well.
fn script_of(other: &Invocation) -> Option<&str> {
    let is_script = |text: &str| matches!(text.rsplit_once('.'), Some((_, "sh" | "bash")));
    if is_script(&other.name) {
        return Some(&other.name);
    }
    let program = other.program.as_ref()?;
    if program.text.starts_with("./") {
        return Some(&program.text);
    }
    let is_shell = matches!(other.name.as_str(), "sh" | "bash" | "ash" | "source" | ".");
    let mut operands = other.arguments.iter().map(|word| word.text.as_str());
    is_shell.then(|| operands.find(|text| is_script(text)))?
}

/// The step joined with the next one, where both are plain.
fn joined(build: &Build<'_>, call: &Call<'_>, next: &Call<'_>) -> Option<Edit> {
    let end = plain_end(build, call.run)?;
    let instruction = next.step.instruction;
    let is_plain = can_follow(next.run)
        && next.step.stage_index() == call.step.stage_index()
        && !next.step.is_deferred
        && !call.step.is_deferred
        && instruction.flags.is_empty()
        && call.step.instruction.flags.is_empty()
        && instruction.heredocs.is_empty()
        && instruction.comments.is_empty()
        && next.run.dialect() == call.run.dialect();
    let place = Span::new(end, instruction.arguments.whole().start);
    is_plain.then(|| Edit::replace(place, " && "))
}

fn can_follow(run: &Run) -> bool {
    run.form == RunForm::Shell && run.script.problem.is_none()
}
