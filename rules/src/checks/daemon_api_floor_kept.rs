//! Decides `daemon-api-floor-kept`: no version of the API is brought back.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_api_floor_kept::{CONTROL, FLOOR_LOWERED};
use crate::catalogue::engine_releases::numbers;
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (version, place) = match settled(&daemon.minimum_api) {
        Ok(settled) => settled,
        Err(open) => return open,
    };
    let release = daemon.release.value().map(String::as_str);
    let floor = floor_of(release.and_then(numbers).as_deref());
    match numbers(version) {
        Some(numbers) if numbers.as_slice() < &floor[..] => Finding::new(FLOOR_LOWERED)
            .with("version", version)
            .with("floor", format_args!("{}.{}", floor[0], floor[1]))
            .at_any(place)
            .fails(),
        Some(_) | None => Verdict::Pass(place),
    }
}

/// The lowest version that an engine speaks by itself; that of today's where its release is
/// not known.
fn floor_of(release: Option<&[u64]>) -> [u64; 2] {
    match release {
        Some([..25, ..]) => [1, 12],
        Some([25..29, ..]) => [1, 24],
        Some(_) | None => [1, 40],
    }
}
