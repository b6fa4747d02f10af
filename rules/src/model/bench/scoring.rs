//! Which verdicts move the score: a release's scripts decide, not the labels they print.

use super::{BenchVerdict, Family, Level};

/// Checks that never move the score, whatever they print, in the last builds of 1.3.4.
const A: &[&str] = &[
    "1.2", "1.3", "1.4", "4.2", "4.3", "4.4", "4.7", "4.8", "4.10", "4.11", "5.8", "5.22", "5.23",
    "5.27", "6.1", "6.2",
];
/// The same in 1.3.5.
const B: &[&str] = &[
    "1.1.1", "1.1.2", "1.2.2", "4.2", "4.3", "4.4", "4.7", "4.8", "4.9", "4.10", "4.11", "5.8",
    "5.22", "5.23", "5.27", "6.1", "6.2", "C.1",
];
/// The same in 1.3.6 to 1.6.0.
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

/// What earlier builds of 1.3.4 counted beside what the last ones do: a check, its word, and the
/// points it moved. Scores came in October 2017; these verdicts count until July and until August
/// 2018, and no build prints which one it is.
const EARLY: [&[(&str, Level, i64)]; 2] = [
    &[("5.29", Level::Info, -1)],
    &[("5.29", Level::Info, -1), ("4.7", Level::Pass, 1)],
];

/// Counts as the build of 1.3.4 did whose rules give the score that is stated, the last first;
/// leaves the points alone where none does.
pub(super) fn count_as_stated(verdicts: &mut [BenchVerdict], stated: i64) {
    let sum: i64 = verdicts.iter().map(|verdict| verdict.points).sum();
    if sum == stated {
        return;
    }
    let early = |build: &[(&str, Level, i64)], verdict: &BenchVerdict| {
        let mut counted = build.iter();
        let found = counted.find(|(id, level, _)| (*id, *level) == (&*verdict.id, verdict.level));
        found.map_or(0, |(_, _, points)| *points)
    };
    let fits = |build: &&&[(&str, Level, i64)]| {
        let more: i64 = verdicts.iter().map(|verdict| early(build, verdict)).sum();
        sum + more == stated
    };
    if let Some(build) = EARLY.iter().find(fits) {
        for verdict in verdicts {
            verdict.points += early(build, verdict);
        }
    }
}

/// One more for a pass and one less for a warning of a check that moves the score.
pub(super) fn points(family: Family, id: &str, level: Level) -> i64 {
    let points = match level {
        Level::Pass => 1,
        Level::Warn => -1,
        Level::Info | Level::Note => return 0,
    };
    let unscored = match family {
        Family::A => A,
        Family::B => B,
        Family::C | Family::D => C_AND_D,
        Family::E => E,
    };
    // Up to 1.3.5 the host's network costs a point and never earns one, and a cgroup parent
    // the other way round.
    let is_lost = matches!(family, Family::A | Family::B)
        && matches!((id, level), ("5.9", Level::Pass) | ("2.9", Level::Warn));
    if is_lost || unscored.contains(&id) || id.starts_with("8.") {
        0
    } else {
        points
    }
}
