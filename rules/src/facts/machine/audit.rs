//! Audit rules: which accesses to a path the kernel records.

use super::shown::{Shown, Shows, nobody_looked};
use crate::facts::{Fact, Need, Unknown};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::host::{self, Action, Observation, Target};

/// A rule of the kernel's audit about a path. Of several about one path the first that fits an
/// access decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRule {
    /// The file or folder it is about.
    pub path: String,
    /// Whether it is about what lies below that too.
    pub covers_below: bool,
    /// The accesses it is about, of `rwxa`.
    pub accesses: String,
    /// What it does with them.
    pub records: Records,
    /// The line that states it.
    pub evidence: Evidence,
}

/// What a rule does with the accesses it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    /// All are recorded.
    All,
    /// Those are recorded that meet these conditions, e.g. `auid>=1000`.
    Some(Vec<String>),
    /// None is, whatever later rules say.
    Nothing,
}

impl AuditRule {
    /// Whether it is about a path, by its name or through a folder above it.
    pub fn watches(&self, path: &str) -> bool {
        let above = real(&self.path);
        let path = real(path);
        let below = path.strip_prefix(&above);
        path == above || self.covers_below && below.is_some_and(|rest| rest.starts_with('/'))
    }

    fn of(rule: &host::AuditRule, artifact: usize) -> Option<Self> {
        let path = rule.target.path()?.value.clone();
        let calls = rule.calls.iter().filter(|call| call.value != "all");
        let calls = calls.map(|call| format!("-S {}", call.value));
        let fields = rule.conditions.iter().map(|it| it.value.clone());
        let conditions: Vec<String> = fields.chain(calls).collect();
        Some(Self {
            path,
            covers_below: !matches!(rule.target, Target::Path(_)),
            accesses: rule.permissions.value.letters(),
            records: match rule.action {
                Action::Never => Records::Nothing,
                Action::Always if conditions.is_empty() => Records::All,
                Action::Always => Records::Some(conditions),
            },
            evidence: Evidence::at(artifact, rule.span),
        })
    }
}

impl Shows<'_> {
    /// The rules in force; those in its files where the kernel could not be asked.
    pub(super) fn audit(&self) -> Fact<Vec<AuditRule>> {
        let Some(listing) = self.output("audit_rules") else {
            return Fact::Unknown(nobody_looked());
        };
        match listing.outcome {
            Outcome::Whole => Fact::Stated {
                value: rules(listing),
                evidence: listing.whole(),
            },
            Outcome::Missing | Outcome::Denied | Outcome::Absent => self.audit_by_files(listing),
            Outcome::TimedOut | Outcome::Failed | Outcome::Damaged => Fact::Unknown(Unknown {
                needs: Need::Source("`auditctl -l`, run by root"),
                evidence: Some(listing.whole()),
            }),
        }
    }

    /// The line that says that nothing is recorded.
    pub(super) fn auditing_off(&self) -> Option<Evidence> {
        let status = self.output("audit_status")?;
        let Some(Observation::AuditStatus(read)) = status.observed else {
            return None;
        };
        let enabled = read.enabled.as_ref()?;
        (enabled.value == 0).then(|| status.at(enabled.span))
    }

    /// A host without files of rules has none in force either, unless its kernel was asked in
    /// vain.
    fn audit_by_files(&self, listing: Shown<'_>) -> Fact<Vec<AuditRule>> {
        let mut found = Vec::new();
        let mut evidence = listing.whole();
        let mut is_one_hidden = listing.outcome == Outcome::Denied;
        for file in self.family("audit_file") {
            match file.outcome {
                Outcome::Whole => {
                    let of_file = rules(file);
                    if !of_file.is_empty() {
                        evidence = file.whole();
                    }
                    found.extend(of_file);
                }
                Outcome::Absent => {}
                Outcome::Denied
                | Outcome::Missing
                | Outcome::TimedOut
                | Outcome::Failed
                | Outcome::Damaged => is_one_hidden = true,
            }
        }
        if is_one_hidden {
            return Fact::Unknown(listing.unknown());
        }
        Fact::Stated {
            value: found,
            evidence,
        }
    }
}

fn rules(output: Shown<'_>) -> Vec<AuditRule> {
    let Some(Observation::AuditRules(read)) = output.observed else {
        return Vec::new();
    };
    let rules = read.rules.iter();
    rules
        .filter_map(|rule| AuditRule::of(rule, output.artifact))
        .collect()
}

/// A path without the links that every current distribution has: a rule watches the file that
/// a path leads to, whichever way it is written.
pub(super) fn real(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let moved = [
        ("/var/run", "/run"),
        ("/bin", "/usr/bin"),
        ("/sbin", "/usr/sbin"),
        ("/lib", "/usr/lib"),
    ];
    for (link, folder) in moved {
        match path.strip_prefix(link) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                return format!("{folder}{rest}");
            }
            Some(_) | None => {}
        }
    }
    path.to_owned()
}
