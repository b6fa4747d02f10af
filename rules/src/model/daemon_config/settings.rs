//! Settings by key, with typed readings.

use super::keys::{Shape, Standing, shape, standing};
use crate::model::inspect::{Field, Pairs, Words};
use crate::span::{Span, Spanned};

/// Keys with their values, in the text's order; a key may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(pub Vec<Setting>);

/// One key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key of `daemon.json`, at the place of the key or of the option, e.g. `--icc`.
    pub key: Spanned<String>,
    /// The value; for an option without one its place is the option's.
    pub value: Spanned<Value>,
}

/// What is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Spanned<Value>>),
    /// An object.
    Object(Settings),
    /// Something that could not be read.
    Unreadable,
}

impl Settings {
    /// The setting of a key; the last one where it repeats.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.0.iter().rev().find(|it| it.key.value == key)
    }

    /// The place of a key, wherever it is set at all.
    pub fn place(&self, key: &str) -> Option<Span> {
        self.setting(key).map(|it| it.key.span.to(it.value.span))
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str) -> Field<bool> {
        self.typed(key, |value| match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// A whole number.
    pub fn number(&self, key: &str) -> Field<i64> {
        self.typed(key, |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// Text; empty text counts as absent.
    pub fn text(&self, key: &str) -> Field<String> {
        let read = self.typed(key, |value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        });
        match read {
            Field::Stated(text) if text.value.is_empty() => Field::Absent,
            read => read,
        }
    }

    /// A list of texts; an empty list counts as absent.
    pub fn list(&self, key: &str) -> Words {
        let read = self.typed(key, |value| match value {
            Value::List(items) => items.iter().map(Value::worded).collect(),
            _ => None,
        });
        not_empty(read)
    }

    /// The keys and values of an object, numbers and flags as they are written; an empty object
    /// counts as absent.
    pub fn pairs(&self, key: &str) -> Pairs {
        let read = self.typed(key, |value| match value {
            Value::Object(settings) => settings
                .0
                .iter()
                .map(|it| Some((it.key.clone(), Value::worded(&it.value)?)))
                .collect::<Option<Vec<_>>>(),
            _ => None,
        });
        not_empty(read)
    }

    /// The object at a key.
    pub fn object(&self, key: &str) -> Option<&Settings> {
        match &self.setting(key)?.value.value {
            Value::Object(settings) => Some(settings),
            _ => None,
        }
    }

    /// The items of the list at a key, of whatever type; none where there is no list.
    pub fn items(&self, key: &str) -> &[Spanned<Value>] {
        match self.setting(key).map(|it| &it.value.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    fn typed<T>(&self, key: &str, of: impl Fn(&Value) -> Option<T>) -> Field<T> {
        let Some(setting) = self.setting(key) else {
            return Field::Absent;
        };
        let span = setting.value.span;
        match &setting.value.value {
            Value::Nothing => Field::Absent,
            value => of(value).map_or(Field::Unreadable(span), |value| {
                Field::Stated(Spanned::new(value, span))
            }),
        }
    }

    /// Every text in it, with the key that it is the value of.
    pub(super) fn texts<'a>(&'a self, texts: &mut Vec<(&'a str, Spanned<&'a str>)>) {
        for Setting { key, value } in &self.0 {
            add_texts(&key.value, value, texts);
        }
    }

    /// Adds the keys that `dockerd` does not accept.
    ///
    /// It looks into objects it has no type for as if their keys stood at the top.
    pub(super) fn refused<'a>(&'a self, refused: &mut Vec<(&'a Spanned<String>, Standing)>) {
        for Setting { key, value } in &self.0 {
            match (&value.value, shape(&key.value)) {
                (Value::Object(inside), None | Some(Shape::Proxies)) => inside.refused(refused),
                _ => match standing(&key.value) {
                    Standing::Accepted | Standing::Tolerated { .. } => {}
                    standing @ (Standing::Retired { .. } | Standing::Unknown) => {
                        refused.push((key, standing));
                    }
                },
            }
        }
    }

    /// Adds a member to the object that a path of keys leads to; objects are made where there
    /// are none.
    pub(super) fn add_within(&mut self, path: &[Spanned<String>], member: Setting) {
        let Some((key, rest)) = path.split_first() else {
            self.0.push(member);
            return;
        };
        let span = member.value.span;
        let object = self.0.iter_mut().rev().find_map(|it| {
            let is_same = it.key.value == key.value;
            match &mut it.value.value {
                Value::Object(settings) if is_same => Some((settings, &mut it.value.span)),
                _ => None,
            }
        });
        if let Some((settings, place)) = object {
            *place = place.to(span);
            settings.add_within(rest, member);
        } else {
            let mut settings = Self::default();
            settings.add_within(rest, member);
            self.set(key.clone(), Spanned::new(Value::Object(settings), span));
        }
    }

    pub(super) fn set(&mut self, key: Spanned<String>, value: Spanned<Value>) {
        self.0.push(Setting { key, value });
    }

    /// Adds an item to the list at a key, which is made where there is none.
    pub(super) fn add(&mut self, key: Spanned<String>, item: Spanned<Value>) {
        let list = self.0.iter_mut().rev().find_map(|it| {
            let is_same = it.key.value == key.value;
            match &mut it.value.value {
                Value::List(items) if is_same => Some((items, &mut it.value.span)),
                _ => None,
            }
        });
        if let Some((items, span)) = list {
            *span = span.to(item.span);
            items.push(item);
        } else {
            let span = item.span;
            self.set(key, Spanned::new(Value::List(vec![item]), span));
        }
    }
}

fn add_texts<'a>(
    key: &'a str,
    value: &'a Spanned<Value>,
    texts: &mut Vec<(&'a str, Spanned<&'a str>)>,
) {
    match &value.value {
        Value::Text(text) => texts.push((key, Spanned::new(text, value.span))),
        Value::List(items) => items.iter().for_each(|item| add_texts(key, item, texts)),
        Value::Object(settings) => settings.texts(texts),
        Value::Nothing | Value::Flag(_) | Value::Number(_) | Value::Unreadable => {}
    }
}

impl Value {
    /// Text, or a number or flag as it is written.
    fn worded(value: &Spanned<Self>) -> Option<Spanned<String>> {
        let text = match &value.value {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Nothing => String::new(),
            Self::List(_) | Self::Object(_) | Self::Unreadable => return None,
        };
        Some(Spanned::new(text, value.span))
    }
}

fn not_empty<T>(list: Field<Vec<T>>) -> Field<Vec<T>> {
    match list {
        Field::Stated(list) if list.value.is_empty() => Field::Absent,
        list => list,
    }
}
