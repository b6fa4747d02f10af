//! Decides `firewall-rules-kept`: the rules that keep networks apart are written.

use super::{Check, Decide, daemon_settings::switch};
use crate::catalogue::firewall_rules_kept::{
    CONTROL, DIRECT_ROUTING_ALLOWED, FORWARDING_UNFILTERED, RULES_OFF, RULES_V6_OFF,
};
use crate::facts::Daemon;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let firewall = &daemon.firewall;
    let settings = [
        (&firewall.rules, true, RULES_OFF),
        (&firewall.rules_v6, true, RULES_V6_OFF),
        (&firewall.direct_routing, false, DIRECT_ROUTING_ALLOWED),
        (&firewall.forward_unfiltered, false, FORWARDING_UNFILTERED),
    ];
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for (fact, wanted, reason) in settings {
        match switch(fact, wanted, reason, reason) {
            Verdict::Fail(findings) => failures.extend(findings),
            Verdict::Unknown(findings) => unknown.extend(findings),
            Verdict::Pass(_) | Verdict::Covered(_) | Verdict::NotApplicable => {}
        }
    }
    // One missing source leaves all four open, and is named once.
    unknown.dedup();
    Verdict::of_lists(failures, unknown)
}
