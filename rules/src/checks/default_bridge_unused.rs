//! Decides `default-bridge-unused`: nothing runs on the network that all containers share.

use super::{Check, Decide, unsettled};
use crate::catalogue::default_bridge_unused::{BRIDGE_JOINED, CONTROL, MODE_UNRESOLVED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.addressing.default_bridge {
        Fact::Stated {
            value: true,
            evidence,
        } => Finding::new(BRIDGE_JOINED).at(*evidence).fails(),
        Fact::Stated {
            value: false,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Finding::new(BRIDGE_JOINED).fails(),
        Fact::Default(false) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, MODE_UNRESOLVED),
    }
}
