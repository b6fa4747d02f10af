//! Objects as Compose writes them: what is empty is left out.

use serde_json::{Map, Number, Value};

use super::words;
use crate::model::compose::{Command, Field, Pair, Setting, plain_value};

/// An object while it is written.
#[derive(Debug, Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    pub(super) fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    pub(super) fn put_any(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// A list, unless it is empty.
    pub(super) fn put_list(&mut self, key: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(key, Value::Array(values));
        }
    }

    /// A text, unless it is empty.
    pub(super) fn text(&mut self, field: &Field<'_>, key: &str) {
        let text = scalar_text(&field.get(key));
        self.put_any(key, text.filter(|text| !text.is_empty()).map(Value::String));
    }

    /// A boolean, where it is true.
    pub(super) fn flag(&mut self, field: &Field<'_>, key: &str) {
        if field.get(key).boolean().value() == Some(&true) {
            self.put(key, Value::Bool(true));
        }
    }

    /// A boolean, where it is stated.
    pub(super) fn flag_stated(&mut self, field: &Field<'_>, key: &str) {
        let stated = field.get(key).boolean();
        self.put_any(key, stated.value().map(|value| Value::Bool(*value)));
    }

    /// A whole number, unless it is 0.
    pub(super) fn count(&mut self, field: &Field<'_>, key: &str) {
        let stated = field.get(key).integer();
        self.put_any(
            key,
            stated
                .value()
                .filter(|it| **it != 0)
                .map(|it| Value::from(*it)),
        );
    }

    /// A whole number, where it is stated.
    pub(super) fn count_stated(&mut self, field: &Field<'_>, key: &str) {
        let stated = field.get(key).integer();
        self.put_any(key, stated.value().map(|it| Value::from(*it)));
    }

    /// A number, unless it is 0.
    pub(super) fn number(&mut self, field: &Field<'_>, key: &str) {
        let stated = field.get(key).number();
        self.put_any(
            key,
            stated
                .value()
                .filter(|it| **it != 0.0)
                .and_then(|it| single(*it)),
        );
    }

    /// A size in bytes as text, unless it is 0.
    pub(super) fn bytes(&mut self, field: &Field<'_>, key: &str) {
        let stated = field.get(key).bytes();
        let stated = stated.value().filter(|it| **it != 0);
        self.put_any(key, stated.map(|it| Value::String(it.to_string())));
    }

    /// A time span, where it is stated.
    pub(super) fn duration(&mut self, field: &Field<'_>, key: &str) {
        let text = scalar_text(&field.get(key));
        let written = text.and_then(|text| words::duration(&text));
        self.put_any(key, written.map(Value::String));
    }

    /// One text or a list of them, unless it is empty.
    pub(super) fn texts(&mut self, field: &Field<'_>, key: &str) {
        let texts = texts(&field.get(key));
        self.put_list(key, texts.into_iter().map(Value::String).collect());
    }

    /// Keys with text, unless there are none.
    pub(super) fn pairs(&mut self, field: &Field<'_>, key: &str) {
        let pairs = pairs(&field.get(key).pairs(), |_| {
            Some(Value::String(String::new()))
        });
        if !pairs.is_empty() {
            self.put(key, Value::Object(pairs));
        }
    }

    /// A command: a text is split as a shell does, null keeps the image's.
    pub(super) fn command(&mut self, field: &Field<'_>, key: &str) {
        self.put(key, command(&field.get(key).command()));
    }
}

/// A command as a list of words; null where none is stated.
pub(super) fn command(setting: &Setting<Command>) -> Value {
    let words: Vec<String> = match setting.value() {
        None => return Value::Null,
        Some(Command::Text(text)) => words::split(text),
        Some(Command::Words(words)) => {
            let stated = words.iter().filter_map(Setting::value);
            stated.cloned().collect()
        }
    };
    Value::Array(words.into_iter().map(Value::String).collect())
}

/// Keys with values; `absent` says what a key without one has.
pub(super) fn pairs(
    pairs: &[Setting<Pair>],
    absent: impl Fn(&str) -> Option<Value>,
) -> Map<String, Value> {
    let mut map = Map::new();
    for pair in pairs.iter().filter_map(Setting::value) {
        let key = &pair.key.value;
        let value = match pair.value.value() {
            Some(value) => Some(Value::String(value.clone())),
            None => absent(key),
        };
        if let Some(value) = value {
            map.insert(key.clone(), value);
        }
    }
    map
}

/// The texts of a list, or of one text that stands for it.
pub(super) fn texts(field: &Field<'_>) -> Vec<String> {
    let is_list = field
        .reached()
        .is_some_and(crate::model::yaml::Node::is_sequence);
    if is_list {
        field
            .items()
            .filter_map(|item| scalar_text(&item))
            .collect()
    } else {
        scalar_text(field).into_iter().collect()
    }
}

/// A single value as text.
pub(super) fn scalar_text(field: &Field<'_>) -> Option<String> {
    match plain(field) {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value as it stands, with its variables filled in.
pub(super) fn plain(field: &Field<'_>) -> Value {
    plain_value(field)
}

/// A number as Compose keeps it, with the digits of single precision.
pub(super) fn single(number: f64) -> Option<Value> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "Compose keeps single precision"
    )]
    let short = (number as f32).to_string();
    short
        .parse()
        .ok()
        .and_then(Number::from_f64)
        .map(Value::Number)
}
