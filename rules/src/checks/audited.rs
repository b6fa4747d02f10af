//! What the controls on audit rules share: the kernel records each write to a file and each
//! change of its owner or mode.

use super::{host_files, unsettled};
use crate::catalogue::Reason;
use crate::facts::{AuditRule, Fact, HostFile, Machine, Record};
use crate::finding::{Evidence, Finding, Verdict};

/// What one of these controls says.
pub(super) struct Reasons {
    /// No rule watches the file.
    pub(super) unwatched: &'static Reason,
    /// The rules that do leave some changes out.
    pub(super) unrecorded: &'static Reason,
    /// The kernel records nothing at all.
    pub(super) off: &'static Reason,
}

/// The verdict on every file of this kind.
pub(super) fn decide(machine: &Machine, file: HostFile, reasons: &Reasons) -> Verdict {
    host_files::each(machine, file, |record| {
        let rules = match &machine.audit {
            Fact::Stated { value, .. } | Fact::Default(value) => value,
            Fact::Unknown(unknown) => return unsettled::unseen(unknown),
        };
        match machine.auditing_off {
            Some(off) => Finding::new(reasons.off)
                .with("path", &record.path)
                .at(off)
                .fails(),
            None => watched(record, rules, reasons),
        }
    })
}

fn watched(record: &Record, rules: &[AuditRule], reasons: &Reasons) -> Verdict {
    let mut accesses = String::new();
    let mut deciding: Option<Evidence> = None;
    for rule in rules.iter().filter(|rule| rule.watches(&record.path)) {
        deciding = deciding.or(Some(rule.evidence));
        let new = rule.accesses.chars();
        accesses.extend(new.filter(|access| "rwxa".contains(*access)));
    }
    let Some(rule) = deciding else {
        return Finding::new(reasons.unwatched)
            .with("path", &record.path)
            .at(record.evidence)
            .fails();
    };
    if accesses.contains('w') && accesses.contains('a') {
        return Verdict::Pass(Some(rule));
    }
    Finding::new(reasons.unrecorded)
        .with("path", &record.path)
        .with("accesses", in_words(&accesses))
        .at(rule)
        .fails()
}

/// The accesses of a rule for a reader.
fn in_words(accesses: &str) -> String {
    let words = [
        ('r', "reading"),
        ('w', "writing"),
        ('x', "execution"),
        ('a', "changes of attributes"),
    ];
    let named: Vec<&str> = words
        .iter()
        .filter(|(access, _)| accesses.contains(*access))
        .map(|(_, word)| *word)
        .collect();
    match named.split_last() {
        Some((last, [])) => format!("only {last}"),
        Some((last, rest)) => format!("only {} and {last}", rest.join(", ")),
        None => "no access".to_owned(),
    }
}
