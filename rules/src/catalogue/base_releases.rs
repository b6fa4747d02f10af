//! Until when releases of distributions and runtimes get security fixes.

use jiff::civil::Date;

use super::base_images::full_name;
use super::compiled::BASE_RELEASES;

/// A distribution or runtime and its releases.
#[derive(Debug, PartialEq, Eq)]
pub struct Product {
    /// What it is called.
    pub name: &'static str,
    /// The repositories whose tags are its versions, with their registries.
    pub repositories: &'static [&'static str],
    /// Its releases, newest first.
    pub releases: &'static [Release],
    /// Where the days can be read.
    pub source: &'static str,
    /// The day they were read there.
    pub read: Date,
}

/// One release, which versions with more parts belong to.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    /// Numbers joined by dots.
    pub version: &'static str,
    /// What names it in the tags of other images, e.g. `bookworm`.
    pub word: Option<&'static str>,
    /// The last day of its support; `None` while it has none.
    pub ends: Option<Date>,
}

/// What an image is, or is built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// The distribution or runtime.
    pub product: &'static Product,
    /// Which release of it.
    pub release: &'static Release,
    /// Whether the tag names just this release, and not whichever was newest.
    pub is_exact: bool,
}

impl Released {
    /// Whether its support was over on a day; without one, on the day the table was read.
    ///
    /// A tag that moves on to newer releases is judged by that day too: what it names later,
    /// the table cannot know.
    pub fn has_ended(self, day: Option<Date>) -> bool {
        let day = day.filter(|_| self.is_exact).unwrap_or(self.product.read);
        self.release.ends.is_some_and(|ends| ends < day)
    }
}

/// What the tag of an image names: a release of the product the image is, and the distribution
/// it is built on. Without a tag, and for a tag without a number, it is the newest release.
///
/// Nothing for an image that is no listed product and names no listed distribution.
pub fn releases_of(repository: &str, tag: Option<&str>) -> Vec<Released> {
    let repository = full_name(repository);
    let tag = tag.unwrap_or("latest").to_ascii_lowercase();
    let own = BASE_RELEASES
        .iter()
        .find(|product| product.repositories.contains(&repository.as_str()));
    let own = own.and_then(|product| release_of(product, &tag));
    let system = tag.split('-').find_map(named);
    let is_own = |system: &Released| own.is_some_and(|own| own.release == system.release);
    let system = system.filter(|system| !is_own(system));
    own.into_iter().chain(system).collect()
}

/// The newest release that the tag may mean.
fn release_of(product: &'static Product, tag: &str) -> Option<Released> {
    let found = |release, is_exact| Released {
        product,
        release,
        is_exact,
    };
    // A word decides before a number that may be a date: bookworm-20250630-slim.
    let own = |word| named(word).filter(|it| it.product == product);
    if let Some(named) = tag.split('-').find_map(own) {
        return Some(named);
    }
    let mut words = tag.split('-');
    let version = words.find(|word| word.starts_with(|it: char| it.is_ascii_digit()));
    let Some(version) = version else {
        return product.releases.first().map(|newest| found(newest, false));
    };
    let releases = product.releases.iter();
    let release = latest(releases.filter(|it| belongs(version, it.version)))?;
    let parts = |version: &str| version.split('.').count();
    Some(found(release, parts(version) >= parts(release.version)))
}

fn latest(releases: impl Iterator<Item = &'static Release>) -> Option<&'static Release> {
    // Of several that end never or on one day, the first listed is the newest.
    let newer = |best: &'static Release, next: &'static Release| match (best.ends, next.ends) {
        (Some(best_ends), Some(next_ends)) if next_ends > best_ends => next,
        (Some(_), None) => next,
        (Some(_) | None, Some(_)) | (None, None) => best,
    };
    releases.reduce(newer)
}

/// Whether one version begins with all the parts of the other.
fn belongs(version: &str, release: &str) -> bool {
    let (mut version, mut release) = (version.split('.'), release.split('.'));
    loop {
        match (version.next(), release.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => return false,
            (None, _) | (_, None) => return true,
        }
    }
}

/// The distribution whose release this word names.
fn named(word: &str) -> Option<Released> {
    BASE_RELEASES.iter().find_map(|product| {
        let mut releases = product.releases.iter();
        let release = releases.find(|release| release.word == Some(word))?;
        Some(Released {
            product,
            release,
            is_exact: true,
        })
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::releases_of;

    fn names(repository: &str, tag: &str) -> Vec<String> {
        releases_of(repository, Some(tag))
            .iter()
            .map(|it| format!("{} {}", it.product.name, it.release.version))
            .collect()
    }

    #[test]
    fn tags_name_releases() {
        for (repository, tag, expected) in [
            ("debian", "12", &["Debian 12"][..]),
            ("debian", "11.11-slim", &["Debian 11"]),
            ("debian", "bookworm-20250630-slim", &["Debian 12"]),
            ("docker.io/library/ubuntu", "jammy", &["Ubuntu 22.04"]),
            (
                "python",
                "3.12.1-slim-buster",
                &["Python 3.12", "Debian 10"],
            ),
            (
                "node",
                "16-alpine3.12",
                &["Node.js 16", "Alpine Linux 3.12"],
            ),
            ("node", "lts-bookworm", &["Node.js 26", "Debian 12"]),
            ("php", "fpm-7.4", &["PHP 7.4"]),
            ("python", "2", &["Python 2.7"]),
            ("centos", "7.9.2009", &["CentOS 7"]),
            ("centos", "latest", &["CentOS 8"]),
            ("mcr.microsoft.com/dotnet/aspnet", "8.0-alpine", &[".NET 8"]),
            ("ghcr.io/team/app", "1-stretch", &["Debian 9"]),
            ("ghcr.io/team/app", "1", &[]),
            ("debian", "99", &[]),
        ] {
            assert_eq!(names(repository, tag), expected, "{repository}:{tag}");
        }
    }

    #[test]
    fn support_ends_after_its_last_day() {
        let python = releases_of("python", Some("3.10"))[0];
        assert!(!python.has_ended(Some(date(2026, 10, 31))));
        assert!(python.has_ended(Some(date(2026, 11, 1))));
        // Without a day, the day the table was read decides.
        assert!(!python.has_ended(None));
        assert!(releases_of("python", Some("3.8"))[0].has_ended(None));
        // What a moving tag names then, nobody can know now.
        let far = Some(date(2099, 1, 1));
        for tag in [None, Some("slim"), Some("3"), Some("3-alpine")] {
            assert!(!releases_of("python", tag)[0].has_ended(far), "{tag:?}");
        }
        assert!(releases_of("centos", None)[0].has_ended(None));
    }
}
