//! What the checks say of the subjects, some subjects after the others.

mod hearing;

use std::collections::{BTreeMap, BTreeSet};

use super::problems::Problems;
use super::resolve::Places;
use crate::catalogue::SubjectKind;
use crate::checks::{CHECKS, Check};
use crate::executor::{self, Executor};
use crate::facts::{Later, Subject};
use crate::finding::Outcome;
use crate::policy::Settings;
use crate::report::{Findings, Quiet, Reported};
use crate::sorted::{InOrder, Sorted};
use hearing::Hearing;

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
    let mut calm = Vec::with_capacity(subjects.len());
    let (mut loud, mut keys) = (Vec::new(), Vec::new());
    // Findings are moved to where they stay before more are made: there is no second copy of
    // all of them.
    for some in subjects.chunks(AT_ONCE) {
        let judged = executor::map_chunks(executor, some, TOGETHER, |some| {
            let hearings = some
                .iter()
                .map(|subject| Hearing::new(subject, later, &checks));
            let mut hearings: Vec<Hearing<'_, '_>> = hearings.collect();
            hear(&checks, &mut hearings, places);
            let told = hearings.into_iter().map(|it| it.told(places));
            told.collect::<Vec<_>>()
        });
        let told = judged.iter().flatten();
        let coming = told.map(|it| it.findings.len()).sum::<usize>();
        let left = subjects.len().saturating_sub(calm.len() + some.len());
        make_room(&mut loud, coming, calm.len() + some.len(), left);
        for told in judged.into_iter().flatten() {
            calm.push(told.calm);
            keys.extend(told.keys);
            loud.extend(told.findings);
            problems.extend(told.problems);
        }
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
const AT_ONCE: usize = 512;

/// How many subjects one check judges before the next one does: a processor has room for one
/// check and not for all of them.
const TOGETHER: usize = 16;

/// Makes room for findings that are `coming`, and for what the subjects that are `left` bring if
/// they are like those `done`. Where they are not, the list grows by half at least, so that it is
/// not copied time and again.
fn make_room(findings: &mut Vec<Reported>, coming: usize, done: usize, left: usize) {
    let known = findings.len() + coming;
    let expected = (known * left).checked_div(done).unwrap_or_default();
    let needed = coming + expected;
    if findings.capacity() - findings.len() < needed {
        findings.reserve_exact((needed + expected / 16).max(findings.len() / 2));
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

/// Has every check judge the subjects it is about, one check after the other.
fn hear<'a>(checks: &Checks, hearings: &mut [Hearing<'_, 'a>], places: &Places<'a>) {
    for (kind, checks) in &checks.of_kind {
        let mut own: Vec<&mut Hearing<'_, 'a>> = hearings
            .iter_mut()
            .filter(|hearing| hearing.subject.kind == *kind)
            .collect();
        for &(index, check) in checks {
            for hearing in &mut own {
                hearing.hear(index, check, places);
            }
        }
    }
}
