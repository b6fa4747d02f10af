//! What the arguments of each instruction mean.

use std::ops::Range;

use super::heredoc::Opening;
use super::json::{self, Array};
use super::problems::{Problems, shown};
use super::words::{split_blanks, split_first, split_pair, split_quoted};
use super::{Command, Flag, Healthcheck, InstructionKind, Keyword, LogicalText, transfer};
use crate::artifact::Effect;
use crate::span::{Span, Spanned};

/// An instruction whose arguments are to be read.
pub(super) struct Call<'a> {
    pub(super) keyword: Spanned<Keyword>,
    pub(super) flags: &'a [Flag],
    pub(super) arguments: &'a LogicalText,
    pub(super) openings: &'a [Opening],
    pub(super) escape: char,
}

/// Reads the arguments of every instruction but `ONBUILD`.
pub(super) fn read(call: &Call<'_>, problems: &mut Problems) -> InstructionKind {
    let keyword = call.keyword.value;
    let text = call.arguments;
    if text.as_str().is_empty() && keyword != Keyword::From && keyword != Keyword::Unknown {
        let message = format!("{keyword} has no arguments");
        problems.at(call.keyword.span, Effect::Partial, message);
        return InstructionKind::Unread;
    }
    let all = || text.word(0..text.as_str().len());
    match keyword {
        Keyword::From => from(call, problems),
        Keyword::Arg => arg(call, problems),
        Keyword::Env => pairs(call, problems).map_or(InstructionKind::Unread, InstructionKind::Env),
        Keyword::Label => {
            pairs(call, problems).map_or(InstructionKind::Unread, InstructionKind::Label)
        }
        Keyword::User => InstructionKind::User(all()),
        Keyword::Workdir => InstructionKind::Workdir(all()),
        Keyword::Stopsignal => InstructionKind::Stopsignal(all()),
        Keyword::Maintainer => InstructionKind::Maintainer(all()),
        Keyword::Add | Keyword::Copy => copy(call, problems),
        Keyword::Run => InstructionKind::Run(command(text, problems)),
        Keyword::Cmd => InstructionKind::Cmd(command(text, problems)),
        Keyword::Entrypoint => InstructionKind::Entrypoint(command(text, problems)),
        Keyword::Healthcheck => healthcheck(text, problems),
        Keyword::Expose => InstructionKind::Expose(blank_separated(text)),
        Keyword::Volume => InstructionKind::Volume(volumes(text, problems)),
        Keyword::Shell => shell(text, problems),
        // A deferred instruction is read by whoever reads the one around it.
        Keyword::Onbuild | Keyword::Unknown => InstructionKind::Unknown,
    }
}

fn blank_separated(text: &LogicalText) -> Vec<Spanned<String>> {
    split_blanks(text.as_str())
        .into_iter()
        .map(|word| text.word(word))
        .collect()
}

fn from(call: &Call<'_>, problems: &mut Problems) -> InstructionKind {
    let mut words = blank_separated(call.arguments).into_iter();
    let end = Span::new(call.keyword.span.end, call.keyword.span.end);
    let image = words.next().unwrap_or_else(|| {
        let message = "FROM names no image".to_owned();
        problems.at(call.keyword.span, Effect::Partial, message);
        Spanned::new(String::new(), end)
    });
    let platform = call.flags.iter().find(|flag| flag.name.value == "platform");
    let platform = platform.and_then(|flag| flag.value.clone());
    let mut name = None;
    match words.next() {
        None => {}
        Some(word) if word.value.eq_ignore_ascii_case("as") => {
            name = words.next();
            match &name {
                Some(name) if !is_stage_name(&name.value) => {
                    let message = format!(
                        "A stage cannot be called {}: names begin with a letter and hold \
                         letters, digits, dashes, dots and underscores",
                        shown(&name.value)
                    );
                    problems.at(name.span, Effect::Note, message);
                }
                Some(_) => {}
                None => {
                    let message = "FROM has no name behind AS".to_owned();
                    problems.at(word.span, Effect::Note, message);
                }
            }
            if let Some(extra) = words.next() {
                superfluous(extra.span, problems);
            }
        }
        Some(extra) => superfluous(extra.span, problems),
    }
    InstructionKind::From {
        image,
        platform,
        name,
    }
}

fn superfluous(span: Span, problems: &mut Problems) {
    let message = "FROM takes an image and, after AS, a name; this word is one too many";
    problems.at(span, Effect::Note, message.to_owned());
}

/// Whether Docker accepts a stage's name; it lowers its letters first.
pub(super) fn is_stage_name(name: &str) -> bool {
    let rest = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && name.chars().all(rest)
}

fn arg(call: &Call<'_>, problems: &mut Problems) -> InstructionKind {
    let source = call.arguments.as_str();
    let mut arguments = Vec::new();
    for word in split_quoted(source, call.escape) {
        let (name, default) = match split_pair(source, &word) {
            Some((name, default)) => (name, Some(default)),
            None => (word, None),
        };
        if name.is_empty() {
            blank_name(call, &name, problems);
            continue;
        }
        arguments.push((
            call.arguments.word(name),
            default.map(|range| call.arguments.word(range)),
        ));
    }
    InstructionKind::Arg(arguments)
}

fn blank_name(call: &Call<'_>, name: &Range<usize>, problems: &mut Problems) {
    let span = call.arguments.span(name.start..name.start + 1);
    let message = format!("{} gives a value to a blank name", call.keyword.value);
    problems.at(span, Effect::Partial, message);
}

/// Names and values, as `name=value …` or in the old form `name value`.
fn pairs(
    call: &Call<'_>,
    problems: &mut Problems,
) -> Option<Vec<(Spanned<String>, Spanned<String>)>> {
    let source = call.arguments.as_str();
    let words = split_quoted(source, call.escape);
    let is_old = words
        .first()
        .is_some_and(|word| split_pair(source, word).is_none());
    if is_old {
        let (name, value) = split_first(source);
        if value.is_empty() {
            let message = format!("{} gives no value to this name", call.keyword.value);
            problems.at(call.arguments.span(name), Effect::Partial, message);
            return None;
        }
        return Some(vec![(
            call.arguments.word(name),
            call.arguments.word(value),
        )]);
    }
    let mut found = Vec::new();
    for word in words {
        match split_pair(source, &word) {
            Some((name, _)) if name.is_empty() => blank_name(call, &name, problems),
            Some((name, value)) => {
                found.push((call.arguments.word(name), call.arguments.word(value)));
            }
            None => {
                let message = format!("{} needs name=value, and this has no =", call.keyword.value);
                problems.at(call.arguments.span(word), Effect::Partial, message);
            }
        }
    }
    Some(found)
}

fn copy(call: &Call<'_>, problems: &mut Problems) -> InstructionKind {
    let keyword = call.keyword.value;
    match transfer::read(call.arguments, call.flags, call.openings) {
        Some(transfer) if keyword == Keyword::Add => InstructionKind::Add(transfer),
        Some(transfer) => InstructionKind::Copy(transfer),
        None => {
            let message = format!("{keyword} needs a source and a destination");
            problems.at(call.arguments.whole(), Effect::Partial, message);
            InstructionKind::Unread
        }
    }
}

fn command(text: &LogicalText, problems: &mut Problems) -> Command {
    if json::read(text) == Array::OtherValues {
        let message = "The array holds more than strings, which Docker refuses";
        problems.at(text.whole(), Effect::Partial, message.to_owned());
    }
    Command::read(text)
}

fn healthcheck(text: &LogicalText, problems: &mut Problems) -> InstructionKind {
    let (kind, rest) = split_first(text.as_str());
    let word = text.word(kind);
    let rest = text.slice(rest).trimmed();
    if word.value.eq_ignore_ascii_case("none") {
        if !rest.as_str().is_empty() {
            let message = "HEALTHCHECK NONE takes no arguments".to_owned();
            problems.at(rest.whole(), Effect::Note, message);
        }
        return InstructionKind::Healthcheck(Healthcheck::None);
    }
    if !word.value.eq_ignore_ascii_case("cmd") {
        let message = "HEALTHCHECK takes CMD or NONE, and this is neither".to_owned();
        problems.at(word.span, Effect::Partial, message);
        return InstructionKind::Unread;
    }
    if rest.as_str().is_empty() {
        problems.at(
            word.span,
            Effect::Partial,
            "HEALTHCHECK CMD has no command".to_owned(),
        );
        return InstructionKind::Unread;
    }
    InstructionKind::Healthcheck(Healthcheck::Command(command(&rest, problems)))
}

fn volumes(text: &LogicalText, problems: &mut Problems) -> Vec<Spanned<String>> {
    match json::read(text) {
        Array::Strings(strings) => strings,
        Array::OtherValues => {
            let message = "The array holds more than strings, which Docker refuses";
            problems.at(text.whole(), Effect::Partial, message.to_owned());
            Vec::new()
        }
        Array::No => blank_separated(text),
    }
}

fn shell(text: &LogicalText, problems: &mut Problems) -> InstructionKind {
    match json::read(text) {
        Array::Strings(strings) if !strings.is_empty() => InstructionKind::Shell(strings),
        Array::Strings(_) | Array::OtherValues | Array::No => {
            let message = "SHELL takes a JSON array of at least one string".to_owned();
            problems.at(text.whole(), Effect::Partial, message);
            InstructionKind::Unread
        }
    }
}
