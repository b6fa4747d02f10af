//! Decides `host-paths-unmounted`: containers see nothing of the host but the project's own files.

use super::{Check, Decide, host_mounts, unsettled};
use crate::catalogue::host_paths_unmounted::{
    CONTROL, MEMORY_MOUNTED, PATH_IN_VOLUME, PATH_MOUNTED, SOURCE_UNRESOLVED,
};
use crate::facts::{Declared, Mount, Runtime, Stated, Volume};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[
        Decide::Volume(of_volume),
        Decide::Declaration(of_declaration),
        Decide::Runtime(decide),
    ]),
};

fn of_volume(volume: &Volume) -> Verdict {
    let bound = volume.bound();
    let failures = bound.iter().map(|mount| {
        let finding = Finding::new(PATH_IN_VOLUME).with("source", &mount.value.source);
        finding.at(mount.evidence)
    });
    let unknown = unsettled::unseen_all(&volume.options.unknown);
    Verdict::of_lists(failures.collect(), unknown)
}

fn of_declaration(declared: Declared<'_>) -> Verdict {
    match declared.host_path() {
        Setting::Set(path) => Finding::new(PATH_IN_VOLUME)
            .with("source", &path.value)
            .at(declared.project.at(path.span))
            .fails(),
        Setting::Unresolved { span, variables } => Finding::new(SOURCE_UNRESOLVED)
            .with("variable", variables.join(", "))
            .at(declared.project.at(span))
            .leaves_unknown(),
        Setting::Absent => Verdict::Pass(None),
        // Another control tells what Compose refuses.
        Setting::Malformed { .. } => Verdict::NotApplicable,
    }
}

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.mounts;
    let failures = mounts.items.iter().filter_map(failure).collect();
    let unknown = unsettled::findings(&mounts.unknown, SOURCE_UNRESOLVED);
    Verdict::over(!mounts.is_none(), failures, unknown)
}

fn failure(mount: &Stated<Mount>) -> Option<Finding> {
    let reason = if mount.value.is_shared_memory() {
        MEMORY_MOUNTED
    } else {
        PATH_MOUNTED
    };
    let is_outside = mount.value.is_outside_project();
    is_outside.then(|| host_mounts::of_mount(reason, mount))
}
