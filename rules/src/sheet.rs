//! A YAML file's text as a sheet on which single places are written over.
//!
//! What should stand in the file becomes edits of its text, so that comments, anchors, quotes,
//! indentation and line breaks stay as their author wrote them. Where that cannot be promised,
//! there is a [`Refusal`] with a sentence for people instead. All edits are for the text as it
//! is: those of several calls fit together where the calls are about different keys.

mod gap;
mod insert;
mod lines;
mod place;
mod refusal;
mod remove;
mod style;
mod written;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub(crate) use self::place::Place;
pub(crate) use self::refusal::Refusal;

use self::style::Style;
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Entry, Node};

/// One file's text with what was read of it.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<'a> {
    text: &'a str,
    root: Option<&'a Node>,
    /// Why nothing of the file can be edited.
    refusal: Option<Refusal>,
    /// The names that aliases refer to.
    referred: BTreeSet<&'a str>,
    style: Style,
    /// Whether a block scalar may keep the blank lines behind it as its own.
    keeps_blank_lines: bool,
}

impl<'a> Sheet<'a> {
    /// A text with the documents and problems that reading it as YAML came to.
    pub(crate) fn new(text: &'a str, documents: &'a [Node], problems: &[Problem]) -> Self {
        let mut filled = documents.iter().filter(|document| !document.is_null());
        let root = filled.next();
        let refusal = if filled.next().is_some() {
            Some(Refusal::SeveralDocuments)
        } else {
            whole_refusal(text, problems)
        };
        Self {
            text,
            root,
            refusal,
            referred: lines::referred(text),
            style: root.map_or_else(Style::default, |root| Style::of(text, root)),
            keeps_blank_lines: lines::keeps_blank_lines(text),
        }
    }

    /// The mapping that a path of keys leads to.
    pub(crate) fn mapping(&self, path: &[&str]) -> Result<Place<'_>, Refusal> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        let mut node = self.root.ok_or(Refusal::OtherFile)?;
        let mut key = None;
        for name in path {
            let entry = node.entry(name).ok_or(Refusal::OtherFile)?;
            self.own_value(entry)?;
            (node, key) = (&entry.value, Some(entry));
        }
        Place::new(self, node, key)
    }

    /// The gap before a value that stands here and nowhere else.
    fn own_value(&self, entry: &Entry) -> Result<gap::Gap<'a>, Refusal> {
        if entry.value.via.is_some() {
            return Err(Refusal::BroughtByAlias);
        }
        let gap = gap::after_key(self.text, entry)?;
        self.check(&gap)?;
        Ok(gap)
    }

    /// Refuses a value that others refer to, or that a tag gives another meaning.
    fn check(&self, gap: &gap::Gap<'_>) -> Result<(), Refusal> {
        if gap.is_tagged {
            return Err(Refusal::Tagged);
        }
        match gap.anchor {
            Some(anchor) if self.referred.contains(anchor) => Err(Refusal::Shared),
            Some(_) | None => Ok(()),
        }
    }
}

fn whole_refusal(text: &str, problems: &[Problem]) -> Option<Refusal> {
    if lines::is_template(text) {
        return Some(Refusal::Templated);
    }
    if lines::is_indented_with_tabs(text) {
        return Some(Refusal::Tabs);
    }
    if problems
        .iter()
        .any(|it| it.message.contains(" is stated twice"))
    {
        return Some(Refusal::DuplicateKeys);
    }
    let is_read = problems.iter().all(|it| it.effect == Effect::Note);
    if !is_read || lines::has_bare_returns(text) {
        return Some(Refusal::Unread);
    }
    None
}
