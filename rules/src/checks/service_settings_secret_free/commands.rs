//! Credentials in the commands of a compose file.

use crate::checks::logins;
use crate::facts::secrets::{SecretKind, is_literal, is_placeholder, is_secret_name, sightings};
use crate::model::compose::{Command, Field, Setting};
use crate::model::shell::{Dialect, Invocation, Script, Source};
use crate::span::{Span, Spanned};

/// A credential and where it stands.
pub(super) struct Found {
    pub(super) what: What,
    pub(super) span: Span,
}

/// What gives a credential away.
pub(super) enum What {
    /// Its looks, or a name in front of it.
    Kind(SecretKind),
    /// The option that it is given with.
    Option { program: String, option: String },
    /// The variable that it is assigned to.
    Variable(String),
}

/// What a command in either form is given, one finding for each place.
pub(super) fn credentials(field: &Field<'_>) -> Vec<Found> {
    let words: Vec<Spanned<String>> = match field.command() {
        Setting::Set(Spanned {
            value: Command::Text(text),
            span,
        }) => {
            let mut source = Source::default();
            source.push_inexact(&text, span);
            let script = Script::read(&source, Dialect::Posix);
            return found_in(&script, &[Spanned::new(text, span)]);
        }
        Setting::Set(Spanned {
            value: Command::Words(words),
            ..
        }) => {
            let known = words.into_iter().filter_map(|word| match word {
                Setting::Set(word) => Some(word),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            });
            known.collect()
        }
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
            return Vec::new();
        }
    };
    let script = match words.as_slice() {
        [first, line] if first.value == "CMD-SHELL" => {
            let mut source = Source::default();
            source.push_inexact(&line.value, line.span);
            Script::read(&source, Dialect::Posix)
        }
        [first, rest @ ..] if first.value == "CMD" => of_words(rest),
        words => of_words(words),
    };
    found_in(&script, &words)
}

/// A script of words whose spans lie in the file, though their texts may differ from it.
fn of_words(words: &[Spanned<String>]) -> Script {
    // Without the file's text every word is taken as it is and stands at its own place.
    Script::of_words(words, "")
}

fn found_in(script: &Script, texts: &[Spanned<String>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for text in texts {
        let first = sightings(&text.value).into_iter().next();
        found.extend(first.map(|it| Found {
            what: What::Kind(it.kind),
            span: text.span,
        }));
    }
    for call in &script.invocations {
        found.extend(given(call));
        found.extend(assigned(call));
    }
    // One place is told once, by its looks first.
    found.sort_by_key(|it| it.span);
    found.dedup_by_key(|it| it.span);
    found
}

fn given(call: &Invocation) -> impl Iterator<Item = Found> {
    let credentials = logins::credentials(call).into_iter();
    credentials.filter_map(|credential| {
        let is_stated = credential.word.literal().is_some() && !credential.is_file;
        let value = credential.value;
        let is_told =
            is_stated && !value.is_empty() && !value.starts_with('$') && !is_placeholder(value);
        is_told.then(|| Found {
            what: What::Option {
                program: call.name.clone(),
                option: credential.option.to_owned(),
            },
            span: credential.word.span,
        })
    })
}

/// `PASSWORD=… program` with a value that is written out.
fn assigned(call: &Invocation) -> impl Iterator<Item = Found> {
    call.assignments.iter().filter_map(|(name, value)| {
        let is_told = value.literal().is_some()
            && is_secret_name(&name.value)
            && is_literal(&value.text)
            && !is_placeholder(&value.text);
        is_told.then(|| Found {
            what: What::Variable(name.value.clone()),
            span: value.span,
        })
    })
}
