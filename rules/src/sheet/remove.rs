//! What is taken out: entries and items with the lines they stand on.

use super::insert::{end_of, is_flow_list, is_flow_mapping};
use super::lines::anchors;
use super::place::{Step, place_of};
use super::{Refusal, Sheet};
use crate::finding::Edit;
use crate::span::Span;

impl Sheet<'_> {
    /// Takes out an entry; where nothing else stands in its mapping, the mapping's entry.
    pub(super) fn take_out<'s>(
        self,
        mut above: Vec<Step<'s>>,
        mut step: Step<'s>,
    ) -> Result<Edit, Refusal> {
        loop {
            self.is_stated_once(&step)?;
            let span = if is_flow_mapping(self.text, step.mapping) {
                self.entry_in_flow(&step)?
            } else {
                self.entry_in_lines(&step)?
            };
            if let Some(span) = span {
                return self.delete(span);
            }
            step = above.pop().ok_or(Refusal::LastEntry)?;
        }
    }

    /// Refuses where a merge key brings the same key, which would then count.
    fn is_stated_once(self, step: &Step<'_>) -> Result<(), Refusal> {
        let whole = step.mapping.span.of(self.text);
        let Some((_, merge)) = whole.split_once("<<") else {
            return Ok(());
        };
        let sources = merge.trim_start_matches([':', ' ', '[']);
        // What stands at the merge key itself and is overruled is not known any more.
        if !sources.starts_with('*') || self.layout.mergeable.contains(&*step.entry.key.value) {
            return Err(Refusal::BroughtByAlias);
        }
        Ok(())
    }

    /// The lines of an entry; `None` where the mapping has no other.
    fn entry_in_lines(self, step: &Step<'_>) -> Result<Option<Span>, Refusal> {
        let (key, mapping) = (step.entry.key.span, step.mapping.span);
        let end = end_of(step.entry);
        let behind = Span::new(end, mapping.end).of(self.text);
        if mapping.start == key.start && !behind.contains('\n') {
            return Ok(None);
        }
        let start = self.own_line(key.start)?;
        Ok(Some(Span::new(
            start,
            self.end_of_lines(end, key.start - start)?,
        )))
    }

    /// An entry between braces with one comma; `None` where the mapping has no other.
    fn entry_in_flow(self, step: &Step<'_>) -> Result<Option<Span>, Refusal> {
        self.is_one_line(step.mapping)?;
        let end = self.end_in_flow(step.entry)?;
        self.between_commas(Span::new(step.entry.key.span.start, end))
    }

    /// Takes out an item that is not the only one.
    pub(super) fn take_out_item(self, step: &Step<'_>, index: usize) -> Result<Edit, Refusal> {
        let list = &step.entry.value;
        let item = list.items().get(index).ok_or(Refusal::OtherShape)?;
        let place = place_of(item);
        if is_flow_list(self.text, list) {
            self.is_one_line(list)?;
            let span = self.between_commas(place)?.ok_or(Refusal::LastEntry)?;
            return self.delete(span);
        }
        let dash = self.dash(step, index)?;
        let start = self.own_line(dash)?;
        let end = self.end_of_lines(place.end.max(dash + 1), dash - start)?;
        self.delete(Span::new(start, end))
    }

    /// What stands between brackets or braces, with the comma before it or else behind it;
    /// `None` where there is neither.
    fn between_commas(self, span: Span) -> Result<Option<Span>, Refusal> {
        let before = self.text.get(..span.start).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        if before.ends_with(',') {
            return Ok(Some(Span::new(before.len() - 1, span.end)));
        }
        let behind = self.text.get(span.end..).unwrap_or_default();
        let rest = behind.trim_start_matches(' ');
        if !before.ends_with(['[', '{']) || !rest.starts_with([',', ']', '}']) {
            return Err(Refusal::Layout);
        }
        let next = rest
            .strip_prefix(',')
            .map(|rest| rest.trim_start_matches(' '));
        Ok(next
            .filter(|next| !next.starts_with([']', '}']))
            .map(|next| Span::new(span.start, self.text.len() - next.len())))
    }

    /// Deletes a span, unless something in it is referred to from elsewhere.
    fn delete(self, span: Span) -> Result<Edit, Refusal> {
        let mut names = anchors(span.of(self.text));
        if names.any(|name| self.layout.referred.contains(name)) {
            return Err(Refusal::Shared);
        }
        Ok(Edit::delete(span))
    }
}
