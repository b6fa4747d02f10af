//! Decides `network-traffic-restricted`: no option of a network widens what reaches its containers.

use super::{Check, Decide, network_drivers, unsettled};
use crate::catalogue::network_traffic_restricted::{
    CONTROL, GATEWAY_ROUTED, OPTION_UNRESOLVED, TRAFFIC_ALLOWED,
};
use crate::facts::Declared;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

fn decide(declared: Declared<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut settings = Vec::new();
    for option in network_drivers::options(declared) {
        let Some(pair) = option.value() else {
            continue;
        };
        let reason = match network_drivers::plain_name(&pair.key.value) {
            "enable_icc" => &TRAFFIC_ALLOWED,
            "gateway_mode_ipv4" | "gateway_mode_ipv6" => &GATEWAY_ROUTED,
            _ => continue,
        };
        is_concerned = true;
        let widens = pair.value.value().is_some_and(|value| {
            let value = value.trim();
            // The engine reads the flag as Go does.
            matches!(value, "1" | "t" | "T" | "TRUE" | "true" | "True" | "routed")
        });
        if let (true, Some(span)) = (widens, pair.value.span()) {
            failures.push(Finding::new(reason).at(declared.at(span)));
        }
        settings.push(pair.value.clone());
    }
    let open = declared.list(settings, |_| Some(()));
    let unknown = unsettled::findings(&open.unknown, OPTION_UNRESOLVED);
    Verdict::over(is_concerned, failures, unknown)
}
