//! The versions of every tool, in one place.
//!
//! The version of wasm-bindgen is the one in Cargo.lock: both halves must be equal.

use std::fmt;

/// The bundler.
pub(crate) const TRUNK: &str = "0.21.14";
/// wasm-opt's package on npm.
pub(crate) const BINARYEN: &str = "132.0.0";
/// The release of hadolint that the command is compared with.
pub(crate) const HADOLINT: &str = "2.15.1";
/// The release of Docker Compose that merged models are compared with.
pub(crate) const COMPOSE: &str = "2.40.3";
/// The release of compose-lint that the command is compared with.
pub(crate) const COMPOSE_LINT: &str = "0.36.2";
/// The number in the names of Debian's `lld` package and its `wasm-ld` program.
pub(crate) const DEBIAN_LLD: &str = "22";

/// A version as programs print it: its numbers, and what follows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version(String);

impl Version {
    /// Finds the version in the line a program prints about itself, e.g. `trunk 0.21.14`.
    pub(crate) fn in_line(line: &str) -> Option<Self> {
        line.split_whitespace()
            .map(|word| word.strip_prefix('v').unwrap_or(word))
            .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
            .map(|word| Self(word.trim_end_matches([',', ')']).to_owned()))
    }

    /// Whether this is exactly the pinned version.
    pub(crate) fn is(&self, pinned: &str) -> bool {
        self.0 == pinned
    }

    /// The first number: a browser and its driver must agree on it.
    pub(crate) fn major(&self) -> Option<u32> {
        self.0.split('.').next()?.parse().ok()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(line: &str) -> Version {
        Version::in_line(line).unwrap()
    }

    #[test]
    fn reads_what_programs_print() {
        assert!(version("trunk 0.21.14").is("0.21.14"));
        assert!(version("wasm-bindgen 0.2.130 (abc 2026-01-01)").is("0.2.130"));
        assert_eq!(version("wasm-opt version 108").to_string(), "108");
        let browser = version("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)");
        let driver = version("ChromeDriver 156.0.8078.79 (0123abc-refs/heads/main@{#1})");
        assert_eq!(browser.major(), Some(156));
        assert_eq!(browser.major(), driver.major());
        assert_eq!(Version::in_line("command not found"), None);
    }

    #[test]
    fn only_the_same_version_is_the_pinned_one() {
        assert!(!version("trunk 0.21.1").is("0.21.14"));
        assert!(!version("trunk 0.21.14-beta.1").is("0.21.14"));
        assert!(!version("trunk 0.21.140").is("0.21.14"));
    }
}
