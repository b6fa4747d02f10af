//! Credentials in the commands of a compose file.

use crate::checks::logins;
use crate::facts::secrets::{SecretKind, is_literal, is_placeholder, is_secret_name, sightings};
use crate::model::compose::{Command, Field, Setting};
use crate::model::shell::{Dialect, Invocation, Script, Source};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// A credential and where it stands.
pub(super) struct Found {
    pub(super) what: What,
    /// Its own words in the text that holds it; empty where the text holds another, too.
    pub(super) value: String,
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
    match field.command() {
        Setting::Set(Spanned {
            value: Command::Text(text),
            span,
        }) => Row::of(vec![Spanned::new(text, span)]).found(0),
        Setting::Set(Spanned {
            value: Command::Words(words),
            ..
        }) => {
            let known = words.into_iter().filter_map(|word| match word {
                Setting::Set(word) => Some(word),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            });
            in_words(known.collect())
        }
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => Vec::new(),
    }
}

/// The same of a command in words, the first of which may say how the others are run.
pub(super) fn in_words(words: Vec<Spanned<String>>) -> Vec<Found> {
    let first = words.first().map(|word| word.value.clone());
    let row = Row::of(words);
    match first.as_deref() {
        Some("CMD-SHELL") => row.found(1),
        Some("CMD") => row.found_in_words(1),
        Some(_) | None => row.found_in_words(0),
    }
}

/// The texts of a command in a row of their own, each between quotes.
///
/// A text may be spelt in another way in the file, so what is found in it stands at the whole
/// text's place there.
struct Row {
    line: String,
    /// The texts with their places in the file.
    texts: Vec<Spanned<String>>,
    /// The texts with their places in the row, quotes included.
    words: Vec<Spanned<String>>,
}

impl Row {
    fn of(texts: Vec<Spanned<String>>) -> Self {
        let mut line = String::new();
        let mut words = Vec::new();
        for text in &texts {
            let start = line.len();
            line.push('"');
            line.push_str(&text.value);
            line.push('"');
            words.push(Spanned::new(
                text.value.clone(),
                Span::new(start, line.len()),
            ));
            line.push(' ');
        }
        Self { line, texts, words }
    }

    /// What a shell that is given the text at this position would find.
    fn found(&self, at: usize) -> Vec<Found> {
        let Some(word) = self.words.get(at) else {
            return Vec::new();
        };
        let mut source = Source::default();
        source.push(&word.value, word.span.start + 1);
        self.found_by(&Script::read(&source, Dialect::Posix))
    }

    /// What the program that the words from this position on name is given.
    fn found_in_words(&self, from: usize) -> Vec<Found> {
        let words = self.words.get(from..).unwrap_or_default();
        self.found_by(&Script::of_words(words, &self.line))
    }

    fn found_by(&self, script: &Script) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for text in &self.texts {
            let seen = sightings(&text.value).into_iter();
            found.extend(seen.map(|it| Found {
                what: What::Kind(it.kind),
                value: text.value.get(it.value).unwrap_or_default().to_owned(),
                span: text.span,
            }));
        }
        for call in &script.invocations {
            for credential in given(call).chain(assigned(call)) {
                let start = credential.span.start;
                let at = self.words.partition_point(|it| it.span.end <= start);
                let place = self.texts.get(at).map(|text| text.span);
                found.extend(place.map(|span| Found { span, ..credential }));
            }
        }
        // One place is told once, by its looks first.
        found.order_by_key(|it| it.span);
        found.dedup_by(|next, kept| {
            let is_same = next.span == kept.span;
            let is_part = kept.value.contains(&next.value) || next.value.contains(&kept.value);
            if is_same && !is_part {
                kept.value.clear();
            }
            is_same
        });
        found
    }
}

fn given(call: &Invocation) -> impl Iterator<Item = Found> {
    let credentials = logins::credentials(call).into_iter();
    credentials.filter_map(|credential| {
        let is_stated = credential.word.literal().is_some() && !credential.is_file;
        let value = credential.value;
        let is_told =
            is_stated && !value.is_empty() && !value.starts_with('$') && !is_placeholder(value);
        let what = What::Option {
            program: call.name.clone(),
            option: credential.option.to_owned(),
        };
        is_told.then(|| Found {
            what,
            value: value.to_owned(),
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
            value: value.text.clone(),
            span: value.span,
        })
    })
}
