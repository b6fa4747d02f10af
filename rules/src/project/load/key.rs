//! What an entry of a list stands for.

use std::borrow::Cow;

use super::shape::in_place_of;
use crate::model::compose::{Field, Scope};
use crate::model::yaml::{Node, Scalar, Value};

/// What tells the entries of a list apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Index {
    /// The text before `=`.
    Key,
    /// The whole text.
    Text,
    /// Where a volume is mounted.
    Volume,
    /// Where a device appears.
    Device,
    /// Host, published port, target and protocol.
    Port,
    /// The path of a file.
    EnvFile,
    /// Where a file is mounted; the folder where only a name is stated.
    Mount(&'static str),
}

/// What an entry stands for; `None` where that is not told.
pub(super) fn key<'n>(item: &'n Node, index: Index, scope: &Scope) -> Option<Cow<'n, str>> {
    match index {
        Index::Key => text(item, scope).map(|text| match text {
            Cow::Borrowed(text) => Cow::Borrowed(before_equals(text)),
            Cow::Owned(text) => Cow::Owned(before_equals(&text).to_owned()),
        }),
        Index::Text => text(item, scope),
        Index::Volume => volume(item, scope),
        Index::Device => device(item, scope),
        Index::EnvFile => text(item, scope).or_else(|| text(item.get("path")?, scope)),
        Index::Mount(folder) => {
            if let Some(target) = item.get("target") {
                return text(target, scope);
            }
            let name = text(item.get("source").unwrap_or(item), scope)?;
            Some(Cow::Owned(format!("{folder}/{name}")))
        }
        // One entry may be several ports: those are told apart one by one.
        Index::Port => None,
    }
}

fn before_equals(text: &str) -> &str {
    text.split_once('=').map_or(text, |(key, _)| key)
}

/// The text of a single value, with its variables where they are known.
fn text<'n>(node: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    let scalar = node.scalar()?;
    if scalar.text.contains('$')
        && let Some(known) = Field::new(node, scope).text().value()
    {
        return Some(Cow::Owned(known.clone()));
    }
    Some(Cow::Borrowed(&scalar.text))
}

fn volume<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    if item.is_mapping() {
        return text(item.get("target")?, scope);
    }
    let item = legible(item, scope)?;
    let volume = Field::new(&item, scope).volume();
    volume.value().map(|it| Cow::Owned(it.target.clone()))
}

fn device<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    if item.is_mapping() {
        return text(item.get("target")?, scope);
    }
    let item = legible(item, scope)?;
    let device = Field::new(&item, scope).device();
    device.value().map(|it| Cow::Owned(it.target.clone()))
}

/// A single value that can be taken apart: variables that have no value are letters in it, the
/// same for the same variable.
fn legible<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, Node>> {
    let scalar = item.scalar()?;
    if !scalar.text.contains('$') || Field::new(item, scope).text().value().is_some() {
        return Some(Cow::Borrowed(item));
    }
    let value = Value::Scalar(Scalar {
        text: lettered(&scalar.text).into(),
        plain: false,
    });
    Some(Cow::Owned(in_place_of(item, value)))
}

/// A text in which what stands between the braces of a variable separates nothing.
fn lettered(text: &str) -> String {
    let mut depth = 0_usize;
    let mut dollar = false;
    let letter = |c: char| {
        let opens = c == '{' && (dollar || depth > 0);
        let in_braces = depth > 0;
        dollar = c == '$';
        if opens {
            depth += 1;
        } else if c == '}' {
            depth = depth.saturating_sub(1);
        }
        match c {
            '$' => '\u{1}',
            ':' if in_braces => '\u{2}',
            c => c,
        }
    };
    text.chars().map(letter).collect()
}
