//! Decides `development-rules-absent`: the file that is deployed has no rules for development.

use super::{Check, Decide};
use crate::catalogue::development_rules_absent::{
    CONTROL, RULES_ON_PUBLISHED_SERVICE, RULES_PRESENT,
};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Port, Setting};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let watch = composed.service.field(&["develop", "watch"]);
    let Some(first) = watch.items().find_map(|rule| rule.node()) else {
        return Verdict::Pass(None);
    };
    let is_open = |port: &Setting<Port>| {
        port.value().is_some_and(|port| {
            let address = port.host_ip.as_deref();
            address.is_none_or(|address| matches!(address, "0.0.0.0" | "::"))
        })
    };
    let reason = if composed.service.ports().iter().any(is_open) {
        RULES_ON_PUBLISHED_SERVICE
    } else {
        RULES_PRESENT
    };
    let key = composed.service.key_span("develop");
    Finding::new(reason)
        .at(composed.at(key.unwrap_or(first.span)))
        .fails()
}
