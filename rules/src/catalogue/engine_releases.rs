//! Which releases of the engine, containerd and runc get security fixes.

use jiff::civil::Date;

use super::compiled::ENGINE_RELEASES;

/// A program that stands between containers and their host, and its lines of releases.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// What people call it.
    pub title: &'static str,
    /// What `docker version` calls it.
    pub name: &'static str,
    /// Its lines, newest first.
    pub lines: &'static [Line],
    /// Where its releases can be read.
    pub source: &'static str,
    /// The day they were read there.
    pub read: Date,
}

/// All releases that begin with one number.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Numbers joined by dots.
    pub version: &'static str,
    /// The last day it got fixes; `None` while it gets some.
    pub ends: Option<Date>,
    /// The last of its releases that brought security fixes, as far as they are known.
    pub fixed: Option<&'static str>,
    /// A severe flaw that none of its releases mends.
    pub flaw: Option<&'static str>,
    /// Who alone still keeps it, where its own project does not.
    pub packagers: Option<&'static str>,
}

/// What is known of one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has the security fixes of a line that gets some.
    Current,
    /// It is newer than every line that is listed.
    Newer,
    /// Its line is not listed any more.
    Forgotten,
    /// Its line got its last fixes on this day.
    Ended(Date),
    /// This release of its line has fixes that it lacks.
    Lacking(&'static str),
    /// Its line has this flaw for good.
    Unfixed(&'static str),
    /// It is kept by these packagers, who say what is in it.
    Packaged(&'static str),
}

/// The engine itself.
pub fn engine() -> Option<&'static Program> {
    program("Engine")
}

/// The program with this name among those that `docker version` lists.
pub fn program(name: &str) -> Option<&'static Program> {
    ENGINE_RELEASES
        .iter()
        .find(|program| program.name.eq_ignore_ascii_case(name.trim()))
}

impl Program {
    /// What is known of a release on a day, or on the day the list was read; `None` where the
    /// text is no number with dots, as that of a commit.
    pub fn standing(&self, release: &str, day: Option<Date>) -> Option<Standing> {
        let version = numbers(release)?;
        let Some(line) = self.lines.iter().find(|line| line.holds(&version)) else {
            let newest = self.lines.iter().map(Line::numbers).max();
            let is_newer = newest.is_none_or(|newest| version > newest);
            return Some(if is_newer {
                Standing::Newer
            } else {
                Standing::Forgotten
            });
        };
        let day = day.unwrap_or(self.read);
        let fixed = line.fixed.filter(|fixed| {
            let fixed = numbers(fixed).unwrap_or_default();
            version < fixed || (version == fixed && is_candidate(release))
        });
        Some(if let Some(ends) = line.ends.filter(|ends| *ends < day) {
            Standing::Ended(ends)
        } else if let Some(flaw) = line.flaw {
            Standing::Unfixed(flaw)
        } else if let Some(fixed) = fixed {
            Standing::Lacking(fixed)
        } else if let Some(packagers) = line.packagers {
            Standing::Packaged(packagers)
        } else {
            Standing::Current
        })
    }
}

impl Line {
    fn numbers(&self) -> Vec<u64> {
        numbers(self.version).unwrap_or_default()
    }

    fn holds(&self, version: &[u64]) -> bool {
        version.starts_with(&self.numbers())
    }
}

/// The numbers a release begins with: `v1.1.12+ds1` has 1, 1 and 12. `None` where there is no
/// dot behind the first, as in a commit's digits, unless the first is all there is.
pub fn numbers(release: &str) -> Option<Vec<u64>> {
    let release = release.trim();
    let release = release.strip_prefix('v').unwrap_or(release);
    let end = release
        .find(|it: char| !it.is_ascii_digit() && it != '.')
        .unwrap_or(release.len());
    let digits = release.get(..end)?.trim_end_matches('.');
    if !digits.contains('.') && digits.len() != release.len() {
        return None;
    }
    digits.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether a release came before the one of its number.
fn is_candidate(release: &str) -> bool {
    ["-rc", "-beta", "-alpha"]
        .iter()
        .any(|mark| release.contains(mark))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Standing, engine, numbers, program};

    #[test]
    fn releases_are_read_as_they_are_printed() {
        for (release, expected) in [
            ("29.9.0", Some(vec![29, 9, 0])),
            ("v1.2.5-0-g59923ef", Some(vec![1, 2, 5])),
            ("20.10.24+dfsg1", Some(vec![20, 10, 24])),
            ("19.03.15-ce", Some(vec![19, 3, 15])),
            ("29", Some(vec![29])),
            ("05044ec0a9a75232cad458027ca83437aae3f4da", None),
            ("dev", None),
            ("", None),
            ("999999999999999999999.1", None),
        ] {
            assert_eq!(numbers(release), expected, "{release}");
        }
    }

    #[test]
    fn lines_decide() {
        let engine = engine().expect("the engine is listed");
        let on = |release| engine.standing(release, Some(date(2026, 11, 23)));
        assert_eq!(on("29.9.0"), Some(Standing::Current));
        assert_eq!(on("29.9.0-rc.1"), Some(Standing::Lacking("29.9.0")));
        assert_eq!(on("29.3.0"), Some(Standing::Lacking("29.9.0")));
        assert_eq!(on("28.5.2"), Some(Standing::Unfixed("CVE-2026-34040")));
        assert_eq!(on("19.03.5"), Some(Standing::Ended(date(2021, 1, 8))));
        assert_eq!(on("18.06.3"), Some(Standing::Forgotten));
        assert_eq!(on("1.13.1"), Some(Standing::Forgotten));
        assert_eq!(on("31.0.0"), Some(Standing::Newer));
        assert_eq!(
            on("25.0.16"),
            Some(Standing::Packaged("Amazon and Mirantis"))
        );
        assert_eq!(on("unknown-version"), None);
    }

    #[test]
    fn a_line_counts_until_its_last_day() {
        let containerd = program("containerd").expect("containerd is listed");
        let on = |day| containerd.standing("2.2.6", Some(day));
        assert_eq!(on(date(2026, 11, 6)), Some(Standing::Current));
        assert_eq!(
            on(date(2026, 11, 7)),
            Some(Standing::Ended(date(2026, 11, 6)))
        );
    }
}
