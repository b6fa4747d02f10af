//! Variables in values: `$NAME`, `${NAME}` and the forms with an alternative.
//!
//! A default is what ships. A variable without one is unknown unless the environment has it.

use std::collections::{BTreeMap, BTreeSet};

use super::setting::Setting;
use crate::span::Span;

/// Variables with their values.
pub type Environment = BTreeMap<String, String>;

/// What a variable that the environment lacks stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unset {
    /// A value nobody here knows, because whoever deploys may set it.
    #[default]
    Unknown,
    /// Nothing, as Compose takes it on a machine that does not set it.
    Empty,
}

/// A text with its variables replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reduced {
    pub(super) text: String,
    /// Variables that are unknown, each once; where there are any, `text` has gaps.
    pub(super) unknown: Vec<String>,
}

/// How deep defaults may nest.
const MAX_NESTING: usize = 32;

/// How long a text may grow through its variables, in bytes.
const MAX_LENGTH: usize = 1 << 20;

/// Replaces the variables in `text`, or says what is wrong with them.
pub(super) fn reduce(
    text: &str,
    environment: &Environment,
    unset: Unset,
) -> Result<Reduced, String> {
    if !text.contains('$') && text.len() <= MAX_LENGTH {
        return Ok(Reduced {
            text: text.to_owned(),
            unknown: Vec::new(),
        });
    }
    let mut outcome = Reduced::default();
    Reducer {
        environment,
        unset,
        reduced: &mut outcome,
    }
    .text(text, 0)?;
    let mut seen = BTreeSet::new();
    outcome.unknown.retain(|name| seen.insert(name.clone()));
    Ok(outcome)
}

/// The same for a text at a place, as a setting.
pub(in crate::model) fn reduced(
    text: &str,
    span: Span,
    environment: &Environment,
    unset: Unset,
) -> Setting<String> {
    match reduce(text, environment, unset) {
        Err(problem) => Setting::malformed(span, problem),
        Ok(reduced) if reduced.unknown.is_empty() => Setting::set(reduced.text, span),
        Ok(reduced) => Setting::Unresolved {
            span,
            variables: reduced.unknown,
        },
    }
}

struct Reducer<'a> {
    environment: &'a Environment,
    unset: Unset,
    reduced: &'a mut Reduced,
}

impl Reducer<'_> {
    fn text(&mut self, text: &str, depth: usize) -> Result<(), String> {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('$') {
            self.push(before)?;
            rest = if let Some(escaped) = behind.strip_prefix('$') {
                self.push("$")?;
                escaped
            } else if let Some(braced) = behind.strip_prefix('{') {
                let (expression, behind) = close(braced).ok_or_else(bad)?;
                self.expression(expression, depth)?;
                behind
            } else {
                let (name, behind) = name(behind);
                // A dollar sign before anything else is itself.
                if name.is_empty() {
                    self.push("$")?;
                } else {
                    self.variable(name)?;
                }
                behind
            };
        }
        self.push(rest)
    }

    /// What stands between braces.
    fn expression(&mut self, expression: &str, depth: usize) -> Result<(), String> {
        let (name, operation) = name(expression);
        if name.is_empty() || depth >= MAX_NESTING {
            return Err(bad());
        }
        if operation.is_empty() {
            return self.variable(name);
        }
        let (counts_empty, operation) = match operation.strip_prefix(':') {
            Some(operation) => (false, operation),
            None => (true, operation),
        };
        let known = self.environment.get(name);
        let value = known
            .filter(|value| counts_empty || !value.is_empty())
            .cloned();
        if let Some(default) = operation.strip_prefix('-') {
            return match value {
                Some(value) => self.aside(default, depth).and_then(|()| self.push(&value)),
                None => self.text(default, depth + 1),
            };
        }
        if let Some(message) = operation.strip_prefix('?') {
            self.aside(message, depth)?;
            return match (value, known.is_none() && self.unset == Unset::Unknown) {
                (Some(value), _) => self.push(&value),
                (None, true) => self.variable(name),
                (None, false) => Err(format!(
                    "the variable `{name}` is required and has no value"
                )),
            };
        }
        if let Some(alternative) = operation.strip_prefix('+') {
            if value.is_some() {
                return self.text(alternative, depth + 1);
            }
            self.aside(alternative, depth)?;
            // Nothing, unless whoever deploys sets the variable.
            return if known.is_some() {
                Ok(())
            } else {
                self.variable(name)
            };
        }
        Err(bad())
    }

    /// Reads a text that does not count, for its errors alone.
    fn aside(&mut self, text: &str, depth: usize) -> Result<(), String> {
        let mut reduced = Reduced::default();
        let mut aside = Reducer {
            reduced: &mut reduced,
            ..*self
        };
        aside.text(text, depth + 1)
    }

    fn variable(&mut self, name: &str) -> Result<(), String> {
        match (self.environment.get(name), self.unset) {
            (Some(value), _) => self.push(value),
            (None, Unset::Empty) => Ok(()),
            (None, Unset::Unknown) => {
                self.reduced.unknown.push(name.to_owned());
                Ok(())
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), String> {
        if self.environment.is_empty() || self.reduced.text.len() + text.len() <= MAX_LENGTH {
            self.reduced.text.push_str(text);
            Ok(())
        } else {
            Err(format!(
                "the variables make this longer than {MAX_LENGTH} bytes"
            ))
        }
    }
}

/// Splits behind the brace that closes an expression; the expression is one line.
fn close(text: &str) -> Option<(&str, &str)> {
    let mut open = 1_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            b'\n' => return None,
            _ => {}
        }
        if open == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// Splits a variable's name off; empty where none stands here.
fn name(text: &str) -> (&str, &str) {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = if starts {
        text.find(|c| !part(c)).unwrap_or(text.len())
    } else {
        0
    };
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Says nothing of what is written there: a default may be a secret.
fn bad() -> String {
    "a variable here is not written as Compose wants it; `$$` is a plain dollar sign".to_owned()
}

#[cfg(test)]
mod tests;
