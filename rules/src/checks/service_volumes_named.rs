//! Decides `service-volumes-named`: no service gets a volume that nobody named.

use super::{Check, Decide, unsettled};
use crate::catalogue::service_volumes_named::{
    CONTROL, SOCKET_UNNAMED, VOLUME_UNNAMED, VOLUME_UNRESOLVED,
};
use crate::facts::{Composed, is_engine_socket};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Volume, VolumeKind};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let volumes = composed.service.volumes();
    let is_concerned = !volumes.is_empty();
    let unnamed = composed.list(volumes, unnamed);
    let failures = unnamed.items.into_iter().map(|target| {
        let reason = if is_engine_socket(&target.value) {
            SOCKET_UNNAMED
        } else {
            VOLUME_UNNAMED
        };
        let finding = Finding::new(reason).with("target", &target.value);
        finding.at(target.evidence)
    });
    let unknown = unsettled::findings(&unnamed.unknown, VOLUME_UNRESOLVED);
    Verdict::over(is_concerned, failures.collect(), unknown)
}

/// Where a volume without a name is mounted.
fn unnamed(volume: &Volume) -> Option<String> {
    (volume.kind == VolumeKind::Anonymous).then(|| volume.target.clone())
}
