//! Decides `build-unprivileged`: what a build runs stays away from the machine that builds.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::build_unprivileged::{
    BUILD_PRIVILEGED, CONTROL, HOST_NETWORK_GRANTED, HOST_NETWORK_USED, INSECURE_GRANTED,
    VALUE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Unknown};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Service(decide), mend),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let build = match composed.effective("build", composed.service.build()) {
        Setting::Set(build) => build.value,
        // What cannot be read as a build at all is told where the file is read.
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
            return Verdict::NotApplicable;
        }
    };
    let (mut failures, mut unknown): (Vec<Finding>, Vec<Unknown>) = (Vec::new(), Vec::new());
    match composed.fact_or(build.privileged, false, |value| *value) {
        Fact::Stated {
            value: true,
            evidence,
        } => failures.push(Finding::new(BUILD_PRIVILEGED).at(evidence)),
        Fact::Stated { value: false, .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.push(open),
    }
    let granted = composed.list(build.entitlements, |granted| {
        match granted.split('=').next().unwrap_or_default() {
            "security.insecure" => Some(INSECURE_GRANTED),
            "network.host" => Some(HOST_NETWORK_GRANTED),
            _ => None,
        }
    });
    let found = granted.items.into_iter();
    failures.extend(found.map(|granted| Finding::new(granted.value).at(granted.evidence)));
    unknown.extend(granted.unknown);
    match composed.fact_or(build.network, String::new(), Clone::clone) {
        Fact::Stated { value, evidence } if value == "host" => {
            failures.push(Finding::new(HOST_NETWORK_USED).at(evidence));
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.push(open),
    }
    Verdict::of_lists(failures, unsettled::findings(&unknown, VALUE_UNRESOLVED))
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let key = finding.reason.key;
    service_edits::mended(
        finding,
        service,
        "Make sure that no step of the build needs the right.",
        |site| {
            if key == BUILD_PRIVILEGED.key {
                site.without(&["build", "privileged"])
            } else if key == HOST_NETWORK_USED.key {
                site.without(&["build", "network"])
            } else {
                site.without_item(&["build", "entitlements"])
            }
        },
    )
}
