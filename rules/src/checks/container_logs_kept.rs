//! Decides `container-logs-kept`: what a container writes is not thrown away.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_logs_kept::{CONTROL, DRIVER_NONE, DRIVER_UNRESOLVED};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.logging.driver {
        Fact::Stated { value, evidence } if value == "none" => {
            Finding::new(DRIVER_NONE).at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, DRIVER_UNRESOLVED),
    }
}

/// What the driver `local` takes, and what any driver does.
const OPTIONS: [&str; 5] = [
    "compress",
    "max-buffer-size",
    "max-file",
    "max-size",
    "mode",
];

/// The default driver would keep everything in one file, so another one is named. Options that
/// it does not know would keep the container from starting.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let options = service.service.field(&["logging", "options"]).pairs();
    let mut names = options.iter().filter_map(|it| Some(&it.value()?.key.value));
    let is_known = names.all(|name| OPTIONS.contains(&name.as_str()));
    service_edits::mended(
        finding,
        service,
        "Make sure that the disk has room: this driver keeps up to 100 MB of each container.",
        |site| {
            let mut edits = site.set(&["logging", "driver"], "local")?;
            if !is_known {
                edits.extend(site.without(&["logging", "options"])?);
            }
            Ok(edits)
        },
    )
}
