//! A value taken apart once: where it and everything in it stands.
//!
//! A deserializer tells no places but those of values it passes over, and passes over an inner
//! value again for each value around it. Here one pass decides whether the value is valid and
//! keeps the places; strings and numbers are deserialized where somebody asks for them.

use std::borrow::Cow;

use super::grammar::{self, Damage};
use super::node::Node;
use super::scan::Members as Lenient;
use super::{token, unquoted};
use crate::span::{Span, Spanned};

/// Values and keys one tape holds at most: 48 MB of places. A container has some hundreds.
pub(super) const MOST: usize = 4_000_000;

/// Values directly inside another that there is room for at first.
const MEMBERS: usize = 64;

/// Values and keys a tape has room for at first.
const USUAL: usize = 512;

/// The places of one value and of everything in it.
#[derive(Clone, Debug)]
pub struct Tape<'t> {
    text: &'t str,
    /// Where the value begins in the text, in bytes.
    base: usize,
    /// The value, then what it holds, in the text's order: of an object each key before its value.
    nodes: Vec<Node>,
}

impl<'t> Tape<'t> {
    /// Takes the value at `span` of `text` apart.
    ///
    /// # Errors
    /// It is not one valid JSON value, or holds more than four million.
    pub fn read(text: &'t str, span: Span) -> Result<Self, Damage> {
        let text = text.get(..span.end).unwrap_or(text);
        let bytes = text.as_bytes();
        let tape = Self::begun(text, token::blanks(bytes, span.start))?;
        match token::blanks(bytes, tape.root().span().end) {
            end if end == bytes.len() => Ok(tape),
            end => Err(Damage::Invalid(end)),
        }
    }

    /// Takes the value apart that begins at `start` of `text`, whatever follows it.
    ///
    /// # Errors
    /// No valid JSON value begins there, or it holds more than four million.
    pub fn begun(text: &'t str, start: usize) -> Result<Self, Damage> {
        let mut tape = Self {
            text,
            base: start,
            nodes: Vec::with_capacity(USUAL),
        };
        match grammar::value(tape.bytes(text.len()), 0, &mut tape.nodes) {
            Ok(_) => Ok(tape),
            Err(damage) => Err(damage.behind(start)),
        }
    }

    /// Takes of a damaged object those members apart that are valid by themselves: the first
    /// `most`.
    pub fn salvaged(text: &'t str, object: Span, most: usize) -> Self {
        let mut tape = Self {
            text,
            base: object.start,
            nodes: vec![Node::default()],
        };
        for (key, value) in Lenient::new(text, object).take(most) {
            let before = tape.nodes.len();
            let (mut end, bytes) = (Ok(0), tape.bytes(value.end));
            for part in [key, value] {
                end = end.and_then(|_| {
                    grammar::value(bytes, part.start - object.start, &mut tape.nodes)
                });
            }
            if end.ok() != Some(value.end - object.start) {
                tape.nodes.truncate(before);
            }
        }
        let size = tape.nodes.len();
        if let Some(whole) = tape.nodes.first_mut() {
            whole.close(object.of(text).len(), size);
        }
        tape
    }

    /// The value itself.
    pub fn root(&self) -> Raw<'_> {
        Raw {
            text: self.text,
            base: self.base,
            nodes: &self.nodes,
        }
    }

    /// The numbers of the values directly inside the value with this number; of an object the
    /// key of each is the node before.
    pub(super) fn inside(&self, outer: usize) -> Vec<usize> {
        let mut at = outer + 1;
        let end = self.nodes.get(outer).map_or(at, |node| outer + node.len());
        let mut inside = Vec::with_capacity((end - outer).min(MEMBERS));
        let is_object = self.begins_with(outer, b'{');
        while at < end {
            at += usize::from(is_object);
            inside.push(at);
            at += self.nodes.get(at).map_or(1, |node| node.len());
        }
        inside
    }

    /// Whether the value with this number begins with that byte.
    pub(super) fn begins_with(&self, number: usize, byte: u8) -> bool {
        self.text.as_bytes().get(self.place(number).start) == Some(&byte)
    }

    /// Where the value or key with this number stands in the text.
    pub(super) fn place(&self, number: usize) -> Span {
        let raw = Raw {
            nodes: self.nodes.get(number..).unwrap_or_default(),
            ..self.root()
        };
        raw.span()
    }

    /// The text that the places are of.
    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    fn bytes(&self, end: usize) -> &'t [u8] {
        let bytes = self.text.as_bytes().get(self.base..end);
        bytes.unwrap_or_default()
    }
}

/// A valid value as it is written, at its place.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    text: &'a str,
    base: usize,
    /// Its own node and those of all it holds.
    nodes: &'a [Node],
}

/// One member of an object: its key and its value.
pub type Member<'a> = (Cow<'a, str>, Raw<'a>);

impl<'a> Raw<'a> {
    /// The value as it is written.
    pub fn get(self) -> &'a str {
        self.span().of(self.text)
    }

    /// What a string says in which nothing is escaped; `None` for other values.
    pub fn plain(self) -> Option<&'a str> {
        let is_escaped = self.nodes.first()?.is_escaped();
        let bare = self.get().strip_prefix('"')?.strip_suffix('"')?;
        (!is_escaped).then_some(bare)
    }

    /// Where it stands in the text.
    pub fn span(self) -> Span {
        let node = self.nodes.first();
        node.map_or(Span::new(self.base, self.base), |node| self.place(*node))
    }

    /// The members of an object in its order, repeated keys included; `None` for other values.
    pub fn members(self) -> Option<impl Iterator<Item = Member<'a>> + use<'a>> {
        let members = self.placed_members()?;
        Some(members.map(|(key, value)| (key.value, value)))
    }

    /// The same with the places of the keys, quotes included.
    pub fn placed_members(
        self,
    ) -> Option<impl Iterator<Item = (Spanned<Cow<'a, str>>, Self)> + use<'a>> {
        let mut inner = self.inner(b'{')?;
        Some(std::iter::from_fn(move || {
            let key = inner.next()?;
            let name = match key.plain() {
                Some(name) => Cow::Borrowed(name),
                None => unquoted(key.get()),
            };
            Some((Spanned::new(name, key.span()), inner.next()?))
        }))
    }

    /// The items of a list; `None` for other values.
    pub fn items(self) -> Option<impl Iterator<Item = Self> + use<'a>> {
        self.inner(b'[')
    }

    /// The place of a value that says something.
    pub fn place_unless_empty(self) -> Option<Span> {
        let says_nothing = matches!(self.get(), "null" | "\"\"" | "[]" | "{}");
        (!says_nothing).then(|| self.span())
    }

    /// Whether it is a list that is there and lists nothing, nor do the lists in it.
    pub fn is_blank_list(self) -> bool {
        let written = self.get();
        let blank = ['[', ']', ' ', '\n', '\r', '\t'];
        written.starts_with('[') && written.trim_matches(blank).is_empty()
    }

    /// The nodes directly inside a value that begins with this bracket.
    fn inner(self, bracket: u8) -> Option<impl Iterator<Item = Self> + use<'a>> {
        if self.text.as_bytes().get(self.span().start) != Some(&bracket) {
            return None;
        }
        let mut rest = self.nodes.get(1..)?;
        Some(std::iter::from_fn(move || {
            let (nodes, behind) = rest.split_at_checked(rest.first()?.len())?;
            rest = behind;
            Some(Self { nodes, ..self })
        }))
    }

    fn place(self, node: Node) -> Span {
        // The numbers are places in memory, so they fit.
        let [start, end] = [node.start, node.end].map(|at| self.base + at as usize);
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests;
