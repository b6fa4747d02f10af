//! What the two controls on how mounts spread share.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{MountKind, Runtime};
use crate::finding::{Finding, Verdict};

/// Fails for the mounts of the host that spread in one of these ways.
pub(super) fn decide(
    runtime: &Runtime,
    ways: &[&str],
    spreads: &'static Reason,
    unresolved: &'static Reason,
) -> Verdict {
    let stated = &runtime.propagations;
    let spreading = stated.items.iter();
    let failures = spreading
        .filter(|it| ways.contains(&it.value.as_str()))
        .map(|it| Finding::new(spreads).with("way", &it.value).at(it.evidence))
        .collect();
    let unknown = unsettled::findings(&stated.unknown, unresolved);
    let mut mounts = runtime.mounts.items.iter();
    let is_concerned =
        mounts.any(|it| it.value.kind == MountKind::Bind) || !runtime.open_mounts.is_empty();
    Verdict::over(is_concerned, failures, unknown)
}
