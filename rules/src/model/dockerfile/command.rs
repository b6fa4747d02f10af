//! Commands in shell form and in exec form.

use super::LogicalText;
use super::json::{self, Array};
use crate::span::{Span, Spanned};

/// A command, as `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD` take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The whole command, without flags and heredoc bodies.
    pub span: Span,
    /// Shell or exec form.
    pub form: Form,
}

/// How a command is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text for the stage's shell.
    Shell(LogicalText),
    /// A program and its arguments, from a JSON array; spans include the quotes.
    Exec(Vec<Spanned<String>>),
}

/// What a `HEALTHCHECK` asks for; intervals are the instruction's flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Healthcheck {
    /// The base image's check is switched off.
    None,
    /// A command decides.
    Command(Command),
}

impl Command {
    /// Reads a command: a JSON array of strings is the exec form, all else the shell form.
    pub(super) fn read(text: &LogicalText) -> Self {
        let form = match json::read(text) {
            Array::Strings(words) => Form::Exec(words),
            Array::OtherValues | Array::No => Form::Shell(text.clone()),
        };
        Self {
            span: text.whole(),
            form,
        }
    }

    /// The text of the shell form.
    pub fn shell_text(&self) -> Option<&LogicalText> {
        match &self.form {
            Form::Shell(text) => Some(text),
            Form::Exec(_) => None,
        }
    }
}
