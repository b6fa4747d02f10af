//! Variables on a command line.

use super::words::{MOST, Word, split};
use crate::span::Spanned;

/// How deep variables may name each other.
const DEPTH: usize = 4;

/// Names and values, in order; of a name that stands twice the last counts.
pub(super) type Environment = [(Spanned<String>, Spanned<String>)];

/// The value of a variable.
pub(super) fn value<'a>(environment: &'a Environment, name: &str) -> Option<&'a Spanned<String>> {
    let mut from_last = environment.iter().rev();
    from_last
        .find(|(own, _)| own.value == name)
        .map(|(_, value)| value)
}

/// The words with their variables filled in; those without a value are collected.
///
/// A word that is a variable alone becomes the words of its value, each at its own place.
pub(super) fn filled(
    text: &str,
    words: &[Word],
    environment: &Environment,
    unsettled: &mut Vec<Spanned<String>>,
) -> Vec<Word> {
    let mut filled = Vec::new();
    fill(text, words, environment, unsettled, &mut filled, 0);
    filled
}

fn fill(
    text: &str,
    words: &[Word],
    environment: &Environment,
    unsettled: &mut Vec<Spanned<String>>,
    filled: &mut Vec<Word>,
    depth: usize,
) {
    for word in words {
        if filled.len() >= MOST {
            return;
        }
        if !word.has_variable {
            filled.push(word.clone());
        } else if let Some(name) = alone(&word.text) {
            match value(environment, name) {
                Some(value) if depth < DEPTH => {
                    let words = split(text, value.span);
                    fill(text, &words, environment, unsettled, filled, depth + 1);
                }
                // It stays in its place, because it may be the value of the option before it.
                Some(_) | None => {
                    unsettled.push(Spanned::new(name.to_owned(), word.span));
                    filled.push(word.clone());
                }
            }
        } else {
            let (text, open) = replaced(&word.text, environment);
            let settled = open.is_none();
            unsettled.extend(open.map(|name| Spanned::new(name, word.span)));
            filled.push(Word {
                text,
                span: word.span,
                is_plain: false,
                has_variable: !settled,
            });
        }
    }
}

/// The name, where a word is one variable and nothing else: `$OPTIONS` or `${OPTIONS}`.
fn alone(word: &str) -> Option<&str> {
    let rest = word.strip_prefix('$')?;
    let braced = rest
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let name = braced.unwrap_or(rest);
    is_name(name).then_some(name)
}

fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    let begins = bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    begins && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A word with the variables that have a value filled in, and the first that has none.
fn replaced(word: &str, environment: &Environment) -> (String, Option<String>) {
    /// How long a word may become.
    const LONGEST: usize = 64 * 1024;
    let mut text = String::new();
    let mut open = None;
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let (name, behind) = name(after);
        match value(environment, name) {
            Some(value) if text.len() + value.value.len() < LONGEST => text.push_str(&value.value),
            _ if name.is_empty() => text.push('$'),
            _ => open = open.or_else(|| Some(name.to_owned())),
        }
        rest = behind;
    }
    text.push_str(rest);
    (text, open)
}

/// The name of the variable that begins here, and what follows it.
fn name(after: &str) -> (&str, &str) {
    if let Some((name, behind)) = after.strip_prefix('{').and_then(|it| it.split_once('}')) {
        // `${NAME:-value}` is its name here: what it comes to is not known anyway.
        let name = name.split([':', '-', '=', '+']).next().unwrap_or(name);
        return (name, behind);
    }
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let end = after.find(|char| !is_part(char)).unwrap_or(after.len());
    after.split_at(end)
}
