//! What the controls on upgrades share.

use crate::catalogue::Reason;
use crate::facts::{Build, PackageCall};
use crate::finding::{Finding, Verdict};

/// One control on upgrades.
pub(super) struct Rule {
    /// Whether a call of a distribution's manager is such an upgrade.
    pub upgrades: fn(&PackageCall) -> bool,
    /// Programs that do the same.
    pub programs: &'static [&'static str],
    /// `{command}` upgrades.
    pub reason: &'static Reason,
}

pub(super) fn decide(build: &Build<'_>, rule: &Rule) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for (call, packages) in build.package_calls() {
        if !packages.manager.is_of_distribution() {
            continue;
        }
        is_concerned = true;
        if (rule.upgrades)(packages) {
            let place = packages.sub_command_at.unwrap_or(packages.span);
            let finding = Finding::new(rule.reason).with("command", packages.command());
            failures.push(finding.at(call.step.at(place)));
        }
    }
    for call in build.calls() {
        if rule.programs.contains(&call.invocation.name.as_str()) {
            is_concerned = true;
            let finding = Finding::new(rule.reason).with("command", &call.invocation.name);
            failures.push(finding.at(call.step.at(call.invocation.span)));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
