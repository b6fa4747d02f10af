//! Places that were found in the model and not by their keys.

use super::insert::{is_flow_list, is_flow_mapping};
use super::place::{Step, place_of};
use super::{Refusal, Sheet};
use crate::finding::Edit;
use crate::model::yaml::{Entry, Node};

impl<'a> Sheet<'a> {
    /// Refuses edits that replace something else than a part of what `path` leads to, or
    /// something that an alias or a tag says more about.
    pub(crate) fn check_edits(self, path: &[&str], edits: &[Edit]) -> Result<(), Refusal> {
        // What is only added replaces nothing.
        let mut edits = edits.iter().filter(|edit| edit.span.start < edit.span.end);
        edits.try_for_each(|edit| {
            let replaced = edit.span.of(self.text);
            let blanks = replaced.len() - replaced.trim_start().len();
            self.check_place(path, edit.span.start + blanks)
        })
    }

    fn check_place(self, path: &[&str], at: usize) -> Result<(), Refusal> {
        let mut node = self.root.ok_or(Refusal::OtherFile)?;
        let mut path = path.iter();
        let mut is_own = true;
        while let Some(entry) = entry_around(node, at) {
            if path.len() == 0 && is_flow_mapping(self.text, node) {
                self.is_one_line(node)?;
            }
            is_own &= path.next().is_none_or(|key| **key == *entry.key.value);
            if at < entry.key.span.end {
                break;
            }
            let gap = match self.own_value(entry) {
                Err(Refusal::Shared) if !is_own => return Err(Refusal::BroughtByAlias),
                gap => gap?,
            };
            let step = Step {
                mapping: node,
                entry,
                gap,
            };
            node = self.item_around(&step, at)?;
        }
        if is_own && path.next().is_none() {
            Ok(())
        } else {
            Err(Refusal::OtherFile)
        }
    }

    /// The value of an entry, or where that is a list, its item around a place.
    fn item_around(self, step: &Step<'a>, at: usize) -> Result<&'a Node, Refusal> {
        let list = &step.entry.value;
        if is_flow_list(self.text, list) {
            self.is_one_line(list)?;
        }
        let items = list.items();
        let behind = items.partition_point(|item| place_of(item).start <= at);
        let Some(index) = behind.checked_sub(1) else {
            return Ok(list);
        };
        let around = |item: &&Node| at < place_of(item).end;
        let Some(item) = items.get(index).filter(around) else {
            return Ok(list);
        };
        let gap = self.gap_of_item(step, index)?;
        self.check(&gap)?;
        Ok(item)
    }

    /// Refuses what stands between brackets over several lines.
    pub(super) fn is_one_line(self, node: &Node) -> Result<(), Refusal> {
        // A line may be as long as the text, and is asked about for each of its items.
        let all = || self.text.match_indices('\n').map(|(at, _)| at).collect();
        let breaks = self.layout.breaks.get_or_init(all);
        let before = breaks.partition_point(|at| *at < node.span.start);
        match breaks.get(before) {
            Some(at) if *at < node.span.end => Err(Refusal::FlowOverLines),
            Some(_) | None => Ok(()),
        }
    }
}

/// The entry of a mapping around a place. What is merged into a mapping comes last and
/// stands elsewhere.
fn entry_around(mapping: &Node, at: usize) -> Option<&Entry> {
    let entries = mapping.entries();
    let whole = mapping.span;
    let is_before = |entry: &Entry| {
        let start = entry.key.span.start;
        whole.start <= start && start <= at
    };
    let behind = entries.partition_point(is_before);
    let entry = entries.get(behind.checked_sub(1)?)?;
    let end = place_of(&entry.value).end.max(entry.key.span.end);
    (at < end).then_some(entry)
}
