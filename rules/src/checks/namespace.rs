//! What the three namespace checks share: a mode is the host's, or it is not.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::Fact;
use crate::finding::{Finding, Verdict};

/// Fails for `host`; another container's namespace is that container's matter.
pub(super) fn decide(
    mode: &Fact<String>,
    host: &'static Reason,
    unresolved: &'static Reason,
) -> Verdict {
    match mode {
        Fact::Stated { value, evidence } if value == "host" => {
            Finding::new(host).at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, unresolved),
    }
}
