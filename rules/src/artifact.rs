//! A file the reader gave us: a name, its bytes, and what we take it for.

/// Something about an artifact that could not be read or was read with a reservation.
///
/// A problem never stops the reading: what stands around it is still judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Where it stands; `None` for the whole artifact.
    pub span: Option<crate::span::Span>,
    /// How much of the reading it costs.
    pub effect: Effect,
    /// One finished sentence that says what is wrong, without a full stop.
    pub message: String,
}

/// What a problem means for the verdicts on the artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Worth knowing; every verdict stands.
    Note,
    /// A part could not be read, so what depends on it is unknown.
    Partial,
    /// Nothing could be read.
    Unreadable,
}

impl Problem {
    /// A problem at a place.
    pub fn at(span: crate::span::Span, effect: Effect, message: impl Into<String>) -> Self {
        Self { span: Some(span), effect, message: message.into() }
    }

    /// A problem of the whole artifact.
    pub fn whole(effect: Effect, message: impl Into<String>) -> Self {
        Self { span: None, effect, message: message.into() }
    }
}
