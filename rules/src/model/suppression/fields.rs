//! The parts of a request: lists of names, and who, why and until when.

use jiff::civil::Date;

use super::Fault;
use crate::day;

/// Who answers for an acceptance, why, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) owner: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) expires: Option<Date>,
}

/// The fields of our own comments.
const KEYS: [&str; 3] = ["until=", "owner=", "reason="];

impl Fields {
    /// Reads names, then fields in any order; the reason takes all that follows it.
    pub(super) fn read(text: &str, fault: &mut Option<Fault>) -> (Vec<String>, Self) {
        let (names, mut rest) = before_key(text);
        let mut fields = Self::default();
        while let Some((key, value)) = rest.split_once('=') {
            let (value, after) = match key {
                "reason" => (value, ""),
                _ => value_of(value),
            };
            let text = unquoted(value.trim());
            match key {
                "until" => expiring(text, &mut fields, fault),
                "owner" => fields.owner = Some(text.to_owned()),
                _ => fields.reason = Some(text.to_owned()),
            }
            rest = before_key(after).1;
        }
        let names = names
            .split([',', ' ', '\t'])
            .filter(|name| !name.is_empty());
        (names.map(str::to_owned).collect(), fields)
    }
}

/// Takes a last day, or says that it is none.
pub(super) fn expiring(text: &str, fields: &mut Fields, fault: &mut Option<Fault>) {
    match day::parse(text) {
        Some(day) => fields.expires = Some(day),
        None => *fault = Some(Fault::NotADay),
    }
}

/// Names with commas between them, and what follows; `stops` end a name as a blank does.
pub(super) fn list<'t>(text: &'t str, stops: &[char]) -> (Vec<String>, &'t str) {
    let is_end = |letter: char| letter == ',' || letter.is_whitespace() || stops.contains(&letter);
    let mut names = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let end = rest.find(is_end).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !name.is_empty() {
            names.push(name.to_owned());
        }
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => return (names, rest),
        }
    }
}

/// A value, quoted or up to the next field, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    let quoted = text
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quoted {
        let closed = text.get(1..).and_then(|inner| inner.split_once(quote));
        if let Some(found) = closed {
            return found;
        }
    }
    before_key(text)
}

/// The text in front of the next field, and the text from there.
fn before_key(text: &str) -> (&str, &str) {
    let mut is_start = true;
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if is_start && KEYS.iter().any(|key| rest.starts_with(key)) {
            return (text.get(..at).unwrap_or_default(), rest);
        }
        is_start = letter == ' ' || letter == '\t';
    }
    (text, "")
}

fn unquoted(text: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
}
