//! A person's answers: they settle what is open and never overrule what a file shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::catalogue::{self, Control, SubjectKind};
use crate::facts::Subject;
use crate::finding::{Evidence, Outcome, Tier};
use crate::policy::{Answer, Attestation};
use crate::report::{AttestationEffect, Attested, Findings, Place, Reported, Said};
use crate::sorted::Sorted;

/// The subject that answers speak of where nothing was judged.
const SCOPE: &str = "scope:all";

/// What answers did, beside the findings they changed.
pub(super) struct Answered {
    /// Each answer with what became of it.
    pub(super) attestations: Vec<Attested>,
    /// Controls that a person says do not concern what was given, for the accepted view.
    pub(super) set_aside: BTreeSet<&'static str>,
}

/// Settles what is open by the answers, in their order: the first that fits stands. An answer to
/// what `is_asked` denies, because the report is not about it, settles nothing.
pub(super) fn apply(
    attestations: Vec<Attestation>,
    today: Option<Date>,
    is_asked: &dyn Fn(&Control) -> bool,
    subjects: &mut Vec<Subject<'_>>,
    findings: &mut Findings,
) -> Answered {
    let mut set_aside = BTreeSet::new();
    let mut added = Vec::new();
    let judged = |given: Attestation| {
        let effect = match in_force(&given, today) {
            Err(effect) => effect,
            Ok((controls, _)) if !controls.iter().any(|it| is_asked(it)) => {
                AttestationEffect::OutOfScope
            }
            Ok((controls, answer)) => {
                let mut settled = None;
                for control in controls.into_iter().filter(|it| is_asked(it)) {
                    let one = Settling {
                        control,
                        given: &given,
                        answer,
                    };
                    let count = one.settle(subjects, findings, &mut added, &mut set_aside);
                    settled = settled.max(count);
                }
                match settled {
                    None => AttestationEffect::UnknownSubject,
                    Some(0) => AttestationEffect::Decided,
                    Some(count) => AttestationEffect::Applied(count),
                }
            }
        };
        Attested {
            attestation: given,
            effect,
        }
    };
    let attestations = attestations.into_iter().map(judged).collect();
    findings.add(added);
    Answered {
        attestations,
        set_aside,
    }
}

/// The controls an answer names and its word, or why it has no effect.
fn in_force(
    given: &Attestation,
    today: Option<Date>,
) -> Result<(Vec<&'static Control>, Answer), AttestationEffect> {
    let controls = catalogue::find(&given.control);
    if controls.is_empty() {
        return Err(AttestationEffect::UnknownControl);
    }
    let missing = given.missing();
    let (Some(answer), Some(on), Some(until), []) =
        (given.answer, given.on, given.until, missing.as_slice())
    else {
        return Err(AttestationEffect::Incomplete(missing));
    };
    match today {
        None => Err(AttestationEffect::Undated),
        Some(today) if today > until => Err(AttestationEffect::Expired),
        Some(today) if today < on => Err(AttestationEffect::Early),
        Some(_) => Ok((controls, answer)),
    }
}

/// One answer in force and one control it names.
struct Settling<'a> {
    control: &'static Control,
    given: &'a Attestation,
    answer: Answer,
}

impl Settling<'_> {
    /// How many verdicts the answer settles; `None` where its subject is not there.
    fn settle(
        &self,
        subjects: &mut Vec<Subject<'_>>,
        findings: &mut Findings,
        added: &mut Vec<Reported>,
        set_aside: &mut BTreeSet<&'static str>,
    ) -> Option<usize> {
        let named: Option<BTreeSet<Arc<str>>> = self.given.subject.as_ref().map(|wanted| {
            let called = |it: &&Subject<'_>| *it.id == **wanted || it.name == *wanted;
            let called = subjects.iter().filter(called);
            called.map(|it| Arc::clone(&it.id)).into_set()
        });
        if named.as_ref().is_some_and(BTreeSet::is_empty) {
            return None;
        }
        let concerns = |subject: &Arc<str>| named.as_ref().is_none_or(|it| it.contains(subject));
        let open: BTreeSet<Arc<str>> = findings
            .loud_of(self.control.id)
            .iter()
            .filter(|it| it.is_open_to_answers() && concerns(&it.subject))
            .map(|it| Arc::clone(&it.subject))
            .into_set();
        if !open.is_empty() {
            if self.answer == Answer::NotApplicable {
                set_aside.insert(self.control.id);
                return Some(open.len());
            }
            findings.retain_loud(|it| {
                it.control.id != self.control.id
                    || !it.is_open_to_answers()
                    || !open.contains(&it.subject)
            });
            added.extend(open.iter().map(|subject| self.said(subject)));
            return Some(open.len());
        }
        let is_silent = !findings.speaks_of(self.control)
            && !added.iter().any(|it| it.control.id == self.control.id);
        if !is_silent && self.answer != Answer::Fails {
            return Some(0);
        }
        if self.answer == Answer::NotApplicable {
            set_aside.insert(self.control.id);
            return Some(1);
        }
        let subject = match named.and_then(|it| it.into_iter().next()) {
            Some(subject) => subject,
            None => scope(subjects),
        };
        added.push(self.said(&subject));
        Some(1)
    }

    fn said(&self, subject: &Arc<str>) -> Reported {
        let given = self.given;
        let outcome = match self.answer {
            Answer::Fails => Outcome::Fail,
            Answer::Holds | Answer::NotApplicable => Outcome::Pass,
        };
        let word = match outcome {
            Outcome::Fail => "fails",
            Outcome::Pass | Outcome::Unknown | Outcome::NotApplicable => "holds",
        };
        let on = given.on.map(|day| format!(" on {day}")).unwrap_or_default();
        let message = format!("{} says{on} that it {word}: {}", given.by, given.evidence);
        let said = Said {
            control: self.control,
            subject,
            outcome,
            message: message.into(),
            tier: Tier::Attested,
            tool: given.by.as_str().into(),
        };
        Reported::new(said, Place::default())
    }
}

/// The subject that stands for everything given.
fn scope(subjects: &mut Vec<Subject<'_>>) -> Arc<str> {
    if let Some(known) = subjects.iter().find(|it| it.kind == SubjectKind::Scope) {
        return Arc::clone(&known.id);
    }
    let evidence = Evidence {
        artifact: usize::MAX,
        span: None,
    };
    let id: Arc<str> = SCOPE.into();
    let name = "everything given".to_owned();
    let mut subject = Subject::named_only(Arc::clone(&id), SubjectKind::Scope, name, evidence);
    subject.artifacts.clear();
    subjects.push(subject);
    id
}
