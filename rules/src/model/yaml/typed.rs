//! Readings that expect a type and say where it is another.

use super::{Entry, Node, Value};
use crate::artifact::{Effect, Problem};
use crate::span::Spanned;

impl Node {
    /// What this is, in words for a message: `a mapping`, `a list`, `text`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Mapping(_) => "a mapping",
            Value::Sequence(_) => "a list",
            Value::Unreadable => "unreadable",
            Value::Scalar(_) if self.is_null() => "empty",
            Value::Scalar(_) if self.as_bool().is_some() => "a boolean",
            Value::Scalar(_) if self.as_float().is_some() => "a number",
            Value::Scalar(_) => "text",
        }
    }

    /// The keys and values, or a problem where this is no mapping. `what` names the value,
    /// e.g. `waivers`.
    pub fn read_mapping(&self, what: &str) -> Result<&[Entry], Problem> {
        if self.is_mapping() {
            Ok(self.entries())
        } else {
            Err(self.not(what, "a mapping"))
        }
    }

    /// The items, or a problem where this is no list.
    pub fn read_list(&self, what: &str) -> Result<&[Node], Problem> {
        if self.is_sequence() {
            Ok(self.items())
        } else {
            Err(self.not(what, "a list"))
        }
    }

    /// The text of a single value, numbers and booleans as they are written, or a problem
    /// where this is a collection or empty.
    pub fn read_text(&self, what: &str) -> Result<Spanned<&str>, Problem> {
        let text = self.as_str().ok_or_else(|| self.not(what, "text"))?;
        Ok(Spanned::new(text, self.span))
    }

    /// `true` or `false`, or a problem where this is neither.
    pub fn read_bool(&self, what: &str) -> Result<Spanned<bool>, Problem> {
        let value = self
            .as_bool()
            .ok_or_else(|| self.not(what, "true or false"))?;
        Ok(Spanned::new(value, self.span))
    }

    /// A whole number, or a problem where this is none.
    pub fn read_int(&self, what: &str) -> Result<Spanned<i64>, Problem> {
        let value = self
            .as_int()
            .ok_or_else(|| self.not(what, "a whole number"))?;
        Ok(Spanned::new(value, self.span))
    }

    /// A number, or a problem where this is none.
    pub fn read_float(&self, what: &str) -> Result<Spanned<f64>, Problem> {
        let value = self.as_float().ok_or_else(|| self.not(what, "a number"))?;
        Ok(Spanned::new(value, self.span))
    }

    /// The value of a key, or a problem where this mapping lacks it.
    pub fn require(&self, key: &str, what: &str) -> Result<&Node, Problem> {
        self.get(key).ok_or_else(|| {
            Problem::at(
                self.span,
                Effect::Partial,
                format!("{what} needs the key `{key}`"),
            )
        })
    }

    fn not(&self, what: &str, wanted: &str) -> Problem {
        let message = format!("{what} must be {wanted}, and here it is {}", self.kind());
        Problem::at(self.span, Effect::Partial, message)
    }
}
