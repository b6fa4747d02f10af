//! What the checks of limits share: a limit is set, set to none, or not set.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{Fact, Limit};
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
