//! From the parser's events to nodes.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, StructureStyle, Tag, options};

use super::accounts::{Accounts, Extent, Refusal};
use super::merge::Mapping;
use super::{MAX_DEPTH, Node, Scalar, Value, Yaml, quote};
use crate::artifact::{Effect, Problem};
use crate::span::{LineIndex, Span, Spanned};

/// One pass over a text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) yaml: Yaml,
    /// Where documents broke off, at most one place for each.
    pub(super) breaks: Vec<Break>,
}

/// A place where a document stops being YAML.
#[derive(Debug)]
pub(super) struct Break {
    /// Byte offset, on a `char` boundary.
    pub(super) at: usize,
    pub(super) message: String,
}

/// Reads every document up to its end or its first error.
pub(super) fn read(text: &str) -> Reading {
    let mut tree = Tree::new(text);
    let mut parser = Parser::new_from_str_with_options(text, parser_options());
    while let Some(next) = parser.next() {
        match next {
            Ok((event, span)) => tree.take(event, span),
            Err(error) => {
                tree.break_off(&error);
                match parser.proceed_next_document() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tree.break_off(&error);
                        break;
                    }
                }
            }
        }
    }
    tree.reading
}

fn parser_options() -> Options {
    options! {
        emit_unresolved_aliases: true,
        // Long runs of commented-out services are common, and the text bounds them anyway.
        max_buffered_comment_events: usize::MAX,
        // Block and flow nesting are counted apart; together they stay within the tree's limit.
        flow_nesting_limit: MAX_DEPTH / 2,
        block_nesting_limit: MAX_DEPTH / 2,
    }
}

struct Tree<'t> {
    text: &'t str,
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
    fn new(text: &'t str) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
            reading: Reading::default(),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            accounts: Accounts::default(),
            last_end: 0,
            told_too_many: false,
        }
    }

    fn take(&mut self, event: Event<'_>, place: granit_parser::Span) {
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
                        mapping.take(
                            node,
                            self.text,
                            &self.lines,
                            &mut self.reading.yaml.problems,
                        );
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
                    "The aliases bring more than {} values; they are not followed from here on",
                    super::MAX_BROUGHT
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
    fn break_off(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let at = self.text.floor_char_boundary(at);
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
        let start = self.text.floor_char_boundary(range.start);
        Span::new(start, self.text.floor_char_boundary(range.end))
    }

    /// Block scalars run up to the next line; their last character is what people point at.
    fn without_trailing_blanks(&self, span: Span) -> Span {
        Span::new(span.start, span.start + span.of(self.text).trim_end().len())
    }
}

fn written(tag: Option<&Tag>) -> Option<Arc<str>> {
    tag.map(|tag| Arc::from(tag.original()))
}
