//! Decides `container-apparmor-confined`: `AppArmor` confines each container where the host has it.
//!
//! Nothing has to be said for that. What is privileged is another control's matter, unless
//! it gives the profile up besides.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_apparmor_confined::{
    CONTROL, OPTION_UNRESOLVED, PROFILE_MISSING, UNCONFINED_REPORTED, UNCONFINED_STATED,
};
use crate::catalogue::container_unprivileged;
use crate::facts::{Composed, Fact, Runtime, SecurityOption};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("security_opt") {
        return Verdict::NotApplicable;
    }
    let options = &runtime.security_options;
    // Of several profiles the last one holds.
    match options.last(SecurityOption::app_armor_profile) {
        Some(("unconfined", evidence)) => Finding::new(UNCONFINED_STATED).at(evidence).fails(),
        _ if runtime.is_privileged() => Verdict::Covered(&container_unprivileged::CONTROL),
        None if !options.unknown.is_empty() => {
            Verdict::Unknown(unsettled::findings(&options.unknown, OPTION_UNRESOLVED))
        }
        Some((_, evidence)) => Verdict::Pass(Some(evidence)),
        None => in_effect(runtime),
    }
}

/// An engine that reports no profile runs on a host without `AppArmor`, or has not started the
/// container. Where the host is known to have it, a running container without a profile fails.
fn in_effect(runtime: &Runtime) -> Verdict {
    let has_it = runtime.daemon.as_ref().map(|it| &it.app_armor);
    match &runtime.confinement.app_armor_profile {
        Fact::Default(profile) if profile.is_empty() && runtime.confinement.is_running => {
            match has_it {
                Some(Fact::Stated {
                    value: true,
                    evidence,
                }) => Finding::new(PROFILE_MISSING).at(*evidence).fails(),
                Some(Fact::Stated { value: false, .. } | Fact::Default(_) | Fact::Unknown(_))
                | None => Verdict::NotApplicable,
            }
        }
        Fact::Stated { value, evidence } if value == "unconfined" => {
            Finding::new(UNCONFINED_REPORTED).at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(profile) if profile.is_empty() => Verdict::NotApplicable,
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, OPTION_UNRESOLVED),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works under Docker's own profile, or name a profile for it.",
        |site| site.without_item(&["security_opt"]),
    )
}
