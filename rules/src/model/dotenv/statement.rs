//! From the text to assignments: names, separators, unquoted values and comments.

use super::quoted::{self, Quoted};
use super::{Assignment, Dotenv, Text};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// The word that may stand before a name, as in a shell script.
const EXPORT: &str = "export";

/// Every assignment of a text, and what is none.
pub(super) fn all(text: &str) -> Dotenv {
    let mut reader = Reader {
        text,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        read: Dotenv::default(),
    };
    while reader.next() {}
    reader.read
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    read: Dotenv,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind what `accept` takes, and returns it.
    fn take(&mut self, accept: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|letter| !accept(letter)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Reads one statement; whether there was one.
    fn next(&mut self) -> bool {
        self.take(char::is_whitespace);
        let Some(first) = self.rest().chars().next() else {
            return false;
        };
        if first == '#' {
            self.take(|letter| letter != '\n');
        } else {
            self.statement();
        }
        true
    }

    fn statement(&mut self) {
        let word = self.rest().strip_prefix(EXPORT);
        if word.is_some_and(|behind| behind.starts_with(is_blank)) {
            self.at += EXPORT.len();
            self.take(is_blank);
        }
        let start = self.at;
        let name = self.take(is_of_name).trim_end();
        let name = Spanned::new(name.to_owned(), Span::new(start, start + name.len()));
        let separator = self.rest().chars().next();
        let is_apart = name.value.contains(char::is_whitespace);
        match separator {
            Some('=' | ':') if !is_apart => {
                self.at += 1;
                self.take(is_blank);
                self.value(name);
            }
            Some('\n') | None if !is_apart => self.add(
                Spanned::new(Text::Inherited, Span::new(name.span.end, name.span.end)),
                name,
            ),
            Some('=' | ':' | '\n') | None => self.refuse(
                name.span,
                "Compose refuses the file: a blank stands in this variable's name",
            ),
            Some(stranger) => {
                let place = Span::new(self.at, self.at + stranger.len_utf8());
                self.refuse(
                    place,
                    "Compose refuses the file: this is no `NAME=value`, no comment and no \
                     name alone",
                );
            }
        }
    }

    fn value(&mut self, name: Spanned<String>) {
        let start = self.at;
        match quoted::read(self.rest()) {
            Quoted::Not => {
                let line = self.take(|letter| letter != '\n');
                // A comment needs a blank before it.
                let value = line.split(" #").next().unwrap_or(line).trim_end();
                let text = Text::Template(value.to_owned());
                self.add(
                    Spanned::new(text, Span::new(start, start + value.len())),
                    name,
                );
            }
            Quoted::Value { text, length } => {
                self.at += length;
                self.add(Spanned::new(text, Span::new(start, self.at)), name);
            }
            Quoted::Open => self.refuse(
                Span::new(start, start + 1),
                "Compose refuses the file: the quote that opens here is never closed",
            ),
        }
    }

    fn add(&mut self, value: Spanned<Text>, name: Spanned<String>) {
        self.read.assignments.push(Assignment {
            span: name.span.to(value.span),
            name,
            value,
        });
    }

    /// Says what is wrong and goes on with the next line.
    fn refuse(&mut self, span: Span, message: &str) {
        let problem = Problem::at(span, Effect::Partial, message);
        self.read.problems.push(problem);
        self.take(|letter| letter != '\n');
    }
}

/// A blank that ends no line.
const fn is_blank(letter: char) -> bool {
    matches!(
        letter,
        '\t' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}'
    )
}

/// Blanks are read along: what stands before the separator is the name, and then trimmed.
fn is_of_name(letter: char) -> bool {
    is_blank(letter)
        || matches!(letter, '_' | '.' | '-' | '[' | ']')
        || letter.is_alphabetic()
        || letter.is_numeric()
}
