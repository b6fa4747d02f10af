//! The verdicts of a report.
//!
//! Nineteen in twenty are quiet: the control holds, or the subject is exempt. They are kept as
//! short as they are and become findings where somebody asks for them one by one.

use std::borrow::Cow;
use std::slice;
use std::sync::{Arc, OnceLock};

use super::quiet::{Quiet, Word};
use super::{Reported, Tally};
use crate::catalogue::Control;
use crate::finding::{Outcome, Tier};
use crate::span::{Region, Span};

/// Our own name where a finding says who found it.
const OWN_TOOL: &str = "plimsoll";

/// What a verdict says of a subject that is exempt.
pub(super) const EXEMPT: &str = "The subject has nothing that the control is about.";

/// Every verdict, by control, then word, then subject, then place.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What fails, what is unknown, and whatever else is not among the quiet ones.
    loud: Vec<Reported>,
    quiet: Quiet,
    /// Both, made when they are asked for.
    all: OnceLock<Vec<Reported>>,
}

/// A place as the report shows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) artifact: Option<Arc<str>>,
    pub(crate) span: Option<Span>,
    pub(crate) region: Option<Region>,
    pub(crate) path: Option<Box<str>>,
}

/// What was said, before its place is looked up.
pub(crate) struct Said<'a> {
    pub(crate) control: &'static Control,
    pub(crate) subject: &'a Arc<str>,
    pub(crate) outcome: Outcome,
    pub(crate) message: Cow<'static, str>,
    pub(crate) tier: Tier,
    pub(crate) tool: Arc<str>,
}

impl Findings {
    /// Findings in the report's order, and the quiet verdicts that belong between them.
    pub(crate) const fn new(loud: Vec<Reported>, quiet: Quiet) -> Self {
        Self {
            loud,
            quiet,
            all: OnceLock::new(),
        }
    }

    /// Every verdict.
    pub fn all(&self) -> &[Reported] {
        if self.quiet.subjects.is_empty() {
            &self.loud
        } else {
            self.all.get_or_init(|| self.quiet.between(&self.loud))
        }
    }

    /// Every verdict, one by one.
    pub fn iter(&self) -> slice::Iter<'_, Reported> {
        self.all().iter()
    }

    /// What fails; asking for no more spares the work of telling what passes.
    pub fn failures(&self) -> impl Iterator<Item = &Reported> {
        let fails = |finding: &&Reported| finding.outcome == Outcome::Fail;
        self.loud.iter().filter(fails)
    }

    /// How many verdicts there are.
    pub fn len(&self) -> usize {
        self.all().len()
    }

    /// Whether nothing was judged.
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// Every failure is among these.
    pub(crate) fn loud(&self) -> &[Reported] {
        &self.loud
    }

    /// Those of one control.
    pub(crate) fn loud_of(&self, control: &str) -> &[Reported] {
        let before = |finding: &Reported| finding.control.id < control;
        let others = self.loud.get(self.loud.partition_point(before)..);
        let others = others.unwrap_or_default();
        let own = others.partition_point(|finding| finding.control.id == control);
        others.get(..own).unwrap_or_default()
    }

    /// Whether anything is said of a control, be it that nothing concerns it.
    pub(crate) fn speaks_of(&self, control: &Control) -> bool {
        let position = self
            .quiet
            .controls
            .binary_search_by(|it| it.id.cmp(control.id));
        let is_quiet = |at: usize| {
            let mut words = self.quiet.subjects.iter().map(|calm| calm.words.get(at));
            words.any(|word| matches!(word, Some(Some(_))))
        };
        !self.loud_of(control.id).is_empty() || position.is_ok_and(is_quiet)
    }

    /// The quiet word on a subject, by their ids.
    pub(crate) fn quiet_word(&self, control: &str, subject: &str) -> Option<Outcome> {
        let (at, calm) = self.quiet_place(control, subject)?;
        let word = (*self.quiet.subjects.get(calm)?.words.get(at)?)?;
        Some(match word {
            Word::Pass => Outcome::Pass,
            Word::Covered | Word::NotApplicable => Outcome::NotApplicable,
        })
    }

    /// Forgets the quiet word on a subject, because another is said instead.
    pub(crate) fn forget_quiet(&mut self, control: &str, subject: &str) {
        self.all = OnceLock::new();
        if let Some((at, calm)) = self.quiet_place(control, subject)
            && let Some(word) = self.quiet.subjects.get_mut(calm)
            && let Some(word) = word.words.get_mut(at)
        {
            *word = None;
        }
    }

    /// The positions of a control and of a subject among those with quiet verdicts.
    fn quiet_place(&self, control: &str, subject: &str) -> Option<(usize, usize)> {
        let controls = &self.quiet.controls;
        let at = controls.binary_search_by(|it| it.id.cmp(control)).ok()?;
        let subjects = &self.quiet.subjects;
        let calm = subjects
            .binary_search_by(|it| (*it.subject).cmp(subject))
            .ok()?;
        Some((at, calm))
    }

    /// Adds verdicts that are not quiet; the order has to be made anew.
    pub(crate) fn add(&mut self, mut more: Vec<Reported>) {
        self.all = OnceLock::new();
        self.loud.append(&mut more);
    }

    /// Keeps those of the loud verdicts that `keeps` says.
    pub(crate) fn retain_loud(&mut self, keeps: impl FnMut(&Reported) -> bool) {
        self.all = OnceLock::new();
        self.loud.retain(keeps);
    }

    /// The same, to be marked.
    pub(crate) fn loud_mut(&mut self) -> &mut [Reported] {
        self.all = OnceLock::new();
        &mut self.loud
    }

    /// The subjects that a control says nothing of because another one covers it.
    pub(crate) fn covered(&self) -> impl Iterator<Item = (&'static Control, &Arc<str>)> {
        self.quiet.subjects.iter().flat_map(|calm| {
            let words = self.quiet.controls.iter().zip(&calm.words);
            words.filter_map(|(control, word)| match word {
                Some(Word::Covered) => Some((*control, &calm.subject)),
                Some(Word::Pass | Word::NotApplicable) | None => None,
            })
        })
    }

    /// The quiet verdicts by control, as counts.
    pub(crate) fn quiet_tallies(&self) -> impl Iterator<Item = (&'static Control, Tally)> {
        let mut tallies = vec![Tally::default(); self.quiet.controls.len()];
        for calm in &self.quiet.subjects {
            for (tally, word) in tallies.iter_mut().zip(&calm.words) {
                match word {
                    Some(Word::Pass) => tally.count(Outcome::Pass),
                    Some(Word::Covered | Word::NotApplicable) => {
                        tally.count(Outcome::NotApplicable);
                    }
                    None => {}
                }
            }
        }
        self.quiet.controls.iter().copied().zip(tallies)
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Reported;
    type IntoIter = slice::Iter<'a, Reported>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> Said<'a> {
    /// What a check of ours says; `tool` is our own name.
    pub(crate) fn own(
        control: &'static Control,
        subject: &'a Arc<str>,
        outcome: Outcome,
        message: Cow<'static, str>,
        tool: &Arc<str>,
    ) -> Self {
        Self {
            control,
            subject,
            outcome,
            message,
            tier: Tier::Own,
            tool: Arc::clone(tool),
        }
    }
}

/// Our own name, to be shared by the findings that bear it.
pub(crate) fn own_tool() -> Arc<str> {
    OWN_TOOL.into()
}
