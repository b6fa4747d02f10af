//! A file the reader gave us: a name, its bytes, and what we take it for.

pub mod kind;
pub mod decode;
mod detect;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::Model;
use crate::span::Span;
use kind::{Kind, Support};

/// A file the reader gave us, read as far as it goes.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// As given, with `/` between folders and without a leading `./`.
    pub name: Arc<str>,
    /// What it was taken for.
    pub kind: Kind,
    /// Why, as a sentence.
    pub reason: String,
    /// Its size as given.
    pub bytes: usize,
    /// The SHA-256 of its bytes as given, in lower-case hex.
    pub sha256: Arc<str>,
    /// The text that spans refer to; empty where there is none.
    pub text: Arc<str>,
    /// What it says.
    pub model: Arc<Model>,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
}

/// Something about an artifact that could not be read or was read with a reservation.
///
/// A problem never stops the reading: what stands around it is still judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Where it stands; `None` for the whole artifact.
    pub span: Option<Span>,
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
    pub fn at(span: Span, effect: Effect, message: impl Into<String>) -> Self {
        Self { span: Some(span), effect, message: message.into() }
    }

    /// A problem of the whole artifact.
    pub fn whole(effect: Effect, message: impl Into<String>) -> Self {
        Self { span: None, effect, message: message.into() }
    }
}
