//! From the parser's events to nodes.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, ScalarStyle, ScanError, StructureStyle, Tag};

use super::accounts::{Accounts, Extent, Refusal};
use super::merge::{Lines, Mapping};
use super::pass::{Break, Reading};
use super::{MAX_BROUGHT, MAX_DEPTH, Node, Scalar, Value, quote};
use crate::artifact::{Effect, Problem};
use crate::span::{LineIndex, Span, Spanned};

/// The tree while it grows.
pub(super) struct Tree<'t> {
    text: &'t str,
    /// The text spans refer to. It is as long as `text`, in which blanks may stand for
    /// characters of several bytes, so that only here boundaries are known.
    original: &'t str,
    lines: LineIndex,
    reading: Reading,
    /// Collections that are open, outermost first.
    open: Vec<Open>,
    /// Finished nodes that have an anchor, by the parser's number for it.
    anchors: BTreeMap<usize, (Node, Extent)>,
    accounts: Accounts,
    /// Where the last content ended; block collections end there too.
    last_end: usize,
    told_too_many: bool,
}

/// A collection whose end has not been met.
struct Open {
    start: usize,
    flow: bool,
    tag: Option<Arc<str>>,
    /// The parser's number, 0 for none.
    anchor: usize,
    extent: Extent,
    content: Content,
}

enum Content {
    Items(Vec<Node>),
    Mapping(Mapping),
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, original: &'t str) -> Self {
        Self {
            text,
            original,
            lines: LineIndex::new(text),
            reading: Reading::default(),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            accounts: Accounts::default(),
            last_end: 0,
            told_too_many: false,
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, place: granit_parser::Span) {
        let span = self.span(place);
        match event {
            Event::Comment(text, _) => {
                let comment = Spanned::new(text.trim().to_owned(), span);
                self.reading.yaml.comments.push(comment);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                // The parser writes `~` where nothing is written.
                let text = if plain && span.start == span.end {
                    "".into()
                } else {
                    text
                };
                let span = self.without_trailing_blanks(span);
                self.last_end = self.last_end.max(span.end);
                let extent = Extent::of_scalar(&text);
                let value = Value::Scalar(Scalar {
                    text: Arc::from(&*text),
                    plain,
                });
                let node = Node {
                    span,
                    tag: written(tag.as_deref()),
                    value,
                    via: None,
                };
                self.finish(node, extent, anchor);
            }
            Event::Alias(anchor) => {
                self.last_end = self.last_end.max(span.end);
                self.expand(anchor, span);
            }
            Event::UnresolvedAlias(name) => {
                self.last_end = self.last_end.max(span.end);
                let message = format!(
                    "The alias {} names an anchor that is not set before it",
                    quote(&name)
                );
                self.unreadable(span, message);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.begin(
                    span,
                    style,
                    anchor,
                    tag.as_deref(),
                    Content::Items(Vec::new()),
                );
            }
            Event::MappingStart(style, anchor, tag) => {
                let mapping = Content::Mapping(Mapping::default());
                self.begin(span, style, anchor, tag.as_deref(), mapping);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
            Event::DocumentEnd => self.anchors.clear(),
            // The parser's list of events may grow; what is no node leaves the tree as it is.
            _ => {}
        }
    }

    pub(super) fn into_reading(self) -> Reading {
        self.reading
    }

    fn begin(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        content: Content,
    ) {
        let flow = style == StructureStyle::Flow;
        let extent = Extent::of_empty_collection();
        let tag = written(tag);
        self.open.push(Open {
            start: span.start,
            flow,
            tag,
            anchor,
            extent,
            content,
        });
    }

    fn end(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        if open.flow {
            self.last_end = self.last_end.max(at);
        }
        let span = Span::new(open.start, self.last_end);
        let value = match open.content {
            Content::Items(items) => Value::Sequence(items.into()),
            Content::Mapping(mapping) => {
                Value::Mapping(mapping.close(&mut self.reading.yaml.problems).into())
            }
        };
        let node = Node {
            span,
            tag: open.tag,
            value,
            via: None,
        };
        self.finish(node, open.extent, open.anchor);
    }

    /// Puts a whole node where it belongs.
    fn finish(&mut self, node: Node, extent: Extent, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), extent));
        }
        match self.open.last_mut() {
            None => self.reading.yaml.documents.push(node),
            Some(open) => {
                open.extent.hold(extent);
                match &mut open.content {
                    Content::Items(items) => items.push(node),
                    Content::Mapping(mapping) => {
                        let lines = Lines {
                            index: &self.lines,
                            text: self.text,
                        };
                        mapping.take(node, lines, &mut self.reading.yaml);
                    }
                }
            }
        }
    }

    fn expand(&mut self, anchor: usize, span: Span) {
        let Some((node, extent)) = self.anchors.get(&anchor) else {
            let name = span.of(self.text);
            let message = format!("The alias {} stands inside what it names", quote(name));
            return self.unreadable(span, message);
        };
        let (node, extent) = (node.clone(), *extent);
        match self.accounts.bring(extent, self.open.len()) {
            Ok(()) => self.finish(
                Node {
                    via: Some(span),
                    ..node
                },
                extent,
                0,
            ),
            Err(Refusal::TooDeep) => {
                let message = format!("This alias nests deeper than {MAX_DEPTH} levels");
                self.unreadable(span, message);
            }
            Err(Refusal::TooMany) if self.told_too_many => self.put_unreadable(span),
            Err(Refusal::TooMany) => {
                self.told_too_many = true;
                let message = format!(
                    "The aliases bring more than {MAX_BROUGHT} values; they are not followed from \
                     here on"
                );
                self.unreadable(span, message);
            }
        }
    }

    fn unreadable(&mut self, span: Span, message: String) {
        self.reading
            .yaml
            .problems
            .push(Problem::at(span, Effect::Partial, message));
        self.put_unreadable(span);
    }

    fn put_unreadable(&mut self, span: Span) {
        let node = Node {
            span,
            tag: None,
            value: Value::Unreadable,
            via: None,
        };
        self.finish(node, Extent::of_scalar(""), 0);
    }

    /// Keeps what was read of a document that cannot be read on.
    pub(super) fn break_off(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let at = self.original.floor_char_boundary(at);
        self.reading.breaks.push(Break {
            at,
            message: error.info(),
        });
        while let Some(open) = self.open.last_mut() {
            if let Content::Mapping(mapping) = &mut open.content {
                mapping.break_off();
            }
            self.end(self.last_end);
        }
        self.anchors.clear();
    }

    fn span(&self, place: granit_parser::Span) -> Span {
        let range = place.byte_range().unwrap_or(self.last_end..self.last_end);
        let start = self.original.floor_char_boundary(range.start);
        Span::new(start, self.original.floor_char_boundary(range.end))
    }

    /// Block scalars run up to the next line; their last character is what people point at.
    fn without_trailing_blanks(&self, span: Span) -> Span {
        Span::new(span.start, span.start + span.of(self.text).trim_end().len())
    }
}

fn written(tag: Option<&Tag>) -> Option<Arc<str>> {
    tag.map(|tag| Arc::from(tag.original()))
}
