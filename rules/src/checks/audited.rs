//! What the controls on audit rules share: the kernel records each write to a file and each
//! change of its owner or mode.

use super::{host_files, unsettled};
use crate::catalogue::Reason;
use crate::facts::{AuditRule, Fact, HostFile, Machine, Record, Records, Watched};
use crate::finding::{Finding, Verdict};

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
    let rules = match &machine.audit {
        Fact::Stated { value, .. } | Fact::Default(value) => Ok(Watched::of(value)),
        Fact::Unknown(unknown) => Err(unknown),
    };
    host_files::each(machine, file, |record| {
        let rules = match &rules {
            Ok(rules) => rules,
            Err(unknown) => return unsettled::unseen(unknown),
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

/// The first rule that is about an access decides it; a rule with conditions leaves to later
/// ones what does not meet them.
fn watched(record: &Record, rules: &Watched<'_>, reasons: &Reasons) -> Verdict {
    let about = rules.about(&record.path);
    let Some(first) = about.first() else {
        return Finding::new(reasons.unwatched)
            .with("path", &record.path)
            .at(record.evidence)
            .fails();
    };
    let deciding = ['w', 'a'].map(|access| recording(&about, access));
    if let [Some(writing), Some(_)] = deciding {
        return Verdict::Pass(Some(writing.evidence));
    }
    Finding::new(reasons.unrecorded)
        .with("path", &record.path)
        .with("accesses", in_words(&about))
        .at(first.evidence)
        .fails()
}

/// The rule by which every access of this letter is recorded.
fn recording<'r>(rules: &[&'r AuditRule], access: char) -> Option<&'r AuditRule> {
    let mut rules = rules.iter().filter(|rule| rule.accesses.contains(access));
    let decides = rules.find(|rule| !matches!(rule.records, Records::Some(_)))?;
    (decides.records == Records::All).then_some(decides)
}

/// What rules record, for a reader.
fn in_words(rules: &[&AuditRule]) -> String {
    let words = [
        ('r', "reading"),
        ('w', "writing"),
        ('x', "execution"),
        ('a', "changes of attributes"),
    ];
    let recorded = words
        .iter()
        .filter(|(access, _)| recording(rules, *access).is_some());
    let mut named: Vec<String> = recorded.map(|(_, word)| (*word).to_owned()).collect();
    let partial = rules.iter().find_map(|rule| match &rule.records {
        Records::Some(conditions) => Some(conditions.join(", ")),
        Records::All | Records::Nothing => None,
    });
    named.extend(partial.map(|conditions| format!("what meets {conditions}")));
    match named.split_last() {
        Some((last, [])) => format!("only {last}"),
        Some((last, rest)) => format!("only {} and {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}
