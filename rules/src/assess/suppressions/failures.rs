//! The failures that comments may accept, so that each comment looks at few of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::suppression::Reach;
use crate::report::Reported;
use crate::sorted::InOrder;
use crate::span::Span;

/// Failures of some files, by control and place.
#[derive(Default)]
pub(super) struct Failures {
    by_control: BTreeMap<&'static str, Kin>,
}

/// What a comment covers.
#[derive(Default)]
pub(super) struct Covered {
    /// How many failures.
    pub(super) count: usize,
    /// The indexes of those that no comment on the whole file accepted before.
    pub(super) open: Vec<usize>,
}

/// The failures of one control.
#[derive(Default)]
struct Kin {
    /// Those that have a place, by its start.
    placed: Vec<Placed>,
    /// The indexes of the others.
    unplaced: Vec<usize>,
    /// Whether a comment on the whole file has accepted all of them.
    is_accepted: bool,
}

struct Placed {
    span: Span,
    /// The furthest end of this one and all before it.
    furthest: usize,
    index: usize,
}

impl Failures {
    /// The failures at these indexes of `findings`.
    pub(super) fn new(indexes: &[usize], findings: &[Reported]) -> Self {
        let mut failures = Self::default();
        for index in indexes {
            let Some(finding) = findings.get(*index) else {
                continue;
            };
            let kin = failures.by_control.entry(finding.control.id).or_default();
            match finding.span {
                Some(span) => kin.placed.push(Placed {
                    span,
                    furthest: span.end,
                    index: *index,
                }),
                None => kin.unplaced.push(*index),
            }
        }
        for kin in failures.by_control.values_mut() {
            kin.put_in_order();
        }
        failures
    }

    /// What a comment with this reach covers of these controls.
    pub(super) fn covered(&self, controls: &BTreeSet<&'static str>, reach: Reach) -> Covered {
        let mut covered = Covered::default();
        for control in controls {
            let Some(kin) = self.by_control.get(control) else {
                continue;
            };
            match reach {
                Reach::File | Reach::Folder => {
                    covered.count += kin.placed.len() + kin.unplaced.len();
                    if !kin.is_accepted {
                        let placed = kin.placed.iter().map(|placed| placed.index);
                        covered
                            .open
                            .extend(placed.chain(kin.unplaced.iter().copied()));
                    }
                }
                // What has no place is in the whole file only.
                Reach::Within(within) => {
                    let before = covered.open.len();
                    covered.open.extend(kin.within(within));
                    covered.count += covered.open.len() - before;
                }
            }
        }
        covered
    }

    /// Remembers that a comment accepts what it covers.
    pub(super) fn note(&mut self, controls: &BTreeSet<&'static str>, reach: Reach) {
        if matches!(reach, Reach::Within(_)) {
            return;
        }
        for control in controls {
            if let Some(kin) = self.by_control.get_mut(control) {
                kin.is_accepted = true;
            }
        }
    }
}

impl Kin {
    fn put_in_order(&mut self) {
        self.placed.order_by_key(|placed| placed.span);
        let mut furthest = 0;
        for placed in &mut self.placed {
            // An empty place is as good as one of a byte: it is where it stands.
            let end = placed.span.end.max(placed.span.start + 1);
            furthest = end.max(furthest);
            placed.furthest = furthest;
        }
    }

    /// The indexes of those whose place touches what a comment holds for.
    fn within(&self, within: Span) -> impl Iterator<Item = usize> {
        let begun = self
            .placed
            .partition_point(|placed| placed.span.start < within.end);
        let begun = self.placed.get(..begun).unwrap_or_default();
        // Before the first that reaches so far back, none does.
        let near = begun
            .iter()
            .rev()
            .take_while(move |placed| placed.furthest > within.start);
        let touches = move |placed: &&Placed| {
            placed.span.end > within.start || placed.span.start >= within.start
        };
        near.filter(touches).map(|placed| placed.index)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kin, Placed};
    use crate::span::Span;

    fn span() -> impl Strategy<Value = Span> {
        (0_usize..40, 0_usize..12).prop_map(|(start, length)| Span::new(start, start + length))
    }

    proptest! {
        /// Looking at few failures finds the same as looking at all of them.
        #[test]
        fn nothing_near_is_missed(
            spans in proptest::collection::vec(span(), 0..30),
            within in span(),
        ) {
            let touches = |span: Span| {
                span.start < within.end && (span.end > within.start || span.start >= within.start)
            };
            let all = spans.iter().enumerate();
            let expected: Vec<usize> = all
                .filter(|(_, span)| touches(**span))
                .map(|(index, _)| index)
                .collect();
            let place = |(index, span): (usize, &Span)| Placed {
                span: *span,
                furthest: 0,
                index,
            };
            let mut kin = Kin {
                placed: spans.iter().enumerate().map(place).collect(),
                ..Kin::default()
            };
            kin.put_in_order();
            let mut found: Vec<usize> = kin.within(within).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
