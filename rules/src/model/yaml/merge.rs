//! A mapping while it is read: no key twice, and `<<` brings what is not stated itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, Node, Repeated, Value, Yaml, quote};
use crate::artifact::{Effect, Problem};
use crate::span::{LineIndex, Span, Spanned};

/// The lines of the text that is read, to name a place in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'t> {
    pub(super) index: &'t LineIndex,
    pub(super) text: &'t str,
}

impl Lines<'_> {
    fn at(self, offset: usize) -> usize {
        self.index.line_of(offset, self.text)
    }
}

/// Keys and values met so far.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    entries: Vec<Entry>,
    /// Where each key stands in `entries`.
    places: BTreeMap<Arc<str>, usize>,
    /// A key whose value has not been met.
    pending: Option<Key>,
    /// The values of `<<`, each with its key's place.
    merges: Vec<Spanned<Node>>,
}

#[derive(Debug)]
enum Key {
    Text(Spanned<Arc<str>>),
    Merge(Span),
    /// A key that is no single value: reported, and left out with its value.
    Collection,
}

impl Mapping {
    /// Takes the next node: a key, or the value of the key before it.
    pub(super) fn take(&mut self, node: Node, lines: Lines<'_>, yaml: &mut Yaml) {
        match self.pending.take() {
            None => self.pending = Some(key(&node, &mut yaml.problems)),
            Some(Key::Text(key)) => self.put(key, node, lines, yaml),
            Some(Key::Merge(span)) => self.put_merge(span, node, lines, yaml),
            Some(Key::Collection) => {}
        }
    }

    /// The document ends in the middle: a key that waits for its value keeps its place.
    pub(super) fn break_off(&mut self) {
        if let Some(Key::Text(key)) = self.pending.take()
            && !self.places.contains_key(&key.value)
        {
            let end = Span::new(key.span.end, key.span.end);
            let value = Node {
                span: end,
                tag: None,
                value: Value::Unreadable,
                via: None,
            };
            self.entries.push(Entry { key, value });
        }
    }

    /// Every key with its value; merged ones come last.
    pub(super) fn close(mut self, problems: &mut Vec<Problem>) -> Vec<Entry> {
        for merge in std::mem::take(&mut self.merges) {
            self.merge(&merge.value, merge.span, problems);
        }
        self.entries
    }

    fn put(&mut self, key: Spanned<Arc<str>>, mut value: Node, lines: Lines<'_>, yaml: &mut Yaml) {
        // The parser places a value that is not written somewhere after its key.
        if value.span.start == value.span.end && value.via.is_none() {
            value.span = Span::new(key.span.end, key.span.end);
        }
        let Some(first) = self
            .places
            .get(&key.value)
            .and_then(|at| self.entries.get_mut(*at))
        else {
            self.places
                .insert(Arc::clone(&key.value), self.entries.len());
            self.entries.push(Entry { key, value });
            return;
        };
        let line = lines.at(first.key.span.start);
        let message = format!(
            "The key {} is stated twice, first on line {line}; the later value is read",
            quote(&key.value)
        );
        yaml.problems
            .push(Problem::at(key.span, Effect::Partial, message));
        yaml.repeated.push(Repeated {
            key: key.clone(),
            first: first.key.span,
        });
        *first = Entry { key, value };
    }

    fn put_merge(&mut self, span: Span, value: Node, lines: Lines<'_>, yaml: &mut Yaml) {
        if let Some(first) = self.merges.first() {
            let line = lines.at(first.span.start);
            let message = format!(
                "The merge key `<<` is stated twice, first on line {line}: Compose refuses that \
                 since 2.17.0 and wants one list, `<<: [*a, *b]`; all are read"
            );
            yaml.problems.push(Problem::at(span, Effect::Note, message));
            yaml.repeated.push(Repeated {
                key: Spanned::new("<<".into(), span),
                first: first.span,
            });
        }
        self.merges.push(Spanned::new(value, span));
    }

    /// Own keys win, and so do those merged before.
    fn merge(&mut self, source: &Node, key: Span, problems: &mut Vec<Problem>) {
        match &source.value {
            Value::Mapping(entries) => {
                for entry in entries.iter() {
                    if self.places.contains_key(&entry.key.value) {
                        continue;
                    }
                    self.places
                        .insert(Arc::clone(&entry.key.value), self.entries.len());
                    let via = Some(source.via.unwrap_or(key));
                    let value = Node {
                        via,
                        ..entry.value.clone()
                    };
                    self.entries.push(Entry {
                        key: entry.key.clone(),
                        value,
                    });
                }
            }
            Value::Sequence(sources) => {
                for listed in sources.iter() {
                    if matches!(listed.value, Value::Sequence(_)) {
                        problems.push(not_mergeable(listed));
                        continue;
                    }
                    let via = listed.via.or(source.via);
                    self.merge(
                        &Node {
                            via,
                            ..listed.clone()
                        },
                        key,
                        problems,
                    );
                }
            }
            Value::Scalar(_) => problems.push(not_mergeable(source)),
            // Its own problem is listed already.
            Value::Unreadable => {}
        }
    }
}

fn not_mergeable(node: &Node) -> Problem {
    let message = format!(
        "The merge key `<<` takes mappings, and here it is {}",
        node.kind()
    );
    Problem::at(node.via.unwrap_or(node.span), Effect::Partial, message)
}

fn key(node: &Node, problems: &mut Vec<Problem>) -> Key {
    // A key that an alias brings is met where the alias stands.
    let span = node.via.unwrap_or(node.span);
    match &node.value {
        Value::Scalar(scalar) if scalar.plain && !node.says_text() && &*scalar.text == "<<" => {
            Key::Merge(span)
        }
        Value::Scalar(scalar) => Key::Text(Spanned::new(Arc::clone(&scalar.text), span)),
        Value::Sequence(_) | Value::Mapping(_) => {
            let message = "A key here is no single value";
            problems.push(Problem::at(span, Effect::Partial, message));
            Key::Collection
        }
        Value::Unreadable => Key::Collection,
    }
}
