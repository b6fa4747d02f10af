//! Options of `dockerd` as settings by the keys of `daemon.json`.

use super::keys::{Shape, of_letter, of_option};
use super::settings::{Setting, Settings, Value};
use super::words::Word;
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
struct Placed<'a> {
    value: &'a str,
    span: Span,
}

impl<'a> Placed<'a> {
    const fn new(value: &'a str, span: Span) -> Self {
        Self { value, span }
    }
}

/// One option with the value it was given.
struct Given<'a> {
    /// As written, e.g. `--icc` or `-H`.
    option: Placed<'a>,
    /// The value; `None` for a flag that stands alone.
    value: Option<Placed<'a>>,
    /// Whether a variable without a value stands in the value.
    is_open: bool,
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

    fn set(&mut self, name: &'static str, shape: Shape, given: &Given<'_>) {
        let key = Spanned::new(name.to_owned(), given.option.span);
        let span = given.value.map_or(given.option.span, |value| value.span);
        let written = given.value.map_or("true", |value| value.value);
        let text = |text: &str| Spanned::new(Value::Text(text.to_owned()), span);
        if given.is_open {
            // A variable without a value stands in it.
            self.settings
                .set(key, Spanned::new(Value::Unreadable, span));
            return;
        }
        let within = |name: &str, value: Value| Setting {
            key: Spanned::new(name.to_owned(), span),
            value: Spanned::new(value, span),
        };
        match shape {
            Shape::Text => self.settings.set(key, text(written)),
            Shape::Flag => match flag(written) {
                Some(flag) => {
                    let value = Spanned::new(Value::Flag(flag), span);
                    self.settings.set(key, value);
                }
                None => self.refuse(key, span, "neither true nor false"),
            },
            Shape::Number => match written.parse() {
                Ok(number) => {
                    let value = Spanned::new(Value::Number(number), span);
                    self.settings.set(key, value);
                }
                Err(_) => self.refuse(key, span, "no whole number"),
            },
            Shape::Words => self.settings.add(key, text(written)),
            Shape::Pairs | Shape::Features => {
                let (name, value) = written.split_once('=').unwrap_or((written, "true"));
                let value = match shape {
                    Shape::Features => flag(value).map_or(Value::Unreadable, Value::Flag),
                    _ => Value::Text(value.to_owned()),
                };
                self.settings.add_within(&[key], within(name, value));
            }
            Shape::Runtimes => {
                let (name, path) = written.split_once('=').unwrap_or((written, ""));
                let path = Settings(vec![within("path", Value::Text(path.to_owned()))]);
                let runtime = within(name, Value::Object(path));
                self.settings.add_within(&[key], runtime);
            }
            Shape::Ulimits => match ulimit(written, &within) {
                Some(ulimit) => self.settings.add_within(&[key], ulimit),
                None => self.refuse(key, span, "no limit such as nofile=64:128"),
            },
            Shape::NetworkOptions => {
                let mut parts = written.splitn(3, '=');
                match (parts.next(), parts.next(), parts.next()) {
                    (Some(driver), Some(name), Some(value)) => {
                        let driver = Spanned::new(driver.to_owned(), span);
                        let option = within(name, Value::Text(value.to_owned()));
                        self.settings.add_within(&[key, driver], option);
                    }
                    _ => self.refuse(key, span, "no driver=name=value"),
                }
            }
            Shape::Pools => {
                let parts = written.split(',').filter_map(|part| part.split_once('='));
                let part = |(name, value): (&str, &str)| {
                    let number = value.parse().map(Value::Number);
                    within(
                        name,
                        number.unwrap_or_else(|_| Value::Text(value.to_owned())),
                    )
                };
                let pool = Value::Object(Settings(parts.map(part).collect()));
                self.settings.add(key, Spanned::new(pool, span));
            }
            Shape::Proxy => {
                let proxies = Spanned::new("proxies".to_owned(), key.span);
                let proxy = Setting {
                    key,
                    value: text(written),
                };
                self.settings.add_within(&[proxies], proxy);
            }
            // No option sets these; were there one, its text is what it says.
            Shape::Proxies | Shape::Object => self.settings.set(key, text(written)),
        }
    }

    fn refuse(&mut self, key: Spanned<String>, span: Span, why: &str) {
        let message = format!("the value of {} is {why}, so it is unknown", key.value);
        self.problems
            .push(Problem::at(span, Effect::Partial, message));
        self.settings
            .set(key, Spanned::new(Value::Unreadable, span));
    }
}

/// The next word as a value, and whether a variable without a value stands in it.
fn next<'w>(words: &mut Rest<'_, 'w>) -> Option<(Placed<'w>, bool)> {
    let word = words.next()?;
    let value = Placed::new(&word.text, word.span);
    Some((value, word.has_variable))
}

/// The words Go takes for true and false.
fn flag(written: &str) -> Option<bool> {
    match written {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// `nofile=64` or `nofile=64:128`: without a second number the first is both.
fn ulimit(written: &str, within: &impl Fn(&str, Value) -> Setting) -> Option<Setting> {
    let (name, limits) = written.split_once('=')?;
    let (soft, hard) = limits.split_once(':').unwrap_or((limits, limits));
    let soft: i64 = soft.parse().ok()?;
    let hard: i64 = hard.parse().ok()?;
    let limit = Settings(vec![
        within("Name", Value::Text(name.to_owned())),
        within("Hard", Value::Number(hard)),
        within("Soft", Value::Number(soft)),
    ]);
    Some(within(name, Value::Object(limit)))
}
