//! Decides `package-index-used-where-refreshed`: what refreshes the package index also installs.
//!
//! A step of its own is cached, and later steps then install from an index of long ago. It is
//! the same for one that only upgrades everything with yum, dnf, zypper or pacman, which
//! refresh by themselves.

use std::collections::{HashMap, HashSet};

use super::package_edits::plain_end;
use super::{Check, Decide, history, unsettled};
use crate::catalogue::package_index_used_where_refreshed::{
    CONTROL, INSTALLED_APART, REFRESHED_ALONE, SCRIPT_UNREAD, UPGRADED_ALONE,
};
use crate::facts::{
    Action, Build, Cache, Call, ImageStep, Listed, Manager, PackageCall, Run, RunForm,
};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::Invocation;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::History(of_history)]),
};

/// What the image's own steps did; what its base did is its base's matter.
fn of_history(steps: &Listed<ImageStep>) -> Verdict {
    let alone = history::refreshed_alone(steps);
    let failures = alone.found.iter().map(|(step, command)| {
        Finding::new(REFRESHED_ALONE)
            .with("command", command)
            .at(step.evidence)
    });
    let unknown = unsettled::unseen_all(&steps.unknown);
    Verdict::over(alone.is_concerned, failures.collect(), unknown)
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let later = Later::of(build);
    let mut stale = Stale::default();
    for (call, packages) in build.package_calls() {
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        let Some(refresh) = Refresh::of(packages) else {
            if stale.is_used(&call, packages) {
                let finding = Finding::new(INSTALLED_APART).with("command", packages.command());
                failures.push(finding.at(here));
            }
            continue;
        };
        is_concerned = true;
        stale.refreshed.insert(place(&call, packages));
        let is_apart = cache(packages.manager).is_some_and(|it| it.is_mounted_away(call.run));
        if is_apart || later.uses_index(&call, packages) {
            continue;
        }
        if let Some(script) = later.script(&call) {
            let finding = Finding::new(SCRIPT_UNREAD).with("command", packages.command());
            unknown.push(finding.with("script", script).at(here));
            continue;
        }
        let reason = match refresh {
            Refresh::Index => REFRESHED_ALONE,
            Refresh::Upgrade => UPGRADED_ALONE,
        };
        stale.waiting.insert(stage(&call, packages));
        let finding = Finding::new(reason).with("command", packages.command());
        let next = later.next_install(&call, packages);
        let edit = next.and_then(|next| joined(build, &call, next));
        failures.push(match edit {
            Some(edit) => finding.at(here).mended_by(Remedy::assisted(
                "Both steps become one: confirm that nothing relies on them being apart.",
                vec![edit],
            )),
            None => finding.at(here),
        });
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// A family's index in one instruction.
type Place = (usize, &'static str);

fn place(call: &Call<'_>, packages: &PackageCall) -> Place {
    (call.step.index, family(packages.manager))
}

/// A family's index in one stage.
type StageIndex = (Option<usize>, &'static str);

fn stage(call: &Call<'_>, packages: &PackageCall) -> StageIndex {
    (call.step.stage_index(), family(packages.manager))
}

/// Indices that were refreshed in a step of their own.
#[derive(Default)]
struct Stale {
    /// Where an instruction refreshed, alone or not.
    refreshed: HashSet<Place>,
    /// Those that nothing has been installed from so far.
    waiting: HashSet<StageIndex>,
}

impl Stale {
    /// Whether a call is the first to install from such an index.
    fn is_used(&mut self, call: &Call<'_>, packages: &PackageCall) -> bool {
        packages.installs()
            && !self.refreshed.contains(&place(call, packages))
            && self.waiting.remove(&stage(call, packages))
    }
}

/// What the instructions of a file do with indices, by the instruction's place.
struct Later<'b> {
    /// The last command that uses a family's index.
    used: HashMap<Place, usize>,
    /// The last command that runs a script, and the script.
    scripts: HashMap<usize, (usize, &'b str)>,
    /// A command that installs packages of a family.
    installs: HashMap<Place, Call<'b>>,
}

impl<'b> Later<'b> {
    fn of(build: &'b Build<'_>) -> Self {
        let mut found = Self {
            used: HashMap::new(),
            scripts: HashMap::new(),
            installs: HashMap::new(),
        };
        for (call, packages) in build.package_calls() {
            let key = place(&call, packages);
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
        let manager = packages.manager;
        if !manager.is_of_distribution() {
            return None;
        }
        // Those of Debian and Alpine refresh the index by a command of its own.
        let has_own = manager.is_apt() || manager == Manager::Apk;
        if !has_own && packages.upgrades_all() {
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
    if program.text.starts_with("./") || is_installer(other) {
        return Some(&program.text);
    }
    let is_shell = matches!(other.name.as_str(), "sh" | "bash" | "ash" | "source" | ".");
    let mut operands = other.arguments.iter().map(|word| word.text.as_str());
    is_shell.then(|| operands.find(|text| is_script(text)))?
}

/// Whether a program is one that installs, going by its name: `install_packages`, `apt-install`,
/// `install-php-extensions`. The one that copies files is called `install` and wants to know
/// where to.
fn is_installer(call: &Invocation) -> bool {
    if call.name == "install" {
        return call.arguments.len() == 1 && call.operands(&[]).len() == 1;
    }
    let mut words = call.name.split(['-', '_']);
    words.any(|word| word == "install" || word == "installer")
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
