//! Decides `container-cpu-limited`: no container can take all processor time of its host.
//!
//! A weight (`cpu_shares`) decides who waits while processors are short and bounds nothing, so
//! it fails. A set of processors (`cpuset`) is a bound only where the host has others, which
//! no artifact shows.

use super::{Check, Decide, service_edits, service_limits, unsettled};
use crate::catalogue::container_cpu_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, NOT_LIMITED, PINNED_ONLY,
    WEIGHT_ONLY,
};
use crate::facts::{Composed, Fact, ProcessorTime, Runtime};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let evidence = runtime.processor_time.evidence();
    let time = match &runtime.processor_time {
        Fact::Stated { value, .. } | Fact::Default(value) => value,
        Fact::Unknown(unknown) => return unsettled::verdict(unknown, LIMIT_UNRESOLVED),
    };
    match time {
        ProcessorTime::Bounded => Verdict::Pass(evidence),
        ProcessorTime::Pinned(processors) => Finding::new(PINNED_ONLY)
            .with("processors", processors)
            .at_any(evidence)
            .leaves_unknown(),
        ProcessorTime::Weighed(weight) => Finding::new(WEIGHT_ONLY)
            .with("weight", weight)
            .at_any(evidence)
            .fails(),
        ProcessorTime::Unbounded(written) => Finding::new(LIMIT_UNBOUNDED)
            .with("limit", written)
            .at_any(evidence)
            .fails(),
        ProcessorTime::Refused(problem) => Finding::new(LIMIT_REFUSED)
            .with("problem", problem)
            .at_any(evidence)
            .fails(),
        ProcessorTime::Unlimited => Finding::new(NOT_LIMITED).fails(),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Choose how many processors the program may use, in parts of one if need be.",
        |site| {
            // Docker refuses a number of processors beside a period.
            if service.service.field(&["cpu_period"]).is_stated() {
                return Err(Refusal::Rejected);
            }
            service_limits::set(site, "cpus", "cpus", "1.0")
        },
    )
}
