//! Variables on a command line.

use std::collections::BTreeMap;

use super::words::{MOST, Word, split};
use crate::span::Spanned;

/// How deep variables may name each other.
const DEPTH: usize = 4;
/// Variables of a file that are read at most.
pub(super) const MOST_VARIABLES: usize = 1_000;

/// Names and values, in order; of a name that stands twice the last counts.
pub(super) type Environment = [(Spanned<String>, Spanned<String>)];

/// The values that count, by their names.
type Values<'a> = BTreeMap<&'a str, &'a Spanned<String>>;

/// The value of a variable.
pub(super) fn value<'a>(environment: &'a Environment, name: &str) -> Option<&'a Spanned<String>> {
    let mut from_last = environment.iter().rev();
    from_last
        .find(|(own, _)| own.value == name)
        .map(|(_, value)| value)
}

/// What may still be read of one file, so that a small one cannot grow into a huge command.
pub(super) struct Allowance {
    /// How many words may still be looked at.
    steps: usize,
    /// How many bytes may still be brought by variables.
    bytes: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            steps: MOST,
            bytes: 1 << 20,
        }
    }
}

impl Allowance {
    /// Claims that no further word is looked at.
    pub(super) const fn is_spent(&self) -> bool {
        self.steps == 0
    }
}

/// The words with their variables filled in; those without a value are collected.
///
/// A word that is a variable alone becomes the words of its value, each at its own place.
pub(super) fn filled(
    text: &str,
    words: &[Word],
    environment: &Environment,
    unsettled: &mut Vec<Spanned<String>>,
    allowance: &mut Allowance,
) -> Vec<Word> {
    let values = environment.iter();
    let values = values.map(|(name, value)| (name.value.as_str(), value));
    let mut filling = Filling {
        text,
        values: values.collect(),
        unsettled,
        words: Vec::new(),
        allowance,
    };
    filling.fill(words, 0);
    filling.words
}

/// Words that are being filled in.
struct Filling<'a> {
    text: &'a str,
    values: Values<'a>,
    unsettled: &'a mut Vec<Spanned<String>>,
    words: Vec<Word>,
    allowance: &'a mut Allowance,
}

impl Filling<'_> {
    fn fill(&mut self, words: &[Word], depth: usize) {
        for word in words {
            let Some(steps) = self.allowance.steps.checked_sub(1) else {
                return;
            };
            self.allowance.steps = steps;
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
        let value = self.values.get(name).copied();
        let left = value.and_then(|it| self.allowance.bytes.checked_sub(it.value.len()));
        if let (Some(value), Some(left), true) = (value, left, depth < DEPTH) {
            self.allowance.bytes = left;
            self.fill(&split(self.text, value.span), depth + 1);
            return;
        }
        // It stays in its place, because it may be the value of the option before it.
        let name = Spanned::new(name.to_owned(), word.span);
        self.unsettled.push(name);
        self.words.push(word.clone());
    }

    fn part(&mut self, word: &Word) {
        let (text, open) = replaced(&word.text, &self.values, self.allowance.bytes);
        self.allowance.bytes = self.allowance.bytes.saturating_sub(text.len());
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
fn replaced(word: &str, values: &Values<'_>, longest: usize) -> (String, Option<String>) {
    let mut text = String::new();
    let mut open = None;
    let mut rest = word;
    // Behind it no brace is closed, so none is searched for.
    let last_brace = word.rfind('}').unwrap_or(0);
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let (name, behind) = name(after, word.len() - after.len() < last_brace);
        match values.get(name) {
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
fn name(after: &str, may_close: bool) -> (&str, &str) {
    let braced = after.strip_prefix('{').filter(|_| may_close);
    if let Some((name, behind)) = braced.and_then(|it| it.split_once('}')) {
        // `${NAME:-value}` is its name here: what it comes to is not known anyway.
        let name = name.split([':', '-', '=', '+']).next().unwrap_or(name);
        return (name, behind);
    }
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let end = after.find(|char| !is_part(char)).unwrap_or(after.len());
    after.split_at(end)
}
