//! Decides `cgroup-parent-default`: containers are accounted for where the engine puts them.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::cgroup_parent_default::{
    CONTROL, PARENT_STATED, PARENT_UNRESOLVED, ROOT_STATED,
};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// Where engines put containers of their own accord.
const DEFAULTS: [&str; 6] = [
    "/docker",
    "docker.slice",
    "system.slice",
    "machine.slice",
    "user.slice",
    "kubepods",
];

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("cgroup_parent") {
        return Verdict::NotApplicable;
    }
    match &runtime.namespaces.control_group_parent {
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Stated { value, evidence } => {
            let parent = value.trim();
            if is_default(parent) {
                Verdict::Pass(Some(*evidence))
            } else if matches!(parent, "/" | "-.slice") {
                Finding::new(ROOT_STATED).at(*evidence).fails()
            } else {
                Finding::new(PARENT_STATED)
                    .with("parent", parent)
                    .at(*evidence)
                    .fails()
            }
        }
        Fact::Unknown(unknown) => unsettled::verdict(unknown, PARENT_UNRESOLVED),
    }
}

/// Whether it is one of them or lies in it.
fn is_default(parent: &str) -> bool {
    let lies_in = |default: &str| {
        let rest = parent.strip_prefix(default);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', '-']))
    };
    parent.is_empty() || DEFAULTS.into_iter().any(lies_in)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that no policy for resources relies on the group.",
        |site| site.without(&["cgroup_parent"]),
    )
}
