//! What a service or a container starts with.

use std::sync::OnceLock;

use super::{Listed, Stated};
use crate::model::shell::{Dialect, Script, Source};
use crate::span::{Span, Spanned};

/// The words a service or a container starts with, entry point first; a text counts as one word.
#[derive(Clone, Debug)]
pub struct Started {
    /// The words.
    pub words: Listed<String>,
    /// The same as commands, once somebody asked.
    script: OnceLock<Option<Script>>,
}

impl Started {
    /// What these words start.
    pub const fn new(words: Listed<String>) -> Self {
        Self {
            words,
            script: OnceLock::new(),
        }
    }

    /// What one list says, and behind it another.
    pub(super) fn of_both(mut first: Listed<String>, then: Listed<String>) -> Self {
        first.items.extend(then.items);
        first.unknown.extend(then.unknown);
        Self::new(first)
    }

    /// The commands that the words are, with spans that are of no file; `None` where the image
    /// decides.
    pub fn script(&self) -> Option<&Script> {
        let script = self.script.get_or_init(|| read(&self.words.items));
        script.as_ref()
    }
}

fn read(words: &[Stated<String>]) -> Option<Script> {
    let first = words.first()?;
    let mut text = String::new();
    let mut placed = Vec::with_capacity(words.len());
    for word in words {
        let start = text.len();
        text.push_str(&word.value);
        placed.push(Spanned::new(
            word.value.clone(),
            Span::new(start, text.len()),
        ));
        text.push(' ');
    }
    // A text counts as one word, and a program's name has no blanks.
    Some(if first.value.trim().contains(char::is_whitespace) {
        let mut source = Source::default();
        source.push_inexact(&text, Span::new(0, text.len()));
        Script::read(&source, Dialect::Posix)
    } else {
        Script::of_words(&placed, &text)
    })
}
