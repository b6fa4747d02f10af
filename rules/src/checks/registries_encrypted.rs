//! Decides `registries-encrypted`: images come from whom they seem to.

use super::{Check, Decide, unsettled};
use crate::catalogue::registries_encrypted::{CONTROL, MIRROR_PLAIN, REGISTRY_INSECURE};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let registries = &daemon.insecure_registries;
    let mirrors = &daemon.plain_mirrors;
    let insecure = registries.items.iter().map(|registry| {
        Finding::new(REGISTRY_INSECURE)
            .with("registry", &registry.value)
            .at(registry.evidence)
    });
    let plain = mirrors.items.iter().map(|mirror| {
        Finding::new(MIRROR_PLAIN)
            .with("mirror", &mirror.value)
            .at(mirror.evidence)
    });
    let mut unknown = unsettled::unseen_all(&registries.unknown);
    unknown.extend(unsettled::unseen_all(&mirrors.unknown));
    unknown.dedup();
    Verdict::of_lists(insecure.chain(plain).collect(), unknown)
}
