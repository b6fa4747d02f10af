//! Decides `container-root-readonly`: the root file system cannot be changed.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_root_readonly::{
    CONTROL, VALUE_UNRESOLVED, WRITABLE_BY_DEFAULT, WRITABLE_STATED,
};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.read_only {
        Fact::Stated {
            value: true,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Verdict::Pass(None),
        Fact::Stated {
            value: false,
            evidence,
        } => Finding::new(WRITABLE_STATED).at(*evidence).fails(),
        Fact::Default(false) => Finding::new(WRITABLE_BY_DEFAULT).fails(),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, VALUE_UNRESOLVED),
    }
}

/// Folders that most programs write to, and how much memory suits most of them.
const WRITTEN: [(&str, &str); 2] = [("/tmp", "/tmp:size=64m"), ("/run", "/run:size=16m")];

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Mount every folder that the program writes to, as volumes or in memory of a size that \
         suffices.",
        |site| {
            let mut edits = site.set(&["read_only"], "true")?;
            let stated = service.service;
            if !stated.field(&["tmpfs"]).is_stated() {
                let volumes = stated.volumes();
                let is_mounted = |folder: &str| {
                    volumes.iter().any(|volume| {
                        let target = volume.value().map(|volume| volume.target.as_str());
                        // A target that is not known may be the same, and twice is refused.
                        target.is_none_or(|target| target.trim_end_matches('/') == folder)
                    })
                };
                let free = WRITTEN
                    .into_iter()
                    .filter(|(folder, _)| !is_mounted(folder));
                let free: Vec<&str> = free.map(|(_, mount)| mount).collect();
                if !free.is_empty() {
                    edits.extend(site.append(&["tmpfs"], &free)?);
                }
            }
            Ok(edits)
        },
    )
}
