//! Decides `legacy-registry-off`: no image is taken from a registry without digests.
//!
//! Engines from 17.12 on do not speak to them at all, so the control does not concern them;
//! one that names no number is newer.

use super::{Check, Decide, daemon_settings::settled, unsettled};
use crate::catalogue::engine_releases;
use crate::catalogue::legacy_registry_off::{CONTROL, LEGACY_ALLOWED};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

/// The first release that does not speak to them any more.
const SILENT_SINCE: [u64; 2] = [17, 12];

fn decide(daemon: &Daemon) -> Verdict {
    let (release, _) = match settled(&daemon.release) {
        Ok(settled) => settled,
        Err(open) => return open,
    };
    let is_silent =
        engine_releases::numbers(release).is_none_or(|it| it.as_slice() >= &SILENT_SINCE[..]);
    if is_silent {
        return Verdict::NotApplicable;
    }
    let keys = &daemon.retired_keys;
    let mut known = keys.items.iter();
    match known.find(|key| key.value == "disable-legacy-registry") {
        Some(key) => Verdict::Pass(Some(key.evidence)),
        None if !keys.unknown.is_empty() => Verdict::Unknown(unsettled::unseen_all(&keys.unknown)),
        None => Finding::new(LEGACY_ALLOWED)
            .with("release", release)
            .at_any(daemon.release.evidence())
            .fails(),
    }
}
