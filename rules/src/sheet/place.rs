//! A mapping of the sheet and what can be done to it.

use std::ops::Range;

use super::gap::{self, Gap};
use super::insert::{Addition, Spot, is_flow_list, is_flow_mapping};
use super::{Refusal, Sheet, written};
use crate::finding::Edit;
use crate::model::yaml::{Entry, Node};
use crate::span::Span;

/// A mapping that stands in the file itself, such as a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'s> {
    pub(super) sheet: Sheet<'s>,
    pub(super) node: &'s Node,
    /// The key it stands at; `None` for the whole file and for items of lists.
    pub(super) key: Option<&'s Entry>,
}

/// An entry on a path, with the mapping that holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'s> {
    pub(super) mapping: &'s Node,
    pub(super) entry: &'s Entry,
    pub(super) gap: Gap<'s>,
}

/// How far a path leads.
enum Walk<'s, 'p> {
    /// To its end.
    Whole(Vec<Step<'s>>, Step<'s>),
    /// To a mapping that lacks the next of these keys.
    Short(Spot<'s>, &'p [&'p str]),
}

impl<'s> Place<'s> {
    pub(super) fn new(
        sheet: Sheet<'s>,
        node: &'s Node,
        key: Option<&'s Entry>,
    ) -> Result<Self, Refusal> {
        if node.is_mapping() || (gap::is_nothing(node) && key.is_some()) {
            Ok(Self { sheet, node, key })
        } else {
            Err(Refusal::OtherShape)
        }
    }

    /// Makes a path of keys lead to a single value: writes over the one that stands there, or
    /// adds the key and those above it. The value is text of one line; quotes are added where
    /// YAML needs them.
    pub(crate) fn set(&self, path: &[&str], value: &str) -> Result<Vec<Edit>, Refusal> {
        let edit = match self.walk(path)? {
            Walk::Short(spot, rest) => self.sheet.add(&spot, rest, Addition::Value(value))?,
            Walk::Whole(_, step) if gap::is_nothing(&step.entry.value) => {
                self.sheet.is_left_empty(&step)?;
                Edit::insert(step.gap.start, format!(" {}", written::fresh(value)))
            }
            Walk::Whole(_, step) => {
                written::over(self.sheet.text, &step.entry.value, &step.gap, value)?
            }
        };
        Ok(vec![edit])
    }

    /// Adds items to the list that a path of keys leads to, or the list with them.
    pub(crate) fn append(&self, path: &[&str], items: &[&str]) -> Result<Vec<Edit>, Refusal> {
        let edit = match self.walk(path)? {
            Walk::Short(spot, rest) => self.sheet.add(&spot, rest, Addition::Items(items))?,
            Walk::Whole(_, step) if gap::is_nothing(&step.entry.value) => {
                self.sheet.is_left_empty(&step)?;
                self.sheet.begin_list(&step, items)?
            }
            Walk::Whole(_, step) => self.sheet.add_items(&step, items)?,
        };
        Ok(vec![edit])
    }

    /// Takes out the entry that a path of keys leads to, and what is left empty above it.
    pub(crate) fn remove(&self, path: &[&str]) -> Result<Vec<Edit>, Refusal> {
        let (above, step) = self.found(path)?;
        if let Some(scalar) = step.entry.value.scalar()
            && written::has_variable(&scalar.text)
        {
            return Err(Refusal::Interpolated);
        }
        Ok(vec![self.sheet.take_out(above, step)?])
    }

    /// Takes an item out of the list that a path of keys leads to; with the last item goes the
    /// key.
    pub(crate) fn remove_item(&self, path: &[&str], index: usize) -> Result<Vec<Edit>, Refusal> {
        let (above, step) = self.found(path)?;
        let items = step.entry.value.items();
        let item = items.get(index).ok_or(Refusal::OtherShape)?;
        if item
            .scalar()
            .is_some_and(|it| written::has_variable(&it.text))
        {
            return Err(Refusal::Interpolated);
        }
        let edit = if items.len() == 1 {
            self.sheet.take_out(above, step)?
        } else {
            self.sheet.take_out_item(&step, index)?
        };
        Ok(vec![edit])
    }

    /// Writes over an item of the list that a path of keys leads to.
    pub(crate) fn set_item(
        &self,
        path: &[&str],
        index: usize,
        value: &str,
    ) -> Result<Vec<Edit>, Refusal> {
        let (item, gap) = self.item_at(path, index)?;
        let edit = written::over(self.sheet.text, item, &gap, value)?;
        Ok(vec![edit])
    }

    /// Writes over a part of the single value that stands at `span` or whose key does; `part`
    /// finds it in the value. Of the rest nothing is written anew where it need not be.
    pub(crate) fn rewrite(
        &self,
        span: Span,
        part: impl FnOnce(&str) -> Option<Range<usize>>,
        value: &str,
    ) -> Result<Vec<Edit>, Refusal> {
        let (node, gap, is_flow) = self.value_at(span)?;
        let scalar = node.scalar().ok_or(Refusal::OtherShape)?;
        let old = &*scalar.text;
        if written::has_variable(old) {
            return Err(Refusal::Interpolated);
        }
        let part = part(old).ok_or(Refusal::Layout)?;
        let taken = old.get(part.clone()).ok_or(Refusal::Layout)?;
        let written = node.span.of(self.sheet.text);
        let mut places = written.match_indices(taken).map(|(at, _)| at);
        let edit = match (places.next(), places.next()) {
            (Some(at), None) if taken.len() < old.len() && !(scalar.plain && is_flow) => {
                let start = node.span.start + at;
                Edit::replace(Span::new(start, start + taken.len()), value)
            }
            _ if part.end == old.len() => {
                let new = format!("{}{value}", old.get(..part.start).unwrap_or_default());
                written::over(self.sheet.text, node, &gap, &new)?
            }
            _ => return Err(Refusal::Layout),
        };
        Ok(vec![edit])
    }

    /// The innermost value that stands at `span` or whose key does, and whether it stands
    /// between brackets.
    fn value_at(&self, span: Span) -> Result<(&'s Node, Gap<'s>, bool), Refusal> {
        let text = self.sheet.text;
        let mut mapping = self.node;
        loop {
            let entry = entry_at(mapping, span).ok_or(Refusal::OtherFile)?;
            let gap = self.sheet.own_value(entry)?;
            let step = Step {
                mapping,
                entry,
                gap,
            };
            let (node, gap, is_flow) = match index_of(entry.value.items(), span) {
                Some(index) => {
                    let (item, gap) = self.item_of(&step, index)?;
                    (item, gap, is_flow_list(text, &entry.value))
                }
                None => (&entry.value, step.gap, is_flow_mapping(text, mapping)),
            };
            if !node.is_mapping() {
                return Ok((node, gap, is_flow));
            }
            mapping = node;
        }
    }

    /// The mapping that is an item of the list that a path of keys leads to.
    pub(crate) fn item(&self, path: &[&str], index: usize) -> Result<Self, Refusal> {
        let (node, _) = self.item_at(path, index)?;
        Self::new(self.sheet, node, None)
    }

    /// The number of the item that is written at `span` or around it.
    pub(crate) fn index_of(&self, path: &[&str], span: Span) -> Option<usize> {
        index_of(self.node.at(path)?.items(), span)
    }

    /// The bytes it stands on, its key left out.
    pub(crate) const fn span(&self) -> Span {
        self.node.span
    }

    /// The value that a path of keys leads to, wherever it stands.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&'s Node> {
        self.node.at(path)
    }

    fn item_at(&self, path: &[&str], index: usize) -> Result<(&'s Node, Gap<'s>), Refusal> {
        let (_, step) = self.found(path)?;
        self.item_of(&step, index)
    }

    fn item_of(&self, step: &Step<'s>, index: usize) -> Result<(&'s Node, Gap<'s>), Refusal> {
        let items = step.entry.value.items();
        let item = items.get(index).ok_or(Refusal::OtherShape)?;
        if item.via.is_some() {
            return Err(Refusal::BroughtByAlias);
        }
        if is_flow_list(self.sheet.text, &step.entry.value) {
            self.sheet.is_one_line(&step.entry.value)?;
        }
        let gap = self.sheet.gap_of_item(step, index)?;
        self.sheet.check(&gap)?;
        Ok((item, gap))
    }

    fn found(&self, path: &[&str]) -> Result<(Vec<Step<'s>>, Step<'s>), Refusal> {
        match self.walk(path)? {
            Walk::Whole(above, step) => Ok((above, step)),
            Walk::Short(..) => Err(Refusal::OtherFile),
        }
    }

    fn walk<'p>(&self, path: &'p [&'p str]) -> Result<Walk<'s, 'p>, Refusal> {
        let mut spot = Spot {
            mapping: self.node,
            key: self.key,
            is_outermost: self.key.is_some(),
        };
        let mut above = Vec::new();
        let mut rest = path;
        while let Some((name, further)) = rest.split_first() {
            let Some(entry) = spot.mapping.entry(name) else {
                return Ok(Walk::Short(spot, rest));
            };
            let gap = self.sheet.own_value(entry)?;
            if is_flow_mapping(self.sheet.text, spot.mapping) {
                self.sheet.is_one_line(spot.mapping)?;
            }
            let step = Step {
                mapping: spot.mapping,
                entry,
                gap,
            };
            if further.is_empty() {
                return Ok(Walk::Whole(above, step));
            }
            if !entry.value.is_mapping() && !gap::is_nothing(&entry.value) {
                return Err(Refusal::OtherShape);
            }
            above.push(step);
            spot = Spot {
                mapping: &entry.value,
                key: Some(entry),
                is_outermost: false,
            };
            rest = further;
        }
        Err(Refusal::OtherShape)
    }
}

/// The entry of a mapping that is written at `span` or around it.
fn entry_at(mapping: &Node, span: Span) -> Option<&Entry> {
    let entries = mapping.entries();
    // Behind those in the order of the text stand the ones that a merge key brings.
    let own = entries.partition_point(|it| mapping.span.start <= it.key.span.start);
    let own = entries.get(..own)?;
    let behind = own.partition_point(|it| it.key.span.start <= span.start);
    let last = own.get(behind.checked_sub(1)?)?;
    let end = last.key.span.end.max(place_of(&last.value).end);
    (span.end <= end).then_some(last)
}

/// The number of the item that is written at `span` or around it.
fn index_of(items: &[Node], span: Span) -> Option<usize> {
    let behind = items.partition_point(|item| place_of(item).start <= span.start);
    let index = behind.checked_sub(1)?;
    let place = place_of(items.get(index)?);
    (span.end <= place.end).then_some(index)
}

/// Where a value is written in the file: for one that an alias brings, where the alias stands.
pub(super) fn place_of(node: &Node) -> Span {
    node.via.unwrap_or(node.span)
}
