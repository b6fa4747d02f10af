//! Which changes can be made at once.

use std::collections::BTreeMap;

use super::Offer;
use crate::finding::Edit;
use crate::span::Span;

/// What is changed already.
#[derive(Default)]
struct Taken {
    /// Ends of replaced spans by their starts; none is empty, and none overlaps another.
    spans: BTreeMap<usize, usize>,
    /// Insertions by their places.
    insertions: BTreeMap<usize, Vec<String>>,
}

/// The first offers, at most so many, that do not stand in each other's way.
pub(super) fn compatible(offers: Vec<Offer>, most: usize) -> Vec<Offer> {
    let mut taken = Taken::default();
    let mut chosen = Vec::new();
    for offer in offers {
        if chosen.len() == most {
            break;
        }
        if offer.edits.iter().all(|edit| taken.leaves_room(edit)) {
            offer.edits.iter().for_each(|edit| taken.add(edit));
            chosen.push(offer);
        }
    }
    chosen
}

impl Taken {
    /// Whether an edit touches nothing that is changed already. Different insertions at one
    /// place go together; the same one twice would be one too many.
    fn leaves_room(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        if start == end {
            let is_inside = self.ending_after(start, start);
            let same = self.insertions.get(&start);
            return !is_inside && !same.is_some_and(|texts| texts.contains(&edit.text));
        }
        let mut inside = self.insertions.range(start + 1..end.max(start + 1));
        !self.ending_after(end, start) && inside.next().is_none()
    }

    /// Whether a replaced span that starts before `before` ends after `after`.
    fn ending_after(&self, before: usize, after: usize) -> bool {
        let mut earlier = self.spans.range(..before);
        earlier.next_back().is_some_and(|(_, end)| *end > after)
    }

    fn add(&mut self, edit: &Edit) {
        let Span { start, end } = edit.span;
        if start == end {
            let texts = self.insertions.entry(start).or_default();
            texts.push(edit.text.clone());
        } else {
            self.spans.insert(start, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Offer, compatible};
    use crate::finding::Edit;
    use crate::span::Span;

    fn chosen(edits: &[&[Edit]]) -> Vec<usize> {
        let offers = edits.iter().map(|edits| Offer {
            edits: edits.to_vec(),
            findings: Vec::new(),
        });
        let chosen = compatible(offers.collect(), usize::MAX);
        let at = |offer: &Offer| edits.iter().position(|edits| *edits == offer.edits);
        chosen.iter().filter_map(at).collect()
    }

    #[test]
    fn neighbours_go_together_and_overlaps_do_not() {
        let span = |start, end| Edit::replace(Span::new(start, end), "x");
        assert_eq!(chosen(&[&[span(0, 4)], &[span(4, 6)]]), [0, 1]);
        assert_eq!(chosen(&[&[span(0, 4)], &[span(3, 6)]]), [0]);
        assert_eq!(chosen(&[&[span(4, 6)], &[span(0, 9)]]), [0]);
        assert_eq!(chosen(&[&[span(0, 9)], &[span(4, 6)]]), [0]);
        assert_eq!(chosen(&[&[span(0, 4)], &[Edit::insert(4, "a")]]), [0, 1]);
        assert_eq!(chosen(&[&[span(0, 4)], &[Edit::insert(0, "a")]]), [0, 1]);
        assert_eq!(chosen(&[&[span(0, 4)], &[Edit::insert(2, "a")]]), [0]);
        assert_eq!(chosen(&[&[Edit::insert(2, "a")], &[span(0, 4)]]), [0]);
        let (a, b) = (Edit::insert(2, "a"), Edit::insert(2, "b"));
        let (one, other) = (std::slice::from_ref(&a), std::slice::from_ref(&b));
        assert_eq!(chosen(&[one, other]), [0, 1]);
        assert_eq!(chosen(&[one, &[a.clone(), b.clone()]]), [0]);
        // All of a change or nothing of it.
        assert_eq!(
            chosen(&[&[span(5, 6)], &[span(0, 1), span(5, 7)], &[span(0, 2)]]),
            [0, 2]
        );
    }
}
