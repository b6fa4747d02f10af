//! Decides `container-paths-masked`: what Docker hides of `/proc` and `/sys` stays hidden.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_paths_masked::{
    CONTROL, MASKS_EMPTY, OPTION_UNRESOLVED, PATHS_OPENED,
};
use crate::catalogue::container_unprivileged;
use crate::facts::{Composed, Runtime};
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
    let opening = options
        .items
        .iter()
        .filter(|option| option.value.is_unmasking());
    let mut failures: Vec<Finding> = opening
        .map(|option| Finding::new(PATHS_OPENED).at(option.evidence))
        .collect();
    let unmasked = runtime.confinement.unmasked;
    if !runtime.is_privileged() {
        failures.extend(unmasked.map(|evidence| Finding::new(MASKS_EMPTY).at(evidence)));
    }
    let unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, runtime.is_privileged())
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program does without the parts of the kernel that Docker hides.",
        |site| site.without_item(&["security_opt"]),
    )
}
