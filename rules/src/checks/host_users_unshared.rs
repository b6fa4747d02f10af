//! Decides `host-users-unshared`: no container is taken out of the daemon's user namespace.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_users_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("userns_mode") {
        return Verdict::NotApplicable;
    }
    // A daemon that does not remap has one namespace for all.
    let remapped = runtime.daemon.as_ref().map(|it| &it.users_remapped);
    if let Some(Fact::Stated { value: false, .. }) = remapped {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.namespaces.users, HOST_STATED, MODE_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the files it needs belong to the user that root is remapped to.",
        |site| site.without(&["userns_mode"]),
    )
}
