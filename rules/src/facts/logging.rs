//! Where a container's output goes, and how much of it is kept.

use super::container::Inspected;
use super::{Composed, Fact};
use crate::model::compose::{Pair, Setting};
use crate::model::inspect::{Field, HostConfig, Pairs};
use crate::span::Spanned;

/// The driver that the engine uses where none is set anywhere.
const DEFAULT_DRIVER: &str = "json-file";

/// Where a container's output goes.
#[derive(Clone, Debug)]
pub struct Logging {
    /// The log driver, `json-file` unless stated.
    pub driver: Fact<String>,
    /// Whether a log file is closed at some size, by the option `max-size`.
    pub is_bounded: Fact<bool>,
}

impl Logging {
    /// What a compose file states.
    pub(super) fn of_service(composed: Composed<'_>) -> Self {
        let field = composed.service.field(&["logging"]);
        let options = field.get("options").pairs().into_iter();
        let max_size = options
            .filter_map(|option| match option {
                Setting::Set(Spanned { value: pair, .. }) => Some(pair),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            })
            .find(|pair: &Pair| pair.key.value == "max-size");
        let max_size = max_size.map_or(Setting::Absent, |pair| pair.value);
        Self {
            driver: composed.fact_or(
                field.get("driver").text(),
                DEFAULT_DRIVER.to_owned(),
                Clone::clone,
            ),
            is_bounded: composed.fact_or(max_size, false, |size| is_bound(size)),
        }
    }

    /// What a container's document states.
    pub(super) fn of_container(inspected: Inspected, host: &HostConfig) -> Self {
        Self {
            driver: inspected.fact(&host.log_driver, DEFAULT_DRIVER.to_owned(), Clone::clone),
            is_bounded: inspected.fact(&host.log_max_size, false, |size| is_bound(size)),
        }
    }

    /// What a service of a swarm states.
    pub(super) fn of_driver(inspected: Inspected, driver: &Field<String>, options: &Pairs) -> Self {
        let is_bounded = match (options.value_of("max-size"), options) {
            (Some(size), _) => Fact::Stated {
                value: is_bound(&size.value),
                evidence: inspected.at(size.span),
            },
            (None, Field::Unreadable(span)) => Fact::Unknown(inspected.unreadable(*span)),
            (None, Field::Absent | Field::Stated(_)) => Fact::Default(false),
        };
        Self {
            driver: inspected.fact(driver, DEFAULT_DRIVER.to_owned(), Clone::clone),
            is_bounded,
        }
    }
}

/// Whether a size bounds: the engine reads `-1` as none, and Podman prints `0B` for none.
fn is_bound(size: &str) -> bool {
    let number = size.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    number.trim().parse::<f64>().is_ok_and(|size| size > 0.0)
}

#[cfg(test)]
mod tests {
    use super::is_bound;

    #[test]
    fn only_a_positive_size_bounds() {
        for size in ["10m", "1g", "500", "1.5MB", "20 kb"] {
            assert!(is_bound(size), "{size}");
        }
        for size in ["", "-1", "0", "0B", "lots"] {
            assert!(!is_bound(size), "{size}");
        }
    }
}
