//! One value of an inspected object: absent, stated, or not readable.

use super::Pairs;
use crate::span::{Span, Spanned};

/// A value as the document states it.
///
/// `null`, `""`, `[]` and `{}` are absence: the engine prints them for what nobody set.
/// `false` and `0` are stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The key is missing or its value is empty.
    #[default]
    Absent,
    /// The document states this value.
    Stated(Spanned<T>),
    /// The value has a type nobody expects, so what it says is unknown.
    Unreadable(Span),
}

impl<T> Field<T> {
    /// The value and its place, where one is stated.
    pub const fn stated(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Stated(stated) => Some(stated),
            Self::Absent | Self::Unreadable(_) => None,
        }
    }

    /// The value alone, where one is stated.
    pub fn value(&self) -> Option<&T> {
        self.stated().map(|stated| &stated.value)
    }

    /// The place of the value, readable or not.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Stated(stated) => Some(stated.span),
            Self::Unreadable(span) => Some(*span),
            Self::Absent => None,
        }
    }

    /// Claims that a value stands there and cannot be read.
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }
}

impl<T> Field<T> {
    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Stated(stated) => Field::Stated(stated.map(change)),
            Self::Unreadable(span) => Field::Unreadable(span),
        }
    }
}

impl<T: Clone> Field<T> {
    /// The value as a list of one.
    pub fn listed(&self) -> Field<Vec<Spanned<T>>> {
        match self {
            Self::Absent => Field::Absent,
            Self::Stated(one) => Field::Stated(Spanned::new(vec![one.clone()], one.span)),
            Self::Unreadable(span) => Field::Unreadable(*span),
        }
    }
}

impl<T> Field<Vec<T>> {
    /// The list's items; none where it is absent or unreadable.
    pub fn items(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}

impl Pairs {
    /// The value of a key; the last one where it repeats.
    pub fn value_of(&self, key: &str) -> Option<&Spanned<String>> {
        let mut pairs = self.items().iter();
        let last = pairs.rfind(|(own, _)| own.value == key);
        last.map(|(_, value)| value)
    }
}
