//! One subject before the checks.

use std::borrow::Cow;
use std::sync::Arc;

use super::Checks;
use crate::artifact::Problem;
use crate::assess::resolve::{InObject, Judgement, Places};
use crate::catalogue::Control;
use crate::checks::Check;
use crate::facts::{Later, Subject};
use crate::finding::Outcome;
use crate::report::{Calm, Reported, Stated, Word};

/// How many findings, and how many stated places, a subject has room for at first.
const USUAL: usize = 32;

/// A subject while the checks judge it.
pub(super) struct Hearing<'s, 'a> {
    pub(super) subject: Cow<'s, Subject<'a>>,
    /// The artifact that its problems are of, and what could not be read of it.
    problems: Vec<(usize, Problem)>,
    /// Where paths are looked up.
    paths: Option<InObject<'a>>,
    /// What is not quiet.
    findings: Vec<Reported>,
    /// The position of the check and the word of each finding.
    keys: Vec<(u16, Outcome)>,
    /// The quiet words, by check.
    words: Vec<Option<Word>>,
    covers: Vec<(usize, &'static Control)>,
    stated: Vec<Stated>,
}

/// What came of it.
pub(super) struct Told {
    pub(super) calm: Calm,
    pub(super) findings: Vec<Reported>,
    pub(super) keys: Vec<(u16, Outcome)>,
    pub(super) problems: Vec<(usize, Problem)>,
}

impl<'s, 'a> Hearing<'s, 'a> {
    pub(super) fn new(subject: &'s Subject<'a>, later: &Later<'a>, checks: &Checks) -> Self {
        let artifact = subject.declared.artifact;
        let whole = later.completed(subject);
        let paths = whole.object;
        let problems = whole.problems.into_iter().map(|it| (artifact, it));
        Self {
            subject: whole.subject,
            problems: problems.collect(),
            paths: paths.map(|(number, tape)| InObject::new(artifact, number, tape)),
            findings: Vec::with_capacity(USUAL),
            keys: Vec::with_capacity(USUAL),
            words: vec![None; checks.all.len()],
            covers: Vec::new(),
            stated: Vec::with_capacity(USUAL),
        }
    }

    /// Takes one check's word.
    pub(super) fn hear(&mut self, index: usize, check: &Check, places: &Places<'a>) {
        let first = self.findings.len();
        let Some(verdict) = check.judge(&self.subject) else {
            return;
        };
        let (paths, told) = (&mut self.paths, &mut self.findings);
        let word = match places.word(check.control, &self.subject, verdict, paths, told) {
            Judgement::Quiet(word, place) => {
                self.stated
                    .extend(place.map(|place| Stated::at(index, place)));
                word
            }
            Judgement::Covered(cover) => {
                self.covers.push((index, cover));
                Word::Covered
            }
            Judgement::Open => {
                let check = u16::try_from(index).unwrap_or(u16::MAX);
                let own = self.findings.get(first..).unwrap_or_default();
                self.keys.extend(own.iter().map(|it| (check, it.outcome)));
                return;
            }
        };
        if let Some(place) = self.words.get_mut(index) {
            *place = Some(word);
        }
    }

    pub(super) fn told(mut self, places: &Places<'a>) -> Told {
        Told {
            calm: Calm {
                subject: Arc::clone(&self.subject.id),
                declared: places.place_with_path(self.subject.declared, &mut self.paths),
                words: self.words,
                covers: self.covers,
                places: exact(self.stated),
            },
            // They wait for those of all the others.
            findings: exact(self.findings),
            keys: self.keys,
            problems: self.problems,
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
