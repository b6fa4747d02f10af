//! The notation of the grammar: what may stand at a place, and which keys a mapping takes.

use super::formats;
use super::scalar::Scalar;

/// What may stand at a place. A value is one of three kinds, and each is taken or not.
pub(super) struct Shape {
    /// How a single value is judged; `None` where none is taken.
    pub(super) single: Option<&'static Scalar>,
    /// How a list is judged; `None` where none is taken.
    pub(super) list: Option<&'static List>,
    /// How a mapping is judged; `None` where none is taken.
    pub(super) mapping: Option<&'static Mapping>,
    /// What is taken, in words for a message.
    pub(super) wanted: &'static str,
}

/// A list whose items are alike.
pub(super) struct List {
    pub(super) item: Shape,
    /// Whether no item may stand twice.
    pub(super) unique: bool,
}

/// A mapping.
pub(super) struct Mapping {
    /// The keys with what they take, in the order of bytes.
    pub(super) keys: &'static [(&'static str, Shape)],
    /// Keys that must be there.
    pub(super) required: &'static [&'static str],
    /// What holds for other keys.
    pub(super) others: Others,
}

/// Keys that the grammar does not name.
pub(super) enum Others {
    /// None is taken but `x-…`.
    Extensions,
    /// None at all is taken.
    Refused,
    /// All are taken, whatever they hold.
    Open,
    /// They are names that people choose.
    Named {
        /// Which names there may be.
        names: Names,
        /// What each holds.
        shape: &'static Shape,
        /// What a key holds that is no such name; `None` where there may be none.
        strangers: Option<&'static Shape>,
    },
}

/// Which names people may choose.
#[derive(Clone, Copy)]
pub(super) enum Names {
    /// ASCII letters, digits, `.`, `_` and `-`.
    Plain,
    /// ASCII letters in lower case.
    Lower,
    /// What a host may be called: anything without `:` and `=`.
    Host,
    /// Anything but nothing.
    Stated,
    /// Anything, even nothing.
    Any,
}

impl Names {
    pub(super) fn take(self, name: &str) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        match self {
            Self::Plain => !name.is_empty() && name.chars().all(plain),
            Self::Lower => !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()),
            Self::Host => formats::host_name(name).is_ok(),
            Self::Stated => !name.is_empty(),
            Self::Any => true,
        }
    }

    /// What holds for these names, as the end of a sentence.
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::Plain => "a name here has only A-Z, a-z, 0-9, `.`, `_` and `-`",
            Self::Lower => "a name here has only a-z",
            Self::Host => "this is no host's name",
            Self::Stated | Self::Any => "a name here must not be empty",
        }
    }
}

/// Takes one kind of single value.
pub(super) const fn one(single: &'static Scalar) -> Shape {
    Shape {
        single: Some(single),
        list: None,
        mapping: None,
        wanted: single.wanted,
    }
}

/// Takes a list.
pub(super) const fn list(list: &'static List) -> Shape {
    Shape {
        single: None,
        list: Some(list),
        mapping: None,
        wanted: "a list",
    }
}

/// Takes a mapping.
pub(super) const fn mapping(mapping: &'static Mapping) -> Shape {
    Shape {
        single: None,
        list: None,
        mapping: Some(mapping),
        wanted: "a mapping",
    }
}

impl Shape {
    /// Takes a single value, too.
    pub(super) const fn or_one(self, single: &'static Scalar, wanted: &'static str) -> Self {
        Self {
            single: Some(single),
            wanted,
            ..self
        }
    }

    /// Takes a list, too.
    pub(super) const fn or_list(self, list: &'static List, wanted: &'static str) -> Self {
        Self {
            list: Some(list),
            wanted,
            ..self
        }
    }
}

impl Mapping {
    /// What a key takes, where the grammar names it.
    pub(super) fn get(&self, key: &str) -> Option<&'static Shape> {
        let at = self
            .keys
            .binary_search_by_key(&key, |(name, _)| name)
            .ok()?;
        self.keys.get(at).map(|(_, shape)| shape)
    }
}

/// A mapping of the keys that are named, and of `x-…`.
pub(super) const fn keys(keys: &'static [(&'static str, Shape)]) -> Mapping {
    Mapping {
        keys,
        required: &[],
        others: Others::Extensions,
    }
}

impl Mapping {
    /// Of these keys, which must be there.
    pub(super) const fn with(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    /// What holds for other keys.
    pub(super) const fn but(self, others: Others) -> Self {
        Self { others, ..self }
    }
}

/// A mapping from names that people choose.
pub(super) const fn named(names: Names, shape: &'static Shape) -> Mapping {
    Mapping {
        keys: &[],
        required: &[],
        others: Others::Named {
            names,
            shape,
            strangers: None,
        },
    }
}
