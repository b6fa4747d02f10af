//! `daemon.json`, read further than `dockerd` reads it.
//!
//! Comments, a comma behind the last item and keys that stand twice are what people write;
//! the daemon refuses the first two and takes the last of the third. What they meant is still
//! in the file, so it is read and said.

use std::borrow::Cow;

use super::settings::{Setting, Settings, Value};
use super::{DaemonConfig, Form};
use crate::artifact::{Effect, Problem};
use crate::model::json;
use crate::model::yaml::quote;
use crate::span::{Span, Spanned};

/// Members of an object and items of a list that are read at most.
const MOST: usize = 10_000;
/// How deep objects and lists may nest; no key needs more than four.
const DEPTH: usize = 16;

/// Reads `daemon.json`. Never fails: what cannot be read is left out and listed.
pub fn read_json(text: &str) -> DaemonConfig {
    let mut config = DaemonConfig {
        form: Form::File,
        ..DaemonConfig::default()
    };
    if text.trim().is_empty() {
        // The daemon takes an empty file for one without settings.
        return config;
    }
    let plain = plain(text, &mut config.problems);
    let stream = json::values(&plain);
    config.problems.extend(stream.problems);
    let object = stream
        .values
        .iter()
        .find(|value| plain.as_bytes().get(value.span.start) == Some(&b'{'));
    let Some(object) = object else {
        let message = "the file holds no object, so it sets nothing and dockerd refuses it";
        let problem = Problem::whole(Effect::Unreadable, message);
        config.problems.push(problem);
        return config;
    };
    config.span = object.span;
    if let Err(damage) = json::Tape::read(&plain, object.span) {
        let at = damage.at();
        let end = text.ceil_char_boundary((at + 1).min(object.span.end));
        let message = "the file is no JSON from here on, so dockerd refuses it and what follows \
                       may be read wrongly";
        let place = Span::new(text.floor_char_boundary(at), end);
        let problem = Problem::at(place, Effect::Partial, message);
        config.problems.push(problem);
    }
    let mut tree = Tree {
        text: &plain,
        problems: &mut config.problems,
    };
    config.settings = tree.object(object.span, 0);
    config
}

/// The text with blanks for comments and for commas behind last items, so that places stay.
fn plain<'a>(text: &'a str, problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let mut bytes = text.as_bytes().to_vec();
    let mut first_comment = None;
    let mut first_comma = None;
    // The last comma outside of strings that only blanks and comments followed so far.
    let mut comma = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = match byte {
            b'"' => {
                comma = None;
                at = string_end(&bytes, at);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => line_end(&bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => comment_end(&bytes, at),
            b'#' => line_end(&bytes, at),
            byte => {
                match byte {
                    b',' => comma = Some(at),
                    b'}' | b']' => {
                        if let Some(place) = comma.take().and_then(|at| bytes.get_mut(at)) {
                            *place = b' ';
                            first_comma = first_comma.or(Some(at));
                        }
                    }
                    b' ' | b'\t' | b'\r' | b'\n' => {}
                    _ => comma = None,
                }
                at += 1;
                continue;
            }
        };
        first_comment.get_or_insert(Span::new(at, end));
        for byte in bytes.get_mut(at..end).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    if let Some(span) = first_comment {
        let message = "dockerd refuses comments in its file; they were passed over";
        problems.push(Problem::at(span, Effect::Note, message));
    }
    if let Some(at) = first_comma {
        let message = "dockerd refuses a comma in front of this bracket; it was passed over";
        let span = Span::new(at, at + 1);
        problems.push(Problem::at(span, Effect::Note, message));
    }
    if first_comment.is_none() && first_comma.is_none() {
        return Cow::Borrowed(text);
    }
    // Whole comments and single commas were replaced, so every character is whole.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            // The quote was lost, as no string of JSON has a line break.
            b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\n');
    length.map_or(bytes.len(), |length| start + length)
}

fn comment_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start + 2..).unwrap_or_default();
    let length = rest.windows(2).position(|pair| pair == b"*/");
    length.map_or(bytes.len(), |length| start + 2 + length + 2)
}

/// Values from the places the scanner finds, so that damage costs what it hits.
struct Tree<'a> {
    text: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Tree<'_> {
    fn object(&mut self, span: Span, depth: usize) -> Settings {
        let mut settings = Settings::default();
        let mut seen = std::collections::BTreeSet::new();
        for (key, value) in json::member_places(self.text, span, MOST) {
            let name = json::unquoted(key.of(self.text)).into_owned();
            if !seen.insert(name.clone()) {
                let message = format!(
                    "the key {} stands twice; dockerd takes the last one",
                    quote(&name)
                );
                let problem = Problem::at(key, Effect::Note, message);
                self.problems.push(problem);
            }
            let value = Spanned::new(self.value(value, depth), value);
            settings.0.push(Setting {
                key: Spanned::new(name, key),
                value,
            });
        }
        settings
    }

    fn value(&mut self, span: Span, depth: usize) -> Value {
        let written = span.of(self.text);
        let read = match written.as_bytes().first() {
            Some(b'{' | b'[') if depth >= DEPTH => {
                return self.unreadable(span, "nests too deep");
            }
            Some(b'{') => return Value::Object(self.object(span, depth + 1)),
            Some(b'[') => {
                let items = json::first_items(self.text, span, MOST);
                let item = |item| Spanned::new(self.value(item, depth + 1), item);
                return Value::List(items.into_iter().map(item).collect());
            }
            Some(b'"') => serde_json::from_str(written).ok().map(Value::Text),
            Some(_) => word(written),
            None => None,
        };
        read.unwrap_or_else(|| self.unreadable(span, "is no value of JSON"))
    }

    fn unreadable(&mut self, span: Span, why: &str) -> Value {
        let message = format!("this {why}, so what it says is unknown");
        let problem = Problem::at(span, Effect::Partial, message);
        self.problems.push(problem);
        Value::Unreadable
    }
}

fn word(written: &str) -> Option<Value> {
    match written {
        "null" => Some(Value::Nothing),
        "true" => Some(Value::Flag(true)),
        "false" => Some(Value::Flag(false)),
        _ => serde_json::from_str(written).ok().map(Value::Number),
    }
}
