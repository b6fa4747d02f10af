//! What the checks of limits share: a limit is set, set to none, or not set.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{Fact, Limit, Runtime};
use crate::finding::{Finding, Verdict};

/// Passes for a bound; the reasons are those for no limit, for one that
/// bounds nothing, for one that Compose does not take, and for a variable.
pub(super) fn decide(
    limit: &Fact<Limit>,
    absent: &'static Reason,
    unbounded: &'static Reason,
    refused: &'static Reason,
    unresolved: &'static Reason,
) -> Verdict {
    match limit {
        Fact::Stated {
            value: Limit::Bounded,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(Limit::Bounded) => Verdict::Pass(None),
        Fact::Stated {
            value: Limit::Unbounded(written),
            evidence,
        } => Finding::new(unbounded)
            .with("limit", written)
            .at(*evidence)
            .fails(),
        Fact::Stated {
            value: Limit::Refused(problem),
            evidence,
        } => Finding::new(refused)
            .with("problem", problem)
            .at(*evidence)
            .fails(),
        Fact::Default(Limit::Unbounded(_) | Limit::Refused(_)) => Finding::new(absent).fails(),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, unresolved),
    }
}

/// A pass fails where the daemon says, in words that hold `phrase`, that such limits do nothing.
pub(super) fn unless_void(
    verdict: Verdict,
    runtime: &Runtime,
    phrase: &str,
    void: &'static Reason,
) -> Verdict {
    let daemon = runtime
        .daemon
        .as_ref()
        .filter(|_| matches!(verdict, Verdict::Pass(_)));
    let mut warnings = daemon.iter().flat_map(|daemon| &daemon.warnings.items);
    match warnings.find(|warning| warning.value.contains(phrase)) {
        Some(warning) => Finding::new(void).at(warning.evidence).fails(),
        None => verdict,
    }
}
