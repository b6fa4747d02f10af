//! What the controls on versions share: packages are installed by version.

use super::unsettled::listed;
use crate::catalogue::Reason;
use crate::facts::{Build, Call, Manager, Package, PackageCall, Pin, Step};
use crate::finding::{Finding, Verdict};

/// One control on versions.
pub(super) struct Rule {
    /// The managers it is about.
    pub managers: &'static [Manager],
    /// Whether a name that moves, such as `latest`, is no version.
    pub refuses_moving: bool,
    /// `{packages}` are installed without a version.
    pub missing: &'static Reason,
    /// The same of repositories, where that is another matter.
    pub of_repository: Option<&'static Reason>,
    /// Whether `{packages}` have versions depends on `{variable}`.
    pub open: &'static Reason,
}

pub(super) fn decide(build: &Build<'_>, rule: &Rule) -> Verdict {
    decide_unless(build, rule, |_, _| false)
}

/// The same, where what `is_chosen` names gets its version in another way.
pub(super) fn decide_unless(
    build: &Build<'_>,
    rule: &Rule,
    is_chosen: impl Fn(Call<'_>, &Package) -> bool,
) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for (call, packages) in build.package_calls() {
        if !rule.managers.contains(&packages.manager) || !chooses(packages) {
            continue;
        }
        is_concerned = true;
        // Files of constraints hold versions of what the command only names.
        if !packages.listings.is_empty() || !packages.constraints.is_empty() {
            continue;
        }
        let is_missing = |package: &&Package| match &package.pin {
            Pin::None => true,
            Pin::Moving => rule.refuses_moving,
            Pin::Exact | Pin::Ranged | Pin::Local | Pin::Unresolved(_) => false,
        };
        let missing = packages.packages.iter().filter(is_missing);
        let missing = missing.filter(|it| !is_chosen(call, it));
        let is_apart = |it: &&Package| rule.of_repository.is_some() && it.is_repository();
        let (repositories, missing): (Vec<_>, Vec<_>) = missing.partition(is_apart);
        failures.extend(finding(&missing, rule.missing, call.step));
        let apart = rule.of_repository.into_iter();
        failures.extend(apart.filter_map(|it| finding(&repositories, it, call.step)));
        let mut variables: Vec<&str> = Vec::new();
        let mut open = Vec::new();
        for package in &packages.packages {
            if let Pin::Unresolved(names) = &package.pin {
                variables.extend(names.iter().map(String::as_str));
                open.push(package);
            }
        }
        variables.dedup();
        let found = finding(&open, rule.open, call.step);
        unknown.extend(found.map(|it| it.with("variable", variables.join(", "))));
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether a call leaves versions open or fixes them: it installs something that has versions.
fn chooses(packages: &PackageCall) -> bool {
    // The packages that another one is built with are not named.
    let is_install = packages.installs() && packages.sub_command != "build-dep";
    let is_local =
        !packages.packages.is_empty() && packages.packages.iter().all(|it| it.pin == Pin::Local);
    is_install && !is_local
}

fn finding(packages: &[&Package], reason: &'static Reason, step: Step<'_>) -> Option<Finding> {
    let first = packages.first()?;
    let names: Vec<&str> = packages.iter().map(|it| named(&it.text)).collect();
    let finding = Finding::new(reason).with("packages", listed(&names));
    Some(finding.at(step.at(first.span)))
}

/// A package as a sentence names it: Go's dots for all that lies below would end it twice.
fn named(text: &str) -> &str {
    text.strip_suffix("/...").unwrap_or(text)
}
