//! How much processor time a service or container may take, of all that is said about it.

use super::Fact;

/// Whether processor time is bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProcessorTime {
    /// A positive bound is set.
    Bounded,
    /// Only these processors may be used, e.g. `0-3`.
    Pinned(String),
    /// Only a weight is set, which counts while processors are short.
    Weighed(String),
    /// The text that sets a bound to none.
    Unbounded(String),
    /// What is stated is no limit that Compose takes; what is wrong with it.
    Refused(String),
    /// Nothing is said.
    Unlimited,
}

impl ProcessorTime {
    /// A number of processors, as `cpus` takes it.
    ///
    /// The engine counts in billionths of a processor and cuts off the rest.
    pub(super) fn of_processors(count: f64) -> Self {
        if count * 1e9 >= 1.0 {
            Self::Bounded
        } else {
            Self::Unbounded(count.to_string())
        }
    }

    /// A count of billionths of a processor, or of microseconds in each period.
    pub(super) fn of_count(count: i64) -> Self {
        if count > 0 {
            Self::Bounded
        } else {
            Self::Unbounded(count.to_string())
        }
    }
}

/// What holds of several settings: a bound whatever stands beside it, then what might be one.
pub(super) fn strictest(
    settings: impl IntoIterator<Item = Fact<ProcessorTime>>,
) -> Fact<ProcessorTime> {
    let rank = |fact: &Fact<ProcessorTime>| match fact.value() {
        Some(ProcessorTime::Bounded) => 0,
        None => 1,
        Some(ProcessorTime::Pinned(_)) => 2,
        Some(ProcessorTime::Weighed(_)) => 3,
        Some(ProcessorTime::Unbounded(_)) => 4,
        Some(ProcessorTime::Refused(_)) => 5,
        Some(ProcessorTime::Unlimited) => 6,
    };
    settings
        .into_iter()
        .min_by_key(rank)
        .unwrap_or(Fact::Default(ProcessorTime::Unlimited))
}
