//! Variables on a command line.

use super::words::{MOST, Word, split};
use crate::span::Spanned;

/// How deep variables may name each other.
const DEPTH: usize = 4;
/// Variables of a file that are read at most.
pub(super) const MOST_VARIABLES: usize = 1_000;

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
/// A word that is a variable alone becomes the words of its value, each at its own place. How
/// much variables may bring is capped, so that a small file cannot grow into a huge command.
pub(super) fn filled(
    text: &str,
    words: &[Word],
    environment: &Environment,
    unsettled: &mut Vec<Spanned<String>>,
) -> Vec<Word> {
    let mut filling = Filling {
        text,
        environment,
        unsettled,
        words: Vec::new(),
        steps: MOST,
        bytes: 1 << 20,
    };
    filling.fill(words, 0);
    filling.words
}

/// Words that are being filled in.
struct Filling<'a> {
    text: &'a str,
    environment: &'a Environment,
    unsettled: &'a mut Vec<Spanned<String>>,
    words: Vec<Word>,
    /// How many words may still be looked at.
    steps: usize,
    /// How many bytes may still be brought by variables.
    bytes: usize,
}

impl Filling<'_> {
    fn fill(&mut self, words: &[Word], depth: usize) {
        for word in words {
            let Some(steps) = self.steps.checked_sub(1) else {
                return;
            };
            self.steps = steps;
            if !word.has_variable {
                self.words.push(word.clone());
            } else if let Some(name) = alone(&word.text) {
                self.variable(name, word, depth);
            } else {
                self.part(word);
            }
        }
    }

    fn variable(&mut self, name: &str, word: &Word, depth: usize) {
        let value = value(self.environment, name);
        let left = value.and_then(|value| self.bytes.checked_sub(value.value.len()));
        if let (Some(value), Some(left), true) = (value, left, depth < DEPTH) {
            self.bytes = left;
            self.fill(&split(self.text, value.span), depth + 1);
            return;
        }
        // It stays in its place, because it may be the value of the option before it.
        let name = Spanned::new(name.to_owned(), word.span);
        self.unsettled.push(name);
        self.words.push(word.clone());
    }

    fn part(&mut self, word: &Word) {
        let (text, open) = replaced(&word.text, self.environment, self.bytes);
        self.bytes = self.bytes.saturating_sub(text.len());
        let has_variable = open.is_some();
        let open = open.map(|name| Spanned::new(name, word.span));
        self.unsettled.extend(open);
        self.words.push(Word {
            text,
            span: word.span,
            is_plain: false,
            has_variable,
        });
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
fn replaced(word: &str, environment: &Environment, longest: usize) -> (String, Option<String>) {
    let mut text = String::new();
    let mut open = None;
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let (name, behind) = name(after);
        match value(environment, name) {
            Some(value) if text.len() + value.value.len() < longest => text.push_str(&value.value),
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
