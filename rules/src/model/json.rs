//! Places in JSON: the values of a stream, the elements of a list, and all that is in a value.
//!
//! The scanner only balances brackets and strings; whether a value is valid is decided where it
//! is taken apart. So a damaged value hides nothing that stands before it, and a string cannot
//! run past its line.

mod grammar;
mod node;
mod path;
mod scan;
mod stream;
mod tape;
mod token;

use std::borrow::Cow;

pub use self::grammar::Damage;
pub use self::path::Paths;
pub use self::stream::{Item, Stream, Value, elements, items, values};
pub use self::tape::{Member, Raw, Tape};
use crate::span::Span;

/// One step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The member with this key; the last one where it repeats.
    Key(&'a str),
    /// The item with this number, from 0.
    Index(usize),
}

/// Finds the value at the end of `path` inside `element`, which is a value of `text`.
///
/// Works on damaged values as far as their brackets balance.
pub fn locate(text: &str, element: Span, path: &[Step<'_>]) -> Option<Span> {
    path.iter().try_fold(element, |value, step| match step {
        Step::Key(key) => member(text, value, key),
        Step::Index(index) => scan::Items::new(text, value).nth(*index),
    })
}

fn member(text: &str, object: Span, wanted: &str) -> Option<Span> {
    scan::Members::new(text, object)
        .filter(|(key, _)| key_is(key.of(text), wanted))
        .map(|(_, value)| value)
        .last()
}

/// Compares a key as written, with its quotes, to a name.
fn key_is(written: &str, wanted: &str) -> bool {
    let bare = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match bare {
        Some(bare) if !bare.contains('\\') => bare == wanted,
        _ => serde_json::from_str::<Cow<'_, str>>(written).is_ok_and(|key| key == wanted),
    }
}

/// The keys of an object, without quotes, with the places of key and value: at most `most`.
///
/// Reads a damaged or cut object up to the damage.
pub fn keys(text: &str, object: Span, most: usize) -> Vec<(Cow<'_, str>, Span)> {
    let members = scan::Members::new(text, object).take(most);
    members
        .map(|(key, value)| (unquoted(key.of(text)), value))
        .collect()
}

/// The places of an object's members, each the key with its quotes and the value: at most `most`.
///
/// Reads a damaged or cut object up to the damage.
pub fn member_places(text: &str, object: Span, most: usize) -> Vec<(Span, Span)> {
    scan::Members::new(text, object).take(most).collect()
}

/// The places of the first items of a list: at most `most`.
///
/// `list` may end behind the list; its closing bracket ends it.
pub fn first_items(text: &str, list: Span, most: usize) -> Vec<Span> {
    scan::Items::new(text, list).take(most).collect()
}

/// A key as written, with its quotes, without them.
pub fn unquoted(written: &str) -> Cow<'_, str> {
    let bare = written.strip_prefix('"').unwrap_or(written);
    let bare = bare.strip_suffix('"').unwrap_or(bare);
    if memchr::memchr(b'\\', bare.as_bytes()).is_some() {
        serde_json::from_str(written).unwrap_or(Cow::Borrowed(bare))
    } else {
        Cow::Borrowed(bare)
    }
}

/// Where `part`, a slice of `text`, stands in it; an empty span at the end where it is none.
pub fn place(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    match text.get(start..start.saturating_add(part.len())) {
        Some(_) => Span::new(start, start + part.len()),
        None => Span::new(text.len(), text.len()),
    }
}

#[cfg(test)]
mod tests;
