//! What the checks say of the subjects, one subject after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::problems::Problems;
use super::resolve::{InObject, Judgement, Places};
use crate::catalogue::SubjectKind;
use crate::checks::{CHECKS, Check};
use crate::executor::{self, Executor};
use crate::facts::{Later, Subject};
use crate::finding::Outcome;
use crate::policy::Settings;
use crate::report::{Calm, Findings, Quiet, Reported, Stated, Word};
use crate::sorted::{InOrder, Sorted};

/// What every check that is on says of every subject, by control, word and subject; what could
/// not be read of those whose facts are made here is added to `problems`.
pub(super) fn judge(
    executor: &dyn Executor,
    settings: &Settings,
    (subjects, later): (&[Subject<'_>], &Later<'_>),
    places: &Places<'_>,
    problems: &mut Problems,
) -> Findings {
    let is_on = |check: &&&'static Check| settings.is_on(check.control);
    let checks = Checks::new(CHECKS.iter().filter(is_on).copied().collect());
    let mut subjects: Vec<&Subject<'_>> = subjects.iter().collect();
    subjects.order_by(|a, b| a.id.cmp(&b.id));
    let one = |subject: &Subject<'_>| {
        let artifact = subject.declared.artifact;
        let whole = later.completed(subject);
        let paths = whole.object;
        let paths = paths.map(|(number, tape)| InObject::new(artifact, number, tape));
        let problems = whole.problems.into_iter().map(|it| (artifact, it));
        let problems: Vec<_> = problems.collect();
        (on_one(&checks, &whole.subject, places, paths), problems)
    };
    let mut calm = Vec::with_capacity(subjects.len());
    let (mut loud, mut keys) = (Vec::new(), Vec::new());
    // Findings are moved to where they stay before more are made: there is no second copy of
    // all of them.
    for some in subjects.chunks(AT_ONCE) {
        let judged = executor::map(executor, some.len(), |part| {
            some.get(part).map(|it| one(it))
        });
        for ((quiet, mut open), faults) in judged.into_iter().flatten() {
            calm.push(quiet);
            keys.append(&mut open.keys);
            loud.append(&mut open.findings);
            problems.extend(faults);
        }
        let left = subjects.len().saturating_sub(calm.len());
        make_room(&mut loud, calm.len(), left);
    }
    arrange(&mut loud, &keys);
    let quiet = Quiet {
        controls: checks.all.iter().map(|check| check.control).collect(),
        subjects: calm,
        artifacts: places.texts(),
    };
    let findings = Findings::new(loud, quiet);
    if subjects.is_sorted_by(|a, b| a.id < b.id) {
        return findings;
    }
    // Quiet verdicts are told apart by their subjects; namesakes are told at once.
    Findings::new(findings.all().to_vec(), Quiet::default())
}

/// How many subjects are judged before their findings are put with the others.
const AT_ONCE: usize = 128;

/// Makes room for what the subjects that are `left` bring if they are like those `done`. Where
/// they are not, the list grows by half at least, so that it is not copied time and again.
fn make_room(findings: &mut Vec<Reported>, done: usize, left: usize) {
    let expected = (findings.len() * left).checked_div(done);
    let expected = expected.unwrap_or_default();
    if findings.capacity() - findings.len() < expected {
        findings.reserve_exact((expected + expected / 16).max(findings.len() / 2));
    }
}

/// The checks that are on.
struct Checks {
    /// By control.
    all: Vec<&'static Check>,
    /// Those that are about each kind of subject, with their positions among all.
    of_kind: BTreeMap<SubjectKind, Vec<(usize, &'static Check)>>,
}

impl Checks {
    fn new(mut all: Vec<&'static Check>) -> Self {
        all.order_by_key(|check| check.control.id);
        let mut of_kind: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, check) in all.iter().copied().enumerate() {
            let kinds: BTreeSet<_> = check.control.subjects.iter().copied().into_set();
            for kind in kinds {
                of_kind.entry(kind).or_default().push((index, check));
            }
        }
        Self { all, of_kind }
    }
}

/// How many findings, and how many stated places, a subject has room for at first.
const USUAL: usize = 32;

/// The findings of one subject that are not quiet.
struct Open {
    findings: Vec<Reported>,
    /// The position of the check and the word of each.
    keys: Vec<(u16, Outcome)>,
}

/// Puts findings in the order of their keys, those of equal keys as they are.
///
/// They are swapped where they lie: of ten thousand containers there are tens of megabytes.
fn arrange(findings: &mut [Reported], keys: &[(u16, Outcome)]) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|at| keys.get(*at).copied());
    let mut target = vec![0; order.len()];
    for (to, from) in order.into_iter().enumerate() {
        if let Some(slot) = target.get_mut(from) {
            *slot = to;
        }
    }
    for at in 0..target.len() {
        while let Some(&to) = target.get(at).filter(|to| **to != at) {
            findings.swap(at, to);
            target.swap(at, to);
        }
    }
}

/// The same with room for no more; allocators leave a list that shrinks by less than half where
/// it is, and so would its unused room stay.
fn exact<T>(mut list: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(list.len());
    exact.append(&mut list);
    exact
}

/// What checks say of one subject.
fn on_one<'a>(
    checks: &Checks,
    subject: &Subject<'_>,
    places: &Places<'a>,
    mut paths: Option<InObject<'a>>,
) -> (Calm, Open) {
    let mut open = Open {
        findings: Vec::with_capacity(USUAL),
        keys: Vec::with_capacity(USUAL),
    };
    let mut words = vec![None; checks.all.len()];
    let (mut covers, mut stated) = (Vec::new(), Vec::with_capacity(USUAL));
    let concerned = checks.of_kind.get(&subject.kind).into_iter().flatten();
    for &(index, check) in concerned {
        let first = open.findings.len();
        let told = &mut open.findings;
        let verdict = check.judge(subject);
        let judgement = verdict.map(|it| places.word(check.control, subject, it, &mut paths, told));
        let word = match judgement {
            Some(Judgement::Quiet(word, place)) => {
                stated.extend(place.map(|place| Stated::at(index, place)));
                Some(word)
            }
            Some(Judgement::Covered(cover)) => {
                covers.push((index, cover));
                Some(Word::Covered)
            }
            Some(Judgement::Open) => {
                let check = u16::try_from(index).unwrap_or(u16::MAX);
                let own = open.findings.get(first..).unwrap_or_default();
                open.keys.extend(own.iter().map(|it| (check, it.outcome)));
                None
            }
            None => None,
        };
        if let Some(place) = words.get_mut(index) {
            *place = word;
        }
    }
    let stated = exact(stated);
    let calm = Calm {
        subject: Arc::clone(&subject.id),
        declared: places.place_with_path(subject.declared, &mut paths),
        words,
        covers,
        places: stated,
    };
    (calm, open)
}
