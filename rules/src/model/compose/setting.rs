//! What a compose file says about one value.

use crate::span::{Span, Spanned};

/// One value as far as the file settles it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// The file does not state it.
    Absent,
    /// The file states it.
    Set(Spanned<T>),
    /// The file states it through variables that have no value and no default here.
    Unresolved {
        /// Where it is stated.
        span: Span,
        /// The variables, in the order they stand.
        variables: Vec<String>,
    },
    /// The file states something that Compose does not take.
    Malformed {
        /// Where it is stated.
        span: Span,
        /// What is wrong with it, without a full stop.
        problem: String,
    },
}

impl<T> Setting<T> {
    /// A value at a place.
    pub const fn set(value: T, span: Span) -> Self {
        Self::Set(Spanned::new(value, span))
    }

    /// Something that Compose does not take.
    pub fn malformed(span: Span, problem: impl Into<String>) -> Self {
        Self::Malformed {
            span,
            problem: problem.into(),
        }
    }

    /// The value, where the file settles it.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Set(spanned) => Some(&spanned.value),
            Self::Absent | Self::Unresolved { .. } | Self::Malformed { .. } => None,
        }
    }

    /// Where something is stated; `None` where nothing is.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Set(spanned) => Some(spanned.span),
            Self::Unresolved { span, .. } | Self::Malformed { span, .. } => Some(*span),
        }
    }

    /// Whether the file does not state it.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Changes the value, where there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Setting<U> {
        self.and_then(|spanned| Setting::Set(spanned.map(change)))
    }

    /// Reads the value further, where there is one.
    pub fn and_then<U>(self, read: impl FnOnce(Spanned<T>) -> Setting<U>) -> Setting<U> {
        match self {
            Self::Absent => Setting::Absent,
            Self::Set(spanned) => read(spanned),
            Self::Unresolved { span, variables } => Setting::Unresolved { span, variables },
            Self::Malformed { span, problem } => Setting::Malformed { span, problem },
        }
    }

    /// Reads the value further; what does not parse is malformed at the value's place.
    pub fn parse<U>(self, read: impl FnOnce(&T) -> Result<U, String>) -> Setting<U> {
        self.and_then(|spanned| match read(&spanned.value) {
            Ok(value) => Setting::set(value, spanned.span),
            Err(problem) => Setting::malformed(spanned.span, problem),
        })
    }
}

/// The value of a [`Setting`] that is one part of a longer value, `None` if absent. Where
/// the part is not settled neither is the whole, and the calling function returns that.
macro_rules! part {
    ($setting:expr) => {
        match $setting {
            Setting::Absent => None,
            Setting::Set(spanned) => Some(spanned.value),
            Setting::Unresolved { span, variables } => {
                return Setting::Unresolved { span, variables };
            }
            Setting::Malformed { span, problem } => return Setting::Malformed { span, problem },
        }
    };
}
pub(super) use part;
