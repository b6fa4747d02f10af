//! What a key that Compose does not know was likely meant to be.

use super::grammar::{MODEL_FILE, SERVICE};
use super::path::Path;
use super::shape::Mapping;
use crate::model::yaml::Node;

/// Keys longer than this are no misspelt ones, and comparing them costs.
const LONGEST: usize = 32;

/// Keys of other files and versions, and keys without what they stand below, each with where it
/// belongs, seen from the service.
const BELOW_A_SERVICE: &[(&str, &str)] = &[
    ("additional_contexts", "build.additional_contexts"),
    ("args", "build.args"),
    ("constraints", "deploy.placement.constraints"),
    ("context", "build.context"),
    ("dockerfile", "build.dockerfile"),
    ("dockerfile_inline", "build.dockerfile_inline"),
    ("endpoint_mode", "deploy.endpoint_mode"),
    ("interval", "healthcheck.interval"),
    ("limits", "deploy.resources.limits"),
    ("log_driver", "logging.driver"),
    ("log_opt", "logging.options"),
    ("max_attempts", "deploy.restart_policy.max_attempts"),
    ("memory", "deploy.resources.limits.memory"),
    ("net", "network_mode"),
    ("no_cache", "build.no_cache"),
    ("pids", "deploy.resources.limits.pids"),
    ("placement", "deploy.placement"),
    ("replicas", "deploy.replicas"),
    ("reservations", "deploy.resources.reservations"),
    ("resources", "deploy.resources"),
    ("restart_policy", "deploy.restart_policy"),
    ("retries", "healthcheck.retries"),
    ("rollback_config", "deploy.rollback_config"),
    ("start_period", "healthcheck.start_period"),
    ("target", "build.target"),
    ("test", "healthcheck.test"),
    ("timeout", "healthcheck.timeout"),
    ("update_config", "deploy.update_config"),
    ("watch", "develop.watch"),
];

/// A key that newer releases of Compose take, and no misspelling of an older one.
const NEWER: &str = "pre_start";

/// Keys that only services hold: with one of them a mapping at the top is a service.
const TELLING: [&str; 6] = [
    "image",
    "build",
    "ports",
    "volumes",
    "command",
    "environment",
];

/// The key of this mapping that differs only in `-`, `_` and capital letters.
pub(super) fn same(key: &str, mapping: &Mapping) -> Option<String> {
    if key.len() > LONGEST {
        return None;
    }
    let bare = bare(key);
    let mut keys = mapping.keys.iter().map(|(name, _)| *name);
    keys.find(|name| self::bare(name) == bare)
        .map(str::to_owned)
}

/// The key of this mapping that is a few letters away.
pub(super) fn near(key: &str, mapping: &Mapping) -> Option<String> {
    // The longer a word, the more of it may be wrong.
    let most = match key.len() {
        0..=3 => return None,
        4..=6 => 1,
        7..=LONGEST => 2,
        _ => return None,
    };
    if key == NEWER {
        return None;
    }
    let lower = key.to_ascii_lowercase();
    let keys = mapping.keys.iter().map(|(name, _)| *name);
    keys.map(|name| (distance(&lower, name), name))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name.to_owned())
}

/// Where a key belongs that stands below this path.
pub(super) fn belongs(key: &str, value: &Node, path: &Path<'_>) -> Option<String> {
    if key.len() > LONGEST {
        return None;
    }
    match *path.keys() {
        [] if TELLING.iter().any(|telling| value.get(telling).is_some()) => {
            Some(format!("services.{key}"))
        }
        ["services", service] => in_a_service(key, service).or_else(|| at_the_top(key)),
        ["services", service, ..] => match of_a_service(key) {
            Some(name) => Some(format!("services.{service}.{name}")),
            None => in_a_service(key, service),
        },
        [] => of_a_service(key).map(|name| format!("services.*.{name}")),
        [..] => of_a_service(key)
            .map(|name| format!("services.*.{name}"))
            .or_else(|| at_the_top(key)),
    }
}

fn of_a_service(key: &str) -> Option<&'static str> {
    let bare = bare(key);
    let mut names = SERVICE.keys.iter().map(|(name, _)| *name);
    names.find(|name| self::bare(name) == bare)
}

fn in_a_service(key: &str, service: &str) -> Option<String> {
    let (_, place) = BELOW_A_SERVICE.iter().find(|(name, _)| *name == key)?;
    Some(format!("services.{service}.{place}"))
}

fn at_the_top(key: &str) -> Option<String> {
    MODEL_FILE.get(key).map(|_| key.to_owned())
}

/// A key without what people get wrong about it: `-` for `_`, neither, capital letters.
fn bare(key: &str) -> String {
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-'));
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// How many letters must be put in, left out, replaced or swapped with the next to get from one
/// word to the other.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Three rows of the table of distances between beginnings: the two before and this one.
    let mut before = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let at =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut fewest = at(&last, j) + usize::from(a != b);
            fewest = fewest.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if swapped {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}
