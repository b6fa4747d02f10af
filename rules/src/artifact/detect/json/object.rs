//! An object's keys, and the few values a decision needs.

use std::borrow::Cow;

use crate::model::json::{Step, keys, locate};
use crate::span::Span;

/// Keys looked at; no document of ours has its marks behind more.
const KEYS: usize = 256;

/// An object of which only the keys are known.
pub(super) struct Object<'a> {
    text: &'a str,
    /// The keys with the places of their values.
    pub(super) keys: Vec<(Cow<'a, str>, Span)>,
    /// Whether it stands in a list.
    pub(super) is_item: bool,
}

impl<'a> Object<'a> {
    /// Looks at the object that begins where `span` does.
    pub(super) fn of(text: &'a str, span: Span, is_item: bool) -> Self {
        Self {
            text,
            keys: keys(text, span, KEYS),
            is_item,
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(own, _)| own == key)
    }

    pub(super) fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.has(key))
    }

    fn value(&self, key: &str) -> Option<Span> {
        self.keys
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, value)| *value)
    }

    /// Whether the value of a key begins with this byte.
    pub(super) fn begins_with(&self, key: &str, byte: u8) -> bool {
        self.value(key)
            .is_some_and(|value| self.text.as_bytes().get(value.start) == Some(&byte))
    }

    fn at(&self, path: &[&str]) -> Option<Span> {
        let (first, rest) = path.split_first()?;
        let steps: Vec<Step<'_>> = rest.iter().map(|key| Step::Key(key)).collect();
        locate(self.text, self.value(first)?, &steps)
    }

    /// Whether there is a value at the end of a path of keys.
    pub(super) fn has_path(&self, path: &[&str]) -> bool {
        self.at(path).is_some()
    }

    /// The object that is the first item of the list at a key.
    pub(super) fn first_of(&self, key: &str) -> Option<Object<'a>> {
        let item = locate(self.text, self.value(key)?, &[Step::Index(0)])?;
        Some(Object::of(self.text, item, true))
    }

    /// The string at the end of a path of keys; `None` for other values.
    pub(super) fn text_at(&self, path: &[&str]) -> Option<Cow<'a, str>> {
        serde_json::from_str(self.at(path)?.of(self.text)).ok()
    }

    /// How many keys are numbers of checks with a verdict as their value.
    pub(super) fn verdict_numbers(&self) -> usize {
        let verdicts = self.keys.iter().filter(|(key, value)| {
            let written = value.of(self.text).trim_start_matches('"');
            key.contains('.')
                && key
                    .bytes()
                    .all(|byte| byte == b'.' || byte.is_ascii_digit())
                && ["PASS", "WARN", "INFO", "NOTE"]
                    .iter()
                    .any(|word| written.starts_with(word))
        });
        verdicts.count()
    }
}
