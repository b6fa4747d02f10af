//! The top-level values of a text, with whatever stands between them.

use super::grammar::Damage;
use super::scan::{End, Items, skip_blanks, skip_value};
use super::tape::Tape;
use crate::artifact::{Effect, Problem};
use crate::span::Span;

/// One value of a stream or of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The place of the value.
    pub span: Span,
    /// Whether the text ended before the value did.
    pub is_cut: bool,
}

/// The objects and lists at the top of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// The values, in the text's order.
    pub values: Vec<Value>,
    /// The text between them that was passed over, e.g. a shell's prompt.
    pub problems: Vec<Problem>,
}

/// Finds every top-level object and list: one document, several after each other, one a line,
/// or one between lines of a shell. Bare strings and numbers are passed over.
pub fn values(text: &str) -> Stream {
    let bytes = text.as_bytes();
    walk(text, |stream, at| {
        let end = skip_value(bytes, at);
        stream.values.push(Value {
            span: Span::new(at, end.at),
            is_cut: end.is_cut,
        });
        end.at
    })
}

/// One value of a text whose lists are taken for what they hold.
pub struct Item<'t> {
    /// Where it stands.
    pub value: Value,
    /// What is in it.
    pub tape: Result<Tape<'t>, Damage>,
}

/// The same with lists taken apart: hands every value to `take` as soon as it is read, so that
/// nothing is read twice and none is kept. What was passed over is told in the end.
///
/// A list or an object that is cut off ends with a problem.
pub fn items<'t>(text: &'t str, mut take: impl FnMut(Item<'t>)) -> Vec<Problem> {
    let bytes = text.as_bytes();
    let stream = walk(text, |stream, at| {
        if bytes.get(at) != Some(&b'[') {
            let (item, end) = item(text, at);
            if end.is_cut {
                stream.is_cut(
                    end.at,
                    "the object is cut off here, so what followed is unknown",
                );
            }
            take(item);
            return end.at;
        }
        let mut items = Items::new(text, Span::new(at, bytes.len()));
        while let Some(start) = items.begin() {
            let (item, end) = item(text, start);
            items.end(end);
            take(item);
        }
        items.closed.unwrap_or_else(|| {
            stream.is_cut(bytes.len(), LIST_CUT);
            bytes.len()
        })
    });
    stream.problems
}

/// The value that begins at `start`, and where it ends.
fn item(text: &str, start: usize) -> (Item<'_>, End) {
    let tape = Tape::begun(text, start);
    let end = match &tape {
        Ok(tape) => End {
            at: tape.root().span().end,
            is_cut: false,
        },
        Err(_) => skip_value(text.as_bytes(), start),
    };
    let value = Value {
        span: Span::new(start, end.at),
        is_cut: end.is_cut,
    };
    (Item { value, tape }, end)
}

/// What is said of a list without an end.
const LIST_CUT: &str = "the list is cut off here, so what followed is unknown";

/// Goes from value to value; `take` takes the one that begins at an offset and says where it ends.
fn walk(text: &str, mut take: impl FnMut(&mut Stream, usize) -> usize) -> Stream {
    let bytes = text.as_bytes();
    let mut stream = Stream::default();
    let mut noise: Option<Span> = None;
    let mut at = skip_blanks(bytes, 0);
    while at < bytes.len() {
        if is_beginning(bytes, at) {
            at = take(&mut stream, at);
        } else {
            let end = next_candidate(bytes, at);
            let passed = text.get(at..end).unwrap_or_default();
            let passed_over = passed.trim_end_matches([',', ' ', '\n', '\r', '\t']).len();
            // The separator some tools write between values is no noise.
            if passed.trim_matches([',', ' ', '\n', '\r', '\t']).is_empty() {
                at = end;
                continue;
            }
            noise.get_or_insert(Span::new(at, at + passed_over));
            at = end;
        }
        at = skip_blanks(bytes, at);
    }
    if let Some(span) = noise {
        let message = "text that is not JSON was passed over";
        stream
            .problems
            .push(Problem::at(span, Effect::Note, message));
    }
    stream
}

/// The items of a list; a cut or unclosed list ends with a problem.
pub fn elements(text: &str, list: Value) -> Stream {
    let mut items = Items::new(text, list.span);
    let mut stream = Stream::default();
    while let Some(span) = items.next() {
        stream.values.push(Value {
            span,
            is_cut: items.is_cut && list.is_cut,
        });
    }
    if list.is_cut {
        stream.is_cut(list.span.end, LIST_CUT);
    }
    stream
}

impl Stream {
    fn is_cut(&mut self, at: usize, message: &str) {
        let end = Span::new(at, at);
        self.problems
            .push(Problem::at(end, Effect::Partial, message));
    }
}

/// Whether the bracket at `at` may begin a JSON value: `[root@host]` may not.
fn is_beginning(bytes: &[u8], at: usize) -> bool {
    let inside = skip_blanks(bytes, at + 1);
    let next = bytes.get(inside..).unwrap_or_default();
    match bytes.get(at) {
        Some(b'{') => matches!(next.first(), None | Some(b'"' | b'}')),
        Some(b'[') => match next.first() {
            None | Some(b']' | b'[' | b'{' | b'"' | b'-' | b'0'..=b'9') => true,
            Some(_) => [&b"null"[..], b"true", b"false"]
                .iter()
                .any(|word| next.starts_with(word)),
        },
        _ => false,
    }
}

/// The next bracket after `at`, or the end.
fn next_candidate(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let step = rest.iter().position(|byte| matches!(byte, b'{' | b'['));
    step.map_or(bytes.len(), |step| at + 1 + step)
}
