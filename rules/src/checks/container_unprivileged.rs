//! Decides `container-unprivileged`: no container has every privilege of the host.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_unprivileged::{
    CONTROL, HOOK_PRIVILEGED, PRIVILEGED_STATED, PRIVILEGED_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("privileged") {
        return Verdict::NotApplicable;
    }
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut denied = None;
    match &runtime.privileged {
        Fact::Stated {
            value: true,
            evidence,
        } => failures.push(Finding::new(PRIVILEGED_STATED).at(*evidence)),
        Fact::Default(true) => failures.push(Finding::new(PRIVILEGED_STATED)),
        Fact::Stated {
            value: false,
            evidence,
        } => denied = Some(*evidence),
        Fact::Default(false) => {}
        Fact::Unknown(open) => unknown.push(unsettled::finding(open, PRIVILEGED_UNRESOLVED)),
    }
    let hooks = &runtime.privileged_hooks;
    let privileged = hooks.items.iter().filter(|hook| hook.value);
    failures.extend(privileged.map(|hook| Finding::new(HOOK_PRIVILEGED).at(hook.evidence)));
    unknown.extend(unsettled::findings(&hooks.unknown, PRIVILEGED_UNRESOLVED));
    match Verdict::of_lists(failures, unknown) {
        Verdict::Pass(None) => Verdict::Pass(denied),
        verdict => verdict,
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_hook = finding.reason.key == HOOK_PRIVILEGED.key;
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works without, or give it the one device or capability that it \
         needs.",
        |site| {
            if is_hook {
                site.unprivileged_hook()
            } else {
                site.unprivileged()
            }
        },
    )
}
