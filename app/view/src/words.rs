//! The words of the report as they travel between worker and page.

use plimsoll_rules::catalogue::{self, Category, Section, SubjectKind};
use plimsoll_rules::status;
use serde::{Deserialize, Serialize};

/// A control's word in the report, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Some subject fails it.
    Failed,
    /// Nothing decided it.
    NotReviewed,
    /// Every failure is accepted.
    Waived,
    /// It weighs nothing here.
    NotApplicable,
    /// It holds.
    Passed,
}

/// The harm if a control fails, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Gives away the host.
    Critical,
    /// Lets an attacker reach further.
    High,
    /// Removes one layer of defence.
    Medium,
    /// Helps only together with something else.
    Low,
    /// Worth knowing; weighs nothing.
    Info,
}

impl Status {
    /// Every status, worst first.
    pub const ALL: [Self; 5] = [
        Self::Failed,
        Self::NotReviewed,
        Self::Waived,
        Self::NotApplicable,
        Self::Passed,
    ];

    /// The word in queries and for the style sheet.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::NotReviewed => "not-reviewed",
            Self::Waived => "waived",
            Self::NotApplicable => "not-applicable",
            Self::Passed => "passed",
        }
    }

    /// The word people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Failed => "Failed",
            Self::NotReviewed => "Not reviewed",
            Self::Waived => "Accepted",
            Self::NotApplicable => "Not applicable",
            Self::Passed => "Passed",
        }
    }
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::High,
        Self::Medium,
        Self::Low,
        Self::Info,
    ];

    /// The word in queries and for the style sheet.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Info => "info",
        }
    }

    /// The word people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
            Self::Info => "Info",
        }
    }
}

impl From<status::Status> for Status {
    fn from(status: status::Status) -> Self {
        match status {
            status::Status::Failed => Self::Failed,
            status::Status::NotReviewed => Self::NotReviewed,
            status::Status::Waived => Self::Waived,
            status::Status::NotApplicable => Self::NotApplicable,
            status::Status::Passed => Self::Passed,
        }
    }
}

impl From<catalogue::Severity> for Severity {
    fn from(severity: catalogue::Severity) -> Self {
        match severity {
            catalogue::Severity::Critical => Self::Critical,
            catalogue::Severity::High => Self::High,
            catalogue::Severity::Medium => Self::Medium,
            catalogue::Severity::Low => Self::Low,
            catalogue::Severity::Info => Self::Info,
        }
    }
}

/// A section's name for people.
pub const fn section(section: Section) -> &'static str {
    match section {
        Section::Build => "Images and builds",
        Section::Runtime => "Container runtime",
        Section::Daemon => "Daemon",
        Section::Files => "Docker's own files",
        Section::Host => "Host",
        Section::Operations => "Operations",
        Section::Swarm => "Swarm",
    }
}

/// A category's name for people.
pub const fn category(category: Category) -> &'static str {
    match category {
        Category::Security => "Security",
        Category::Quality => "Build quality",
    }
}

/// What this kind of subject is called, for one and for several.
pub const fn subject_kind(kind: SubjectKind) -> (&'static str, &'static str) {
    match kind {
        SubjectKind::Image => ("image", "images"),
        SubjectKind::Service => ("service", "services"),
        SubjectKind::Container => ("container", "containers"),
        SubjectKind::Host => ("host", "hosts"),
        SubjectKind::Daemon => ("daemon", "daemons"),
        SubjectKind::Network => ("network", "networks"),
        SubjectKind::Volume => ("volume", "volumes"),
        SubjectKind::Secret => ("secret", "secrets"),
        SubjectKind::Config => ("config", "configs"),
        SubjectKind::Project => ("compose project", "compose projects"),
        SubjectKind::Scope => ("whole scope", "whole scopes"),
    }
}

/// What gives this kind of subject to the report, as an object of "needs".
pub const fn source_of(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Image => {
            "a Dockerfile, docker image inspect output, or the collector's bundle"
        }
        SubjectKind::Service | SubjectKind::Project => "a compose file",
        SubjectKind::Secret => "a compose file that declares secrets, or a swarm manager's bundle",
        SubjectKind::Config => "a compose file that declares configs, or a swarm manager's bundle",
        SubjectKind::Container => {
            "docker inspect output of the running containers, or the collector's bundle"
        }
        SubjectKind::Host => "the collector's bundle, or docker-bench-security output of the host",
        SubjectKind::Daemon => "docker info output, daemon.json, or the collector's bundle",
        SubjectKind::Scope => "somebody's answer",
        SubjectKind::Network => {
            "a compose file that declares networks, docker network inspect output, or the \
             collector's bundle"
        }
        SubjectKind::Volume => {
            "a compose file that declares volumes, docker volume inspect output, or the \
             collector's bundle"
        }
    }
}

/// Words as a list within a sentence: `images, services and hosts`.
pub fn listed<T: AsRef<str>>(words: &[T]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        text.push_str(match at {
            0 => "",
            _ if at + 1 == words.len() => " and ",
            _ => ", ",
        });
        text.push_str(word.as_ref());
    }
    text
}

/// A text of a file with the characters written out that turn a line's direction: they make a
/// name or a line look like another.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.extend(letter.escape_unicode());
            }
            other => shown.push(other),
        }
    }
    shown
}

/// `1 file`, `2 files`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

/// A number with a thin space between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A size in bytes as people read it: at most one decimal, thousands as steps.
pub fn bytes(size: usize) -> String {
    let units = ["kB", "MB", "GB"];
    if size < 1000 {
        return count(size, "byte", "bytes");
    }
    let (mut whole, mut tenths, mut unit) = (size, 0, "bytes");
    for next in units {
        if whole < 1000 {
            break;
        }
        (tenths, whole, unit) = (whole % 1000 / 100, whole / 1000, next);
    }
    if whole < 10 {
        format!("{whole}.{tenths} {unit}")
    } else {
        format!("{whole} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, count, grouped, listed, visible};

    #[test]
    fn lists_end_with_and() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["images"]), "images");
        assert_eq!(listed(&["images", "hosts"]), "images and hosts");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn a_line_keeps_its_direction() {
        assert_eq!(visible("evil\u{202e}gpj.exe"), "evil\\u{202e}gpj.exe");
        assert_eq!(visible("שלום\ta\n"), "שלום\ta\n");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(1, "file", "files"), "1 file");
        assert_eq!(count(0, "file", "files"), "0 files");
    }

    #[test]
    fn sizes_have_two_digits_that_matter() {
        assert_eq!(bytes(999), "999 bytes");
        assert_eq!(bytes(1_540), "1.5 kB");
        assert_eq!(bytes(104_857_600), "104 MB");
        assert_eq!(bytes(5_000_000_000_000), "5000 GB");
    }
}
