//! How a run's checks are numbered: told by what they say first, by their numbers second, and
//! by the version last, because two releases with different numbers both print 1.6.0.

use super::BenchVerdict;

pub use crate::catalogue::Family;

/// The number of the check for experimental features, which the script forgets to print.
pub(super) const fn experimental_id(family: Family) -> &'static str {
    match family {
        Family::A => "2.17",
        Family::B => "2.16",
        Family::C | Family::D | Family::E => "2.18",
    }
}

/// Words of section 5 with their number in family E; all older families count one less.
const RUNTIME: &[(&str, u32)] = &[
    ("swarm", 1),
    ("apparmor", 2),
    ("selinux", 3),
    ("kernel capabilities", 4),
    ("privileged containers", 5),
    ("sensitive host", 6),
    ("privileged ports", 8),
    ("memory usage", 11),
    ("docker socket", 32),
];

/// Decides the family and says why.
pub(super) fn decide(version: Option<&str>, verdicts: &[BenchVerdict]) -> (Family, String) {
    let said = |reason: &str| reason.to_owned();
    let has = |id: &str| verdicts.iter().any(|verdict| verdict.id == id);
    let version = version.unwrap_or_default();
    let by_version = match version {
        "1.3.3" | "1.3.4" => Some(Family::A),
        "1.3.5" => Some(Family::B),
        "1.3.6" => Some(Family::C),
        "1.5.0" => Some(Family::D),
        _ => None,
    };
    // One damaged number must not renumber the whole run.
    if host_checks(verdicts, 2) > host_checks(verdicts, 3) {
        return (
            Family::A,
            said("section 1 has two-part numbers, as before 1.3.5"),
        );
    }
    if by_version == Some(Family::A) {
        return (Family::A, format!("it prints version {version}"));
    }
    if let Some(family) = runtime(verdicts) {
        let reason = match family {
            Family::E => "section 5 begins with the swarm check, as from 1.6.1 on",
            _ => "section 5 begins with AppArmor, as up to 1.6.0",
        };
        return older(family, version, verdicts, by_version, reason);
    }
    if has("5.32") {
        return (Family::E, said("check 5.32 exists from 1.6.1 on"));
    }
    if has("7.10") {
        let reason = "check 7.10 exists up to 1.6.0";
        return older(Family::D, version, verdicts, by_version, reason);
    }
    if has("1.2.3") {
        return (Family::B, said("check 1.2.3 exists in 1.3.5 alone"));
    }
    match by_version {
        Some(family) => (family, format!("it prints version {version}")),
        None => (
            Family::E,
            said("nothing in it tells 1.6.0 from 1.6.1, so the newer one is assumed"),
        ),
    }
}

/// Tells the families up to D apart.
fn older(
    family: Family,
    version: &str,
    verdicts: &[BenchVerdict],
    by_version: Option<Family>,
    reason: &str,
) -> (Family, String) {
    if family == Family::E {
        return (family, reason.to_owned());
    }
    if verdicts.iter().any(|verdict| verdict.id == "1.2.3") {
        return (
            Family::B,
            format!("{reason}, and check 1.2.3 exists in 1.3.5 alone"),
        );
    }
    if let Some(family) = by_version {
        return (family, format!("{reason}, and it prints version {version}"));
    }
    let sysconfig_owner = verdicts
        .iter()
        .find(|verdict| verdict.id == "3.20")
        .is_some_and(|verdict| verdict.text.to_ascii_lowercase().contains("sysconfig"));
    if sysconfig_owner {
        return (
            Family::C,
            format!("{reason}, and 3.20 is about sysconfig, as in 1.3.6"),
        );
    }
    (Family::D, reason.to_owned())
}

/// What the words of section 5 show, or `None` where they show nothing.
fn runtime(verdicts: &[BenchVerdict]) -> Option<Family> {
    verdicts.iter().find_map(|verdict| {
        let number: u32 = verdict.id.strip_prefix("5.")?.parse().ok()?;
        let text = verdict.text.to_ascii_lowercase();
        let (_, newest) = RUNTIME.iter().find(|(words, _)| text.contains(words))?;
        if number == *newest {
            Some(Family::E)
        } else {
            (number + 1 == *newest).then_some(Family::D)
        }
    })
}

/// How many checks of section 1 have a number of so many parts.
fn host_checks(verdicts: &[BenchVerdict], parts: usize) -> usize {
    let host = verdicts
        .iter()
        .filter(|verdict| verdict.id.starts_with("1."));
    host.filter(|verdict| verdict.id.split('.').count() == parts)
        .count()
}
