//! Audit rules, as `auditctl` prints them and as its files hold them.

mod rule;

pub use rule::{Action, AuditRule, Permissions, Target};

use std::collections::BTreeSet;

use super::line::{lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// The rules of one listing or file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditRules {
    /// The rules in force, in order: the first that fits an event decides.
    pub rules: Vec<AuditRule>,
    /// The line that says that there are none.
    pub stated_none: Option<Span>,
    /// The last line that deletes all rules before it.
    pub deleted_by: Option<Span>,
}

/// Folders above a path that are looked at.
const MOST_FOLDERS: usize = 64;

impl AuditRules {
    /// The rules that concern a path by name or through a folder above it, in order.
    pub fn concerning<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a AuditRule> {
        self.rules.iter().filter(|rule| rule.target.covers(path))
    }

    /// The rule by which writing to a path and changing its attributes is audited: the first
    /// that concerns it, if it audits both for everybody.
    pub fn auditing<'a>(&'a self, path: &'a str) -> Option<&'a AuditRule> {
        let decides = |rule: &&AuditRule| rule.action == Action::Never || rule.is_complete();
        self.concerning(path)
            .find(decides)
            .filter(|rule| rule.action == Action::Always)
    }

    /// The rules about paths that record something for everybody: without those that a rule
    /// further up silences, in order.
    pub fn in_force(&self) -> Vec<&AuditRule> {
        let (mut silent, mut silent_below) = (BTreeSet::new(), BTreeSet::new());
        let mut found = Vec::new();
        for rule in &self.rules {
            let Some(path) = rule.target.path() else {
                continue;
            };
            let path = path.value.trim_end_matches('/');
            match rule.action {
                Action::Never => {
                    silent.insert(path);
                    if !matches!(rule.target, Target::Path(_)) {
                        silent_below.insert(path);
                    }
                }
                Action::Always => {
                    let is_silent = silent.contains(path)
                        || folders(path).any(|folder| silent_below.contains(folder));
                    if !is_silent && rule.is_general() {
                        found.push(rule);
                    }
                }
            }
        }
        found
    }
}

/// The folders above a path, the nearest first; the last one is empty and stands for `/`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder(path), |path| folder(path)).take(MOST_FOLDERS)
}

fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// Reads what `auditctl -l` prints or what a file of rules holds.
pub fn audit_rules(text: &str, problems: &mut Vec<Problem>) -> AuditRules {
    let mut rules = AuditRules::default();
    // Each is put before all others, so the last of them comes first.
    let mut in_front = Vec::new();
    for line in lines(text) {
        let Some((first, _)) = line.word() else {
            continue;
        };
        match first.text {
            "No" if line.text.eq_ignore_ascii_case("no rules") => {
                rules.stated_none = Some(line.span());
            }
            "-D" => {
                rules.rules.clear();
                in_front.clear();
                rules.deleted_by = Some(line.span());
            }
            "-w" | "-a" | "-A" => match rule::read(line) {
                Some(rule) if first.text == "-A" => in_front.push(rule),
                Some(rule) => rules.rules.push(rule),
                None => unread(line, "audit rule", problems),
            },
            // Settings of the audit system itself, comments, and the removal of single rules,
            // which files do not hold.
            word if word.starts_with('-') || word.starts_with('#') => {}
            _ => unread(line, "audit rule", problems),
        }
    }
    in_front.reverse();
    in_front.append(&mut rules.rules);
    rules.rules = in_front;
    rules
}

/// Whether auditing is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditStatus {
    /// 0 for off, 1 for on, 2 for on and locked.
    pub enabled: Option<Spanned<u32>>,
    /// The audit daemon's process; 0 for none.
    pub pid: Option<Spanned<u32>>,
    /// Events that were lost.
    pub lost: Option<Spanned<u64>>,
}

/// Reads what `auditctl -s` prints, a setting a line or, of old versions, all in one line.
pub fn audit_status(text: &str) -> AuditStatus {
    let mut status = AuditStatus::default();
    for line in lines(text) {
        let mut words = line.words().peekable();
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once("=") {
                Some((name, value)) => (name.text, Some(value)),
                None => (word.text, words.peek().copied()),
            };
            let Some(value) = value else { continue };
            match name {
                "enabled" => status.enabled = value.number(),
                "pid" => status.pid = value.number(),
                "lost" => status.lost = value.number(),
                // Limits and rates.
                _ => {}
            }
        }
    }
    status
}
