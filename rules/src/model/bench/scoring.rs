//! Which checks move the score: a release's scripts decide, not the labels they print.

use super::Family;

/// Checks that never move the score, whatever they print, in 1.3.6 to 1.6.0.
const C_AND_D: &[&str] = &[
    "1.2.1", "1.2.2", "2.1", "2.8", "2.17", "4.2", "4.3", "4.4", "4.7", "4.8", "4.9", "4.10",
    "4.11", "4.12", "5.17", "5.18", "5.22", "5.23", "5.27", "5.29", "6.1", "6.2", "7.5", "7.7",
    "7.8", "7.9", "7.10", "C.1.1",
];
/// The same from 1.6.1 on.
const E: &[&str] = &[
    "1.2.1", "1.2.2", "2.1", "2.8", "2.17", "4.2", "4.3", "4.4", "4.7", "4.8", "4.9", "4.10",
    "4.11", "4.12", "5.18", "5.19", "5.23", "5.24", "5.28", "5.30", "6.1", "6.2", "7.4", "7.6",
    "7.7", "7.8", "7.9", "C.1.1",
];
/// The same in 1.3.5, which counts a pass of checks that never warn.
const B: &[&str] = &[
    "1.1.1", "1.1.2", "1.2.2", "4.2", "4.3", "4.4", "4.7", "4.8", "4.9", "4.10", "4.11", "5.8",
    "5.22", "5.23", "5.27", "6.1", "6.2", "C.1",
];

/// Whether a check moves the score, or `None` where the release is not known well enough.
pub(super) fn is_scored(family: Family, id: &str) -> Option<bool> {
    let unscored = match family {
        Family::A => return None,
        Family::B => B,
        Family::C | Family::D => C_AND_D,
        Family::E => E,
    };
    Some(!unscored.contains(&id) && !id.starts_with("8."))
}
