//! What the controls on questions share: a package manager asks nobody.

use std::cell::LazyCell;

use super::package_edits::{mended, option_behind, option_of};
use super::package_settings::{Place, Setting, Settings};
use crate::catalogue::Reason;
use crate::facts::{Action, Build, Call, Manager, PackageCall};
use crate::finding::{Edit, Finding, Verdict};
use crate::model::shell::{Invocation, Operator};

/// One control on questions.
pub(super) struct Rule {
    /// The managers it is about.
    pub managers: &'static [Manager],
    /// The setting that says yes.
    pub setting: Option<Place>,
    /// `{command}` asks.
    pub unanswered: &'static Reason,
    /// Whether `{command}` asks depends on `{cause}`.
    pub open: &'static Reason,
}

pub(super) fn decide(build: &Build<'_>, rule: &Rule) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    // Few files have a call that it matters for.
    let settings = LazyCell::new(|| {
        let place = rule.setting.as_ref();
        place.map(|place| Settings::new(build, place))
    });
    for (call, packages) in build.package_calls() {
        if !rule.managers.contains(&packages.manager) || !asks(&packages.action) {
            continue;
        }
        is_concerned = true;
        if packages.assumes_yes || is_tried_only(&call) || is_answered(&call) {
            continue;
        }
        let place = packages.sub_command_at.unwrap_or(packages.span);
        let here = call.step.at(place);
        let open = match settings.as_ref().map(|it| it.at(&call)) {
            Some(Setting::Stated) => continue,
            Some(Setting::Unseen(file, evidence)) => Some((file, evidence)),
            Some(Setting::Unstated) | None => packages.open_options().map(|it| (it, here)),
        };
        if let Some((cause, evidence)) = open {
            let finding = Finding::new(rule.open).with("command", packages.command());
            unknown.push(finding.with("cause", cause).at(evidence));
            continue;
        }
        let finding = Finding::new(rule.unanswered).with("command", packages.command());
        failures.push(mended(finding.at(here), edit(build, &call, packages)));
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether a manager asks before it does this.
const fn asks(action: &Action) -> bool {
    match action {
        Action::Install | Action::Upgrade | Action::DistUpgrade | Action::Remove => true,
        Action::Update | Action::Clean | Action::Other(_) => false,
    }
}

/// Whether the call only says what it would do.
fn is_tried_only(call: &Call<'_>) -> bool {
    [
        "dry-run",
        "simulate",
        "just-print",
        "print-uris",
        "assumeno",
    ]
    .iter()
    .any(|flag| call.invocation.has_flag('\0', flag).is_some())
}

/// Whether the answer comes through a pipe, or from a string.
fn is_answered(call: &Call<'_>) -> bool {
    let script = &call.run.script;
    let pipeline = script.pipeline_of(call.invocation);
    // Nobody pipes an answer through more programs than these.
    let before = pipeline
        .into_iter()
        .flat_map(|it| it.commands.iter().take(16));
    let is_yes = |text: &str| {
        let word = text.trim_matches(['\\', 'n', ' ']);
        word.eq_ignore_ascii_case("y") || word.eq_ignore_ascii_case("yes")
    };
    let says_yes = |other: &Invocation| {
        let is_echo = matches!(other.name.as_str(), "echo" | "printf");
        other.name == "yes" || is_echo && other.arguments.iter().any(|word| is_yes(&word.text))
    };
    let is_piped = before
        .filter_map(|index| script.invocations.get(*index))
        .any(|other| other.position < call.invocation.position && says_yes(other));
    let is_fed = call.invocation.redirections.iter().any(|redirection| {
        redirection.operator == Operator::HereString && is_yes(&redirection.target.text)
    });
    is_piped || is_fed
}

fn edit(build: &Build<'_>, call: &Call<'_>, packages: &PackageCall) -> Option<Edit> {
    if packages.manager != Manager::Zypper {
        return option_of(build, call, packages, "-y");
    }
    // Every sub-command knows the general option.
    let program = call.invocation.program.as_ref()?;
    option_behind(build, call.run, program.span, &program.text, "-n")
}
