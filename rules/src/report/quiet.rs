//! The verdicts that say no more than their word, kept as short as they are.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use super::Reported;
use super::findings::{EXEMPT, Place, Said, own_tool};
use crate::catalogue::Control;
use crate::finding::{Evidence, Outcome};
use crate::span::{LineIndex, Span};

/// The verdicts of our own checks that say no more than their word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quiet {
    /// By id.
    pub(crate) controls: Vec<&'static Control>,
    /// By id, of which no two are equal.
    pub(crate) subjects: Vec<Calm>,
    /// The artifacts that the places lie in: name and text.
    pub(crate) artifacts: Vec<(Arc<str>, Arc<String>)>,
}

/// The quiet verdicts on one subject.
#[derive(Clone, Debug)]
pub(crate) struct Calm {
    pub(crate) subject: Arc<str>,
    /// Where the subject stands.
    pub(crate) declared: Place,
    /// By the position of the control; `None` where the verdict is not quiet.
    pub(crate) words: Vec<Option<Word>>,
    /// Which control covers another, by the position of the covered one and in that order.
    pub(crate) covers: Vec<(usize, &'static Control)>,
    /// Where passes are stated in another place than the subject's own, by the position of the
    /// control and in that order.
    pub(crate) places: Vec<Stated>,
}

/// Where a control is stated to hold; lines and columns are counted where somebody asks.
///
/// There are dozens for each subject, so numbers are as short as texts allow: none that is read
/// is as long as four gigabytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stated {
    control: u32,
    artifact: u32,
    start: u32,
    end: u32,
}

/// A word that needs no reason.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word {
    /// The control holds.
    Pass,
    /// What another control fails for covers it.
    Covered,
    /// The subject is exempt.
    NotApplicable,
}

impl Quiet {
    /// These findings with the quiet verdicts where they belong.
    pub(super) fn between(&self, loud: &[Reported]) -> Vec<Reported> {
        let tool: Arc<str> = own_tool();
        let words = self.subjects.iter().map(|calm| &calm.words);
        let quiet = words.flatten().filter(|word| word.is_some()).count();
        let mut all = Vec::with_capacity(loud.len() + quiet);
        let mut loud = loud.iter().peekable();
        let lines: Vec<OnceCell<LineIndex>> = vec![OnceCell::new(); self.artifacts.len()];
        for (index, control) in self.controls.iter().enumerate() {
            let first = all.len();
            while let Some(finding) = loud.next_if(|it| std::ptr::eq(it.control, *control)) {
                all.push(finding.clone());
            }
            let is_settled = |it: &Reported| it.outcome > Outcome::Unknown;
            let is_mixed = all
                .get(first..)
                .is_some_and(|own| own.iter().any(is_settled));
            let of_this = |calm: &Calm| *calm.words.get(index)?;
            let said = self.subjects.iter().map(|calm| (calm, of_this(calm)));
            let mut exempt = Vec::new();
            for (calm, word) in said {
                match word {
                    Some(Word::Pass) => {
                        let place = self.shown(calm, index, &lines);
                        all.push(calm.pass(control, place, &tool));
                    }
                    Some(Word::Covered) => exempt.push((calm, calm.cover(index))),
                    Some(Word::NotApplicable) => exempt.push((calm, None)),
                    None => {}
                }
            }
            let exempt = exempt.into_iter();
            all.extend(exempt.map(|(calm, cover)| calm.exempt(control, cover, &tool)));
            // What another tool or a person settled belongs between the quiet ones.
            if let Some(own) = all.get_mut(first..).filter(|_| is_mixed) {
                own.sort_by(|a, b| (a.outcome, &a.subject).cmp(&(b.outcome, &b.subject)));
            }
        }
        all.extend(loud.cloned());
        all
    }
}

impl Quiet {
    /// Where a pass is shown: in the place that states it, or else the subject's own without
    /// its path.
    fn shown(&self, calm: &Calm, index: usize, lines: &[OnceCell<LineIndex>]) -> Place {
        let own = || Place {
            path: None,
            ..calm.declared.clone()
        };
        let at = calm
            .places
            .binary_search_by_key(&index, |it| it.control as usize);
        let Some(stated) = at.ok().and_then(|at| calm.places.get(at)) else {
            return own();
        };
        let Some((name, text)) = self.artifacts.get(stated.artifact as usize) else {
            return own();
        };
        let lines = lines.get(stated.artifact as usize);
        let region = |span| {
            let lines = lines?.get_or_init(|| LineIndex::new(text));
            Some(lines.region(span, text))
        };
        let span = stated.span();
        Place {
            artifact: Some(Arc::clone(name)),
            span,
            region: span.and_then(region),
            path: None,
        }
    }
}

impl Stated {
    /// The place that states that the control at this position holds.
    pub(crate) fn at(control: usize, evidence: Evidence) -> Self {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let span = evidence.span;
        Self {
            control: short(control),
            artifact: short(evidence.artifact),
            start: span.map_or(u32::MAX, |span| short(span.start)),
            end: span.map_or(u32::MAX, |span| short(span.end)),
        }
    }

    fn span(self) -> Option<Span> {
        (self.start != u32::MAX).then(|| Span::new(self.start as usize, self.end as usize))
    }
}

impl Calm {
    /// The control that covers the one at this position.
    fn cover(&self, index: usize) -> Option<&'static Control> {
        let at = self.covers.binary_search_by_key(&index, |(at, _)| *at);
        at.ok()
            .and_then(|at| self.covers.get(at))
            .map(|(_, it)| *it)
    }

    fn pass(&self, control: &'static Control, place: Place, tool: &Arc<str>) -> Reported {
        let claim = Cow::Borrowed(control.claim);
        let said = Said::own(control, &self.subject, Outcome::Pass, claim, tool);
        Reported::new(said, place)
    }

    fn exempt(
        &self,
        control: &'static Control,
        cover: Option<&'static Control>,
        tool: &Arc<str>,
    ) -> Reported {
        let exempt = cover.map_or(Cow::Borrowed(EXEMPT), |cover| {
            Cow::Owned(format!(
                "What {} reports of the subject covers this as well.",
                cover.id
            ))
        });
        let outcome = Outcome::NotApplicable;
        let said = Said::own(control, &self.subject, outcome, exempt, tool);
        Reported::new(said, self.declared.clone())
    }
}
