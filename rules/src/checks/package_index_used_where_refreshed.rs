//! Decides `package-index-used-where-refreshed`: what refreshes the package index also installs.
//!
//! A step of its own is cached, and later steps then install from an index of long ago. It is
//! the same for one that only upgrades everything with yum, dnf, zypper or pacman, which
//! refresh by themselves.

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
    let calls: Vec<(Call<'_>, &PackageCall)> = build.package_calls().collect();
    for (at, (call, packages)) in calls.iter().enumerate() {
        let Some(refresh) = Refresh::of(packages) else {
            continue;
        };
        is_concerned = true;
        let later = calls.get(at + 1..).unwrap_or_default();
        let mut later = later.iter().take_while(|(_, it)| it.run == packages.run);
        let is_used = later.any(|(_, it)| {
            family(it.manager) == family(packages.manager) && uses_index(&it.action)
        });
        let is_apart = cache(packages.manager).is_some_and(|it| it.is_mounted_away(call.run));
        if is_used || is_apart {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        let rest = call.run.invocations().get(call.index + 1..);
        if let Some(script) = rest.unwrap_or_default().iter().find_map(script_of) {
            unknown.push(
                Finding::new(SCRIPT_UNREAD)
                    .with("command", packages.command())
                    .with("script", script)
                    .at(here),
            );
            continue;
        }
        let reason = match refresh {
            Refresh::Index => REFRESHED_ALONE,
            Refresh::Upgrade => UPGRADED_ALONE,
        };
        let finding = Finding::new(reason)
            .with("command", packages.command())
            .at(here);
        failures.push(match joined(build, call, packages, &calls) {
            Some(edit) => finding.mended_by(Remedy::assisted(
                "Both steps become one: confirm that nothing relies on them being apart.",
                vec![edit],
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, unknown)
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
    let is_script = |text: &str| text.ends_with(".sh") || text.ends_with(".bash");
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

/// The step joined with the next instruction, where that installs by the same manager.
fn joined(
    build: &Build<'_>,
    call: &Call<'_>,
    packages: &PackageCall,
    calls: &[(Call<'_>, &PackageCall)],
) -> Option<Edit> {
    let end = plain_end(build, call.run)?;
    let (next, _) = calls.iter().find(|(next, it)| {
        next.step.index == call.step.index + 1
            && next.step.stage_index() == call.step.stage_index()
            && family(it.manager) == family(packages.manager)
            && it.installs()
    })?;
    let instruction = next.step.instruction;
    let is_plain = can_follow(next.run)
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
