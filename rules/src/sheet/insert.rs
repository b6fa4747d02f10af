//! What is added: keys, lists and items, in the layout of what stands around them.

use super::gap::{self, Gap};
use super::lines::Line;
use super::place::{Step, place_of};
use super::{Refusal, Sheet, written};
use crate::finding::Edit;
use crate::model::yaml::{Entry, Node};

/// The keys that say what a service is; new ones follow them.
const HEADING: [&str; 2] = ["image", "build"];

/// A mapping that gets an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'s> {
    /// The mapping, or nothing where it is not written yet.
    pub(super) mapping: &'s Node,
    /// The key it stands at.
    pub(super) key: Option<&'s Entry>,
    /// Whether the path began here: what is added to the mappings inside comes before it.
    pub(super) is_outermost: bool,
}

/// What a path of new keys leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Addition<'v> {
    Value(&'v str),
    Items(&'v [&'v str]),
}

impl<'a> Sheet<'a> {
    /// Adds a path of keys that the mapping lacks.
    pub(super) fn add(
        self,
        spot: &Spot<'_>,
        keys: &[&str],
        what: Addition<'_>,
    ) -> Result<Edit, Refusal> {
        if gap::is_nothing(spot.mapping) {
            return self.begin_mapping(spot, keys, what);
        }
        if is_flow_mapping(self.text, spot.mapping) {
            return self.add_to_flow(spot.mapping, keys, what);
        }
        let column = self.column(spot.mapping.span.start)?;
        let heading = spot.mapping.entries().iter().filter(|entry| {
            HEADING.contains(&&*entry.key.value) && is_own(self.text, spot.mapping, entry)
        });
        let end = heading.map(end_of).max();
        let line = self.line_behind(end.unwrap_or(spot.mapping.span.end), column)?;
        let step = match spot.key.map(|key| self.column(key.key.span.start)) {
            Some(Ok(outer)) if outer < column => column - outer,
            Some(_) | None => self.layout.style.step,
        };
        let added = self.block(column, step, keys, what);
        Ok(if spot.is_outermost {
            in_front_of_next(line, &added)
        } else {
            behind(line, &added)
        })
    }

    /// Writes the first entry of a mapping of which there is only the key.
    fn begin_mapping(
        self,
        spot: &Spot<'_>,
        keys: &[&str],
        what: Addition<'_>,
    ) -> Result<Edit, Refusal> {
        let entry = spot.key.ok_or(Refusal::Layout)?;
        let (line, column) = self.behind_key(entry)?;
        let step = self.layout.style.step;
        Ok(behind(line, &self.block(column + step, step, keys, what)))
    }

    /// Writes the first items of a list of which there is only the key.
    pub(super) fn begin_list(self, step: &Step<'_>, items: &[&str]) -> Result<Edit, Refusal> {
        if is_flow_mapping(self.text, step.mapping) {
            return Err(Refusal::Layout);
        }
        let (line, column) = self.behind_key(step.entry)?;
        Ok(behind(
            line,
            &item_lines(column + self.layout.style.hang, items),
        ))
    }

    /// Refuses where what belongs to a value that is not written stands on a later line.
    pub(super) fn is_left_empty(self, step: &Step<'_>) -> Result<(), Refusal> {
        if step.gap.is_block || step.gap.anchor.is_some() {
            return Err(Refusal::Layout);
        }
        if is_flow_mapping(self.text, step.mapping) {
            return Ok(());
        }
        self.behind_key(step.entry).map(drop)
    }

    /// The line of a key without a value, and how far the key is indented.
    fn behind_key(self, entry: &Entry) -> Result<(Line, usize), Refusal> {
        let key = entry.key.span;
        let column = key.start - self.own_line(key.start)?;
        let line = self.line_behind(key.end, usize::MAX)?;
        let rest = line.next.and_then(|next| self.text.get(next..));
        let mut rest = rest.unwrap_or_default().trim_start();
        while rest.starts_with('#') {
            let end = rest.find('\n').unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default().trim_start();
        }
        if rest.starts_with(['&', '!']) {
            return Err(Refusal::Layout);
        }
        Ok((line, column))
    }

    /// Adds items to a list that has a value, if only `[]`.
    pub(super) fn add_items(self, step: &Step<'_>, items: &[&str]) -> Result<Edit, Refusal> {
        let list = &step.entry.value;
        if !list.is_sequence() {
            return Err(Refusal::OtherShape);
        }
        let Some(item) = list.items().last() else {
            let is_plain = list
                .span
                .of(self.text)
                .strip_prefix('[')
                .is_some_and(|rest| {
                    rest.strip_suffix(']')
                        .is_some_and(|inner| inner.trim_matches(' ').is_empty())
                });
            let written = format!("[{}]", flow_items(items));
            return if is_plain {
                Ok(Edit::replace(list.span, written))
            } else {
                Err(Refusal::FlowOverLines)
            };
        };
        if is_flow_list(self.text, list) {
            self.is_one_line(list)?;
            let is_pair = item.is_mapping() && !is_flow_mapping(self.text, item);
            if is_pair || gap::is_nothing(item) {
                return Err(Refusal::Layout);
            }
            let added = format!(", {}", flow_items(items));
            return Ok(Edit::insert(place_of(item).end, added));
        }
        let dash = self.dash(step, list.items().len() - 1)?;
        let column = dash - self.own_line(dash)?;
        let line = self.line_behind(place_of(item).end.max(dash + 1), column)?;
        Ok(behind(line, &item_lines(column, items)))
    }

    fn add_to_flow(
        self,
        mapping: &Node,
        keys: &[&str],
        what: Addition<'_>,
    ) -> Result<Edit, Refusal> {
        let whole = mapping.span.of(self.text);
        self.is_one_line(mapping)?;
        let added = flow(keys, what);
        let own = || {
            let entries = mapping.entries().iter();
            entries.filter(|entry| is_own(self.text, mapping, entry))
        };
        let heading = own().rfind(|entry| HEADING.contains(&&*entry.key.value));
        let Some(last) = heading.or_else(|| own().next_back()) else {
            let inner = whole.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            let is_empty = inner.is_some_and(|inner| inner.trim_matches(' ').is_empty());
            return if is_empty {
                Ok(Edit::replace(mapping.span, format!("{{{added}}}")))
            } else {
                Err(Refusal::Layout)
            };
        };
        let end = self.end_in_flow(last)?;
        Ok(Edit::insert(end, format!(", {added}")))
    }

    /// Where an entry between braces ends, before the comma or brace.
    pub(super) fn end_in_flow(self, entry: &Entry) -> Result<usize, Refusal> {
        if !gap::is_nothing(&entry.value) {
            return Ok(end_of(entry));
        }
        let end = match gap::after_key(self.text, entry) {
            Ok(Gap {
                start,
                anchor: None,
                is_tagged: false,
                ..
            }) => start,
            Ok(_) => return Err(Refusal::Layout),
            Err(_) => entry.key.span.end,
        };
        let rest = self
            .text
            .get(end..)
            .unwrap_or_default()
            .trim_start_matches(' ');
        if rest.starts_with([',', '}']) {
            Ok(end)
        } else {
            Err(Refusal::Layout)
        }
    }

    /// Where the dash of an item stands.
    pub(super) fn dash(self, step: &Step<'_>, index: usize) -> Result<usize, Refusal> {
        let items = step.entry.value.items();
        let item = items.get(index).ok_or(Refusal::OtherShape)?;
        let before = index.checked_sub(1).and_then(|before| items.get(before));
        let from = before.map_or(step.gap.start, |before| place_of(before).end);
        let between = self
            .text
            .get(from..place_of(item).start)
            .unwrap_or_default();
        let mut at = from;
        for (number, line) in between.split_inclusive('\n').enumerate() {
            let content = line.trim_start_matches(' ');
            if number > 0 && content.starts_with('-') {
                return Ok(at + line.len() - content.len());
            }
            at += line.len();
        }
        Err(Refusal::Layout)
    }

    /// What stands between an item's dash or bracket and the item.
    pub(super) fn gap_of_item(self, step: &Step<'_>, index: usize) -> Result<Gap<'a>, Refusal> {
        let list = &step.entry.value;
        let item = list.items().get(index).ok_or(Refusal::OtherShape)?;
        if !is_flow_list(self.text, list) {
            return gap::after_dash(self.text, self.dash(step, index)?, item);
        }
        let before = self.text.get(..item.span.start).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        if before.ends_with(['[', ',']) {
            gap::after_dash(self.text, before.len() - 1, item)
        } else {
            Err(Refusal::Layout)
        }
    }

    /// New keys in lines of their own.
    fn block(self, column: usize, step: usize, keys: &[&str], what: Addition<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        let mut column = column;
        let mut left = keys.len();
        for key in keys {
            left -= 1;
            let indent = " ".repeat(column);
            match what {
                Addition::Value(value) if left == 0 => {
                    lines.push(format!("{indent}{key}: {}", written::fresh(value)));
                }
                Addition::Items(items) if left == 0 => {
                    lines.push(format!("{indent}{key}:"));
                    lines.extend(item_lines(column + self.layout.style.hang, items));
                }
                Addition::Value(_) | Addition::Items(_) => lines.push(format!("{indent}{key}:")),
            }
            column += step;
        }
        lines
    }
}

/// New items in lines of their own.
fn item_lines(column: usize, items: &[&str]) -> Vec<String> {
    let indent = " ".repeat(column);
    let item = |item: &&str| format!("{indent}- {}", written::fresh(item));
    items.iter().map(item).collect()
}

/// Whole lines behind one, as a part of what stands on it.
fn behind(line: Line, added: &[String]) -> Edit {
    Edit::insert(line.end, format!("\n{}", added.join("\n")))
}

/// Whole lines in front of the next one, so that the line itself may go.
fn in_front_of_next(line: Line, added: &[String]) -> Edit {
    match line.next {
        Some(next) => Edit::insert(next, format!("{}\n", added.join("\n"))),
        None => behind(line, added),
    }
}

/// New keys between braces.
fn flow(keys: &[&str], what: Addition<'_>) -> String {
    let value = match what {
        Addition::Value(value) => written::fresh(value),
        Addition::Items(items) => format!("[{}]", flow_items(items)),
    };
    let mut keys = keys.iter().rev();
    let innermost = keys.next().map(|key| format!("{key}: {value}"));
    keys.fold(innermost.unwrap_or_default(), |inner, key| {
        format!("{key}: {{{inner}}}")
    })
}

fn flow_items(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|item| written::fresh(item)).collect();
    items.join(", ")
}

/// Whether an entry stands in the mapping itself and is not merged into it.
pub(super) fn is_own(text: &str, mapping: &Node, entry: &Entry) -> bool {
    let key = entry.key.span;
    let is_inside = mapping.span.start <= key.start && key.end <= mapping.span.end;
    let is_written_here = entry.value.via.is_none_or(|via| {
        let between = text.get(key.end..via.start);
        between.is_some_and(|between| {
            let between = between.trim_matches([' ', '\t', '\r', '\n']);
            between == ":"
        })
    });
    is_inside && is_written_here
}

/// Where an entry of a mapping itself ends.
pub(super) fn end_of(entry: &Entry) -> usize {
    place_of(&entry.value).end.max(entry.key.span.end)
}

/// Whether a mapping stands between braces.
pub(super) fn is_flow_mapping(text: &str, mapping: &Node) -> bool {
    mapping.is_mapping() && mapping.span.of(text).starts_with('{')
}

/// Whether a list stands between brackets. A list in lines may begin with an item that does.
pub(super) fn is_flow_list(text: &str, list: &Node) -> bool {
    let first = list.items().first();
    list.is_sequence()
        && list.span.of(text).starts_with('[')
        && first.is_none_or(|first| place_of(first).start > list.span.start)
}
