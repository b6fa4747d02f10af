//! What the checks of an image's history share: the image's own steps, as builders write them
//! down.

use crate::facts::{ImageStep, Listed, Manager, Stated};
use crate::model::shell::{Dialect, Invocation, Script, Source};

/// A source of an `ADD`.
pub(super) enum Added<'s> {
    /// It is fetched from elsewhere.
    Fetched(&'s str),
    /// It is a file or folder of the build context.
    Copied(&'s str),
    /// The classic builder wrote down a checksum in its place.
    Hidden,
}

/// Steps that refresh a package index.
pub(super) struct Refreshed<'s> {
    /// Whether any does.
    pub(super) is_concerned: bool,
    /// Those after which nothing is installed in the same step, with the command.
    pub(super) found: Vec<(&'s Stated<ImageStep>, String)>,
}

/// The steps above the image's base.
///
/// A base ends with the command that it starts, and whoever builds on it goes on with steps that
/// change files. Where no such border shows, the first step alone is the base's.
fn own(steps: &Listed<ImageStep>) -> &[Stated<ImageStep>] {
    let steps = steps.items.as_slice();
    let is =
        |step: &Stated<ImageStep>, words: &[&str]| words.contains(&step.value.instruction.as_str());
    let last_change = steps
        .iter()
        .rposition(|step| is(step, &["RUN", "COPY", "ADD"]));
    let before = steps.get(..last_change.unwrap_or(0)).unwrap_or_default();
    let border = before.iter().rposition(|step| is(step, &["CMD"]));
    let from = border.map_or(1, |border| border + 1);
    steps.get(from..).unwrap_or_default()
}

/// The sources of every `ADD` of the image's own.
pub(super) fn added(steps: &Listed<ImageStep>) -> Vec<(&Stated<ImageStep>, Added<'_>)> {
    let mut found = Vec::new();
    for step in own(steps) {
        if step.value.instruction != "ADD" {
            continue;
        }
        let words: Vec<&str> = step.value.text.split_whitespace().collect();
        let Some((_, sources)) = words.split_last() else {
            continue;
        };
        let sources = sources.iter().filter(|word| !word.starts_with("--"));
        found.extend(sources.filter_map(|source| Some((step, read(source)?))));
    }
    found
}

/// Whether a step of the image's own brings files in.
pub(super) fn brings_files(steps: &Listed<ImageStep>) -> bool {
    let is = |step: &Stated<ImageStep>| matches!(&*step.value.instruction, "ADD" | "COPY");
    own(steps).iter().any(is)
}

fn read(source: &str) -> Option<Added<'_>> {
    // `ADD file:<sum> in /srv`, also `dir:` and `multi:`.
    let is_sum = |rest: &str| rest.len() >= 32 && rest.bytes().all(|it| it.is_ascii_hexdigit());
    let hidden = source
        .split_once(':')
        .filter(|(kind, rest)| matches!(*kind, "file" | "dir" | "multi") && is_sum(rest));
    match source {
        "in" => None,
        _ if hidden.is_some() => Some(Added::Hidden),
        _ if super::transfers::is_remote(source) => Some(Added::Fetched(source)),
        _ => Some(Added::Copied(source)),
    }
}

/// Every refresh of a package index among the image's own steps.
pub(super) fn refreshed_alone(steps: &Listed<ImageStep>) -> Refreshed<'_> {
    let mut refreshed = Refreshed {
        is_concerned: false,
        found: Vec::new(),
    };
    for step in own(steps) {
        if step.value.instruction != "RUN" {
            continue;
        }
        let mut source = Source::default();
        source.push(&step.value.text, 0);
        let script = Script::read(&source, Dialect::Posix);
        let calls: Vec<Asked<'_>> = script.invocations.iter().filter_map(Asked::of).collect();
        for (at, call) in calls.iter().enumerate() {
            if !call.refreshes() {
                continue;
            }
            refreshed.is_concerned = true;
            let later = calls.get(at..).unwrap_or_default();
            let is_used = later
                .iter()
                .any(|it| it.family() == call.family() && it.uses_index());
            if !is_used {
                let command = format!("{} {}", call.manager.name(), call.verb);
                refreshed.found.push((step, command));
            }
        }
    }
    refreshed
}

/// What a package manager of a distribution is asked for.
struct Asked<'i> {
    manager: Manager,
    verb: &'i str,
}

impl<'i> Asked<'i> {
    fn of(call: &'i Invocation) -> Option<Self> {
        let manager = Manager::of_program(&call.name)?;
        let mut words = call.arguments.iter().map(|word| word.text.as_str());
        let verb = words.find(|word| !word.starts_with('-'))?;
        Some(Self { manager, verb })
    }

    fn family(&self) -> &'static str {
        if self.manager.is_apt() {
            "apt"
        } else {
            self.manager.name()
        }
    }

    /// Whether it refreshes the index and does nothing else; yum and its kin refresh by
    /// themselves, and what is called so there upgrades.
    fn refreshes(&self) -> bool {
        match self.manager {
            Manager::AptGet | Manager::Apt | Manager::Aptitude | Manager::Apk => {
                self.verb == "update"
            }
            Manager::Zypper => matches!(self.verb, "refresh" | "ref"),
            Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => {
                self.verb == "makecache"
            }
            Manager::Pacman
            | Manager::Pip
            | Manager::Pipx
            | Manager::Npm
            | Manager::Yarn
            | Manager::Pnpm
            | Manager::Gem
            | Manager::Go
            | Manager::Cargo
            | Manager::Composer => false,
        }
    }

    fn uses_index(&self) -> bool {
        matches!(
            self.verb,
            "install"
                | "in"
                | "add"
                | "upgrade"
                | "dist-upgrade"
                | "full-upgrade"
                | "build-dep"
                | "source"
                | "download"
                | "fetch"
                | "update"
                | "up"
                | "dup"
        ) && !self.refreshes()
    }
}
