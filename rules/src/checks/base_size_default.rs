//! Decides `base-size-default`: no container may fill more of the pool that all share.

use super::{Check, Decide, unsettled};
use crate::catalogue::base_size_default::{CONTROL, SIZE_STATED};
use crate::facts::{Daemon, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match &daemon.storage_driver {
        Fact::Stated { value, .. } | Fact::Default(value) if value != "devicemapper" => {
            return Verdict::NotApplicable;
        }
        // Only this driver takes the option, so where it stands the driver is known.
        Fact::Stated { .. } | Fact::Default(_) | Fact::Unknown(_) => {}
    }
    let options = &daemon.storage_options;
    let sizes = options.items.iter().filter(|option| {
        let key = option.value.split('=').next().unwrap_or_default();
        key.trim() == "dm.basesize"
    });
    let failures = sizes.map(|option| {
        Finding::new(SIZE_STATED)
            .with("option", &option.value)
            .at(option.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&options.unknown))
}
