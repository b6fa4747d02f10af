//! Decides `volumes-named`: no volume is left behind that nobody named.

use super::{Check, Decide};
use crate::catalogue::volumes_named::{CONTROL, LEFT_BEHIND, USERS_UNSEEN};
use crate::facts::Volume;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Volume(decide),
};

fn decide(volume: &Volume) -> Verdict {
    match (volume.anonymous, volume.used) {
        (false, _) | (true, Some(true)) => Verdict::Pass(None),
        (true, Some(false)) => Finding::new(LEFT_BEHIND).fails(),
        (true, None) => Finding::new(USERS_UNSEEN).leaves_unknown(),
    }
}
