//! What is known of a whole file before any place of it is edited.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::style::Style;
use super::{Refusal, lines};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Entry, Node};
use crate::project::path::{folder, resolved};
use crate::sorted::Sorted;

/// How a file is laid out, as far as edits of single places depend on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// Why nothing of the file can be edited.
    pub(crate) refusal: Option<Refusal>,
    /// The names that aliases refer to.
    pub(super) referred: BTreeSet<Box<str>>,
    /// The keys that merges may bring, which come to light where a key of its own is taken out.
    pub(super) mergeable: BTreeSet<Box<str>>,
    pub(super) style: Style,
    /// Where lines break, once that was asked for.
    pub(super) breaks: OnceLock<Vec<usize>>,
    /// Whether a block scalar may keep the blank lines behind it as its own.
    pub(super) keeps_blank_lines: bool,
    /// The services that others build on, each with the file it is taken from where another is
    /// named.
    extended: BTreeSet<(Option<Box<str>>, Box<str>)>,
}

impl Layout {
    /// The layout of a text, with the documents and problems that reading it came to.
    pub(crate) fn of(text: &str, documents: &[Node], problems: &[Problem]) -> Self {
        let mut filled = documents.iter().filter(|document| !document.is_null());
        let root = filled.next();
        let mut mergeable = BTreeSet::new();
        if let Some(root) = root
            && text.contains("<<")
        {
            gather(text, root, &mut mergeable);
        }
        Self {
            refusal: if filled.next().is_some() {
                Some(Refusal::SeveralDocuments)
            } else {
                refusal(text, problems)
            },
            referred: lines::referred(text).map(Box::from).into_set(),
            mergeable,
            style: root.map_or_else(Style::default, |root| Style::of(text, root)),
            breaks: OnceLock::new(),
            keeps_blank_lines: lines::keeps_blank_lines(text),
            extended: extended(documents),
        }
    }

    /// Whether a service of the file at `path` builds on this service of the file at `other`. A
    /// path that a variable leaves open may lead there.
    pub(crate) fn extends(&self, path: &str, service: &str, other: &str) -> bool {
        let leads_there = |file: &Option<Box<str>>| match file.as_deref() {
            None => path == other,
            Some(file) => file.contains('$') || resolved(folder(path), file) == other,
        };
        let mut extended = self.extended.iter();
        extended.any(|(file, name)| &**name == service && leads_there(file))
    }
}

/// The services that others build on: the file where one is named, and the name.
fn extended(documents: &[Node]) -> BTreeSet<(Option<Box<str>>, Box<str>)> {
    // In a first version's file, services stand at the top.
    let holders = documents
        .iter()
        .flat_map(|root| [root.get("services"), Some(root)]);
    let services = holders.flatten().flat_map(Node::entries);
    let bases = services.filter_map(|service| service.value.get("extends"));
    let text = |node: &Node| node.scalar().map(|scalar| Box::from(&*scalar.text));
    let named = bases.filter_map(|base| {
        let file = base.get("file").and_then(text);
        Some((file, text(base.get("service").unwrap_or(base))?))
    });
    named.into_set()
}

fn refusal(text: &str, problems: &[Problem]) -> Option<Refusal> {
    if lines::is_template(text) {
        return Some(Refusal::Templated);
    }
    if lines::is_indented_with_tabs(text) {
        return Some(Refusal::Tabs);
    }
    let mut messages = problems.iter().map(|problem| &problem.message);
    if messages.any(|message| message.contains(" is stated twice")) {
        return Some(Refusal::DuplicateKeys);
    }
    let is_read = problems.iter().all(|it| it.effect == Effect::Note);
    if !is_read || lines::has_bare_returns(text) {
        return Some(Refusal::Unread);
    }
    None
}

/// Gathers the keys of mappings that have an anchor, or that stand at a merge key.
fn gather(text: &str, node: &Node, keys: &mut BTreeSet<Box<str>>) {
    if node.via.is_some() {
        return;
    }
    let mut before = node.span.start;
    for entry in node.entries() {
        let key = entry.key.span;
        gather_anchored(text, key.end, &entry.value, keys);
        // What a merge key brings is told from the others by where it is written.
        if key.start < before || entry.value.via.is_some() {
            keys.insert(Box::from(&*entry.key.value));
        }
        before = key.start;
    }
    let mut before = node.span.start;
    for item in node.items() {
        gather_anchored(text, before.min(item.span.start), item, keys);
        before = item.span.end;
    }
}

fn gather_anchored(text: &str, from: usize, node: &Node, keys: &mut BTreeSet<Box<str>>) {
    if node.via.is_some() {
        return;
    }
    let between = text.get(from..node.span.start).unwrap_or_default();
    if lines::anchors(between).next().is_some() {
        let entries = node.entries().iter();
        keys.extend(entries.map(|entry: &Entry| Box::from(&*entry.key.value)));
    }
    gather(text, node, keys);
}
