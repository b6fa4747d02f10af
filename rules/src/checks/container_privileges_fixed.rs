//! Decides `container-privileges-fixed`: no process can gain privileges by starting a program.
//!
//! The last `no-new-privileges` wins, as it does in Docker.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_privileges_fixed::{
    CONTROL, NOT_SET, OPTION_UNRESOLVED, SET_FALSE,
};
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
    match options.last(SecurityOption::no_new_privileges) {
        Some((true, evidence)) => Verdict::Pass(Some(evidence)),
        Some((false, evidence)) => Finding::new(SET_FALSE).at(evidence).fails(),
        None if options.unknown.is_empty() => by_default(runtime),
        None => Verdict::Unknown(unsettled::findings(&options.unknown, OPTION_UNRESOLVED)),
    }
}

/// A container keeps the default that its daemon had when it was made; that the daemon was not
/// set up later is taken for granted.
fn by_default(runtime: &Runtime) -> Verdict {
    match runtime.daemon.as_ref().map(|it| &it.privileges_fixed) {
        Some(Fact::Stated {
            value: true,
            evidence,
        }) => Verdict::Pass(Some(*evidence)),
        Some(Fact::Default(true)) => Verdict::Pass(None),
        Some(Fact::Stated { value: false, .. } | Fact::Default(false) | Fact::Unknown(_))
        | None => Finding::new(NOT_SET).fails(),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    const OPTION: &str = "no-new-privileges:true";
    let path = ["security_opt"];
    let is_stated = finding.reason.key == SET_FALSE.key;
    service_edits::safely_mended(finding, service, |site| {
        if is_stated {
            site.place.set_item(&path, site.item(&path)?, OPTION)
        } else {
            site.append(&path, &[OPTION])
        }
    })
}
