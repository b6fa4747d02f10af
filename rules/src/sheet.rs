//! A YAML file's text as a sheet on which single places are written over.
//!
//! What should stand in the file becomes edits of its text, so that comments, anchors, quotes,
//! indentation and line breaks stay as their author wrote them. Where that cannot be promised,
//! there is a [`Refusal`] with a sentence for people instead. All edits are for the text as it
//! is: those of several calls fit together where the calls are about different keys.

mod gap;
mod insert;
mod layout;
mod lines;
mod located;
mod place;
mod refusal;
mod remove;
mod style;
mod written;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub(crate) use self::layout::Layout;
pub(crate) use self::place::Place;
pub(crate) use self::refusal::Refusal;

use crate::model::yaml::{Entry, Node};

/// One file's text with what was read of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet<'a> {
    text: &'a str,
    root: Option<&'a Node>,
    layout: &'a Layout,
}

impl<'a> Sheet<'a> {
    /// A text with the documents that were read of it.
    pub(crate) fn new(text: &'a str, documents: &'a [Node], layout: &'a Layout) -> Self {
        let root = documents.iter().find(|document| !document.is_null());
        Self { text, root, layout }
    }

    /// The mapping that a path of keys leads to.
    pub(crate) fn mapping(self, path: &[&str]) -> Result<Place<'a>, Refusal> {
        if let Some(refusal) = self.layout.refusal {
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
    fn own_value(self, entry: &Entry) -> Result<gap::Gap<'a>, Refusal> {
        if entry.value.via.is_some() {
            return Err(Refusal::BroughtByAlias);
        }
        let gap = gap::after_key(self.text, entry)?;
        self.check(&gap)?;
        Ok(gap)
    }

    /// Refuses a value that others refer to, or that a tag gives another meaning.
    fn check(self, gap: &gap::Gap<'_>) -> Result<(), Refusal> {
        if gap.is_tagged {
            return Err(Refusal::Tagged);
        }
        match gap.anchor {
            Some(anchor) if self.layout.referred.contains(anchor) => Err(Refusal::Shared),
            Some(_) | None => Ok(()),
        }
    }
}
