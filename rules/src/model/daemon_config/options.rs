//! Options of `dockerd` as settings by the keys of `daemon.json`.

use super::arguments::cut_short;
use super::keys::{Shape, of_letter, of_option};
use super::settings::{Settings, Value};
use super::words::{MOST, Word};
use crate::artifact::{Effect, Problem};
use crate::model::inspect::Field;
use crate::model::yaml::quote;
use crate::span::{Span, Spanned};

/// What the options of a command line come to.
#[derive(Default)]
pub(super) struct Options {
    pub(super) settings: Settings,
    pub(super) config_file: Field<String>,
    pub(super) problems: Vec<Problem>,
}

/// Options that are no settings: help, the version and how the program once was told to be
/// the daemon.
const NO_SETTINGS: &[&str] = &["help", "version", "daemon"];

/// A part of a word and its place.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) value: &'a str,
    pub(super) span: Span,
}

impl<'a> Placed<'a> {
    const fn new(value: &'a str, span: Span) -> Self {
        Self { value, span }
    }
}

/// One option with the value it was given.
pub(super) struct Given<'a> {
    /// As written, e.g. `--icc` or `-H`.
    pub(super) option: Placed<'a>,
    /// The value; `None` for a flag that stands alone.
    pub(super) value: Option<Placed<'a>>,
    /// Whether a variable without a value stands in the value.
    pub(super) is_open: bool,
}

/// Reads the words behind the program.
pub(super) fn read(words: &[Word]) -> Options {
    let mut options = Options::default();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        if word.text == "--" {
            break;
        }
        if let Some(long) = word.text.strip_prefix("--") {
            let (name, value) = cut(long);
            let length = 2 + name.len();
            let option = Placed::new(option_text(word, length), option_span(word, length));
            let value = value.map(|value| Placed::new(value, word.from(length + 1)));
            options.option(name, option, value, word.has_variable, &mut words);
        } else if word.text.len() > 1 && word.text.starts_with('-') {
            options.letters(word, &mut words);
        }
        // Words that belong to no option are refused by the program; they set nothing.
    }
    options
}

/// `name` or `name=value`.
fn cut(option: &str) -> (&str, Option<&str>) {
    match option.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (option, None),
    }
}

fn option_text(word: &Word, length: usize) -> &str {
    word.text.get(..length).unwrap_or(&word.text)
}

fn option_span(word: &Word, length: usize) -> Span {
    if word.is_plain {
        Span::new(word.span.start, word.span.start + length)
    } else {
        word.span
    }
}

type Rest<'a, 'w> = std::iter::Peekable<std::slice::Iter<'w, Word>>;

impl Options {
    fn option<'w>(
        &mut self,
        name: &str,
        option: Placed<'w>,
        value: Option<Placed<'w>>,
        is_open: bool,
        words: &mut Rest<'_, 'w>,
    ) {
        if NO_SETTINGS.contains(&name) {
            return;
        }
        if name == "config-file" {
            let value = value.or_else(|| next(words).map(|(value, _)| value));
            self.config_file = value.map_or(Field::Absent, |value| {
                Field::Stated(Spanned::new(value.value.to_owned(), value.span))
            });
            return;
        }
        let Some((key, shape)) = of_option(name) else {
            let message = format!("dockerd knows no option {}", quote(option.value));
            self.problems
                .push(Problem::at(option.span, Effect::Note, message));
            return;
        };
        self.given(key, shape, option, value, is_open, words);
    }

    /// `-D`, `-H value`, `-Hvalue`, `-H=value` or several letters in one word.
    fn letters<'w>(&mut self, word: &'w Word, words: &mut Rest<'_, 'w>) {
        for (at, letter) in word.text.char_indices().skip(1) {
            // A word may be of letters for megabytes.
            if self.settings.0.len() >= MOST {
                self.problems.push(cut_short(word.span));
                return;
            }
            let end = at + letter.len_utf8();
            let span = if word.is_plain {
                Span::new(word.span.start + at, word.span.start + end)
            } else {
                word.span
            };
            let option = Placed::new(word.text.get(at..end).unwrap_or_default(), span);
            let Some((key, shape)) = of_letter(letter) else {
                if !matches!(letter, 'd' | 'h' | 'v') {
                    let message = format!("dockerd knows no option {}", quote(&word.text));
                    self.problems
                        .push(Problem::at(word.span, Effect::Note, message));
                    return;
                }
                continue;
            };
            let rest = word.text.get(end..).unwrap_or_default();
            let glued = rest.strip_prefix('=');
            if shape == Shape::Flag && glued.is_none() {
                self.given(key, shape, option, None, false, words);
                continue;
            }
            let skipped = end + rest.len() - glued.unwrap_or(rest).len();
            let value = glued.or((!rest.is_empty()).then_some(rest));
            let value = value.map(|value| Placed::new(value, word.from(skipped)));
            self.given(key, shape, option, value, word.has_variable, words);
            return;
        }
    }

    fn given<'w>(
        &mut self,
        key: &'static str,
        shape: Shape,
        option: Placed<'w>,
        value: Option<Placed<'w>>,
        is_open: bool,
        words: &mut Rest<'_, 'w>,
    ) {
        let mut given = Given {
            option,
            value,
            is_open,
        };
        if given.value.is_none() && shape != Shape::Flag {
            let Some((value, is_open)) = next(words) else {
                let message = format!("the option {} has no value", quote(option.value));
                self.problems
                    .push(Problem::at(option.span, Effect::Partial, message));
                let key = Spanned::new(key.to_owned(), option.span);
                self.settings
                    .set(key, Spanned::new(Value::Unreadable, option.span));
                return;
            };
            (given.value, given.is_open) = (Some(value), is_open);
        }
        self.set(key, shape, &given);
    }
}

/// The next word as a value, and whether a variable without a value stands in it.
fn next<'w>(words: &mut Rest<'_, 'w>) -> Option<(Placed<'w>, bool)> {
    let word = words.next()?;
    let value = Placed::new(&word.text, word.span);
    Some((value, word.has_variable))
}
