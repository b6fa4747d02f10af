//! Judgements of single values, by their type and by their text.

use super::Flaw;
use crate::model::compose::size;
use crate::model::compose::typing::{self, Typed};

pub(super) fn never(_: &Typed<'_>) -> Result<(), Flaw> {
    Err(Flaw::Type)
}

fn taken(is_taken: bool) -> Result<(), Flaw> {
    if is_taken { Ok(()) } else { Err(Flaw::Type) }
}

pub(super) fn null(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(typed, Typed::Null))
}

pub(super) fn boolean(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(typed, Typed::Bool(_)))
}

pub(super) fn int(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(typed, Typed::Int(_)))
}

pub(super) fn int_or_null(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(typed, Typed::Int(_) | Typed::Null))
}

pub(super) fn number(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(typed, Typed::Int(_) | Typed::Float(_)))
}

pub(super) fn number_or_null(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(
        typed,
        Typed::Int(_) | Typed::Float(_) | Typed::Null
    ))
}

pub(super) fn number_or_boolean(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(matches!(
        typed,
        Typed::Int(_) | Typed::Float(_) | Typed::Bool(_)
    ))
}

pub(super) fn plain(typed: &Typed<'_>) -> Result<(), Flaw> {
    taken(!matches!(typed, Typed::Time))
}

/// A number without a fraction, however it is written.
pub(super) fn whole(typed: &Typed<'_>) -> Result<(), Flaw> {
    match typed {
        Typed::Int(_) => Ok(()),
        Typed::Float(value) => taken(value.fract() == 0.0),
        Typed::Text(_) | Typed::Bool(_) | Typed::Null | Typed::Time => Err(Flaw::Type),
    }
}

pub(super) fn natural(typed: &Typed<'_>) -> Result<(), Flaw> {
    whole(typed).and_then(|()| positive(typed))
}

pub(super) fn positive(typed: &Typed<'_>) -> Result<(), Flaw> {
    let value = value(typed).ok_or(Flaw::Type)?;
    if value < 0.0 { Err(negative()) } else { Ok(()) }
}

pub(super) fn within(typed: &Typed<'_>, least: f64, most: f64) -> Result<(), Flaw> {
    whole(typed)?;
    let value = value(typed).ok_or(Flaw::Type)?;
    in_range(value, least, most).map_err(Flaw::Value)
}

fn value(typed: &Typed<'_>) -> Option<f64> {
    match typed {
        #[expect(clippy::cast_precision_loss, reason = "it is only compared")]
        Typed::Int(value) => Some(*value as f64),
        Typed::Float(value) => Some(*value),
        Typed::Text(_) | Typed::Bool(_) | Typed::Null | Typed::Time => None,
    }
}

fn in_range(value: f64, least: f64, most: f64) -> Result<(), String> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(format!("this is not within {least} and {most}"))
    }
}

fn negative() -> Flaw {
    Flaw::Value("this is less than 0".to_owned())
}

pub(super) fn read_boolean(text: &str) -> Result<(), String> {
    typing::boolean(text).map(drop)
}

pub(super) fn read_integer(text: &str) -> Result<(), String> {
    typing::integer(text).map(drop)
}

pub(super) fn read_natural(text: &str) -> Result<(), String> {
    match typing::integer(text)? {
        ..0 => Err("this is less than 0".to_owned()),
        0.. => Ok(()),
    }
}

pub(super) fn read_number(text: &str) -> Result<(), String> {
    typing::number(text).map(drop)
}

pub(super) fn read_within(text: &str, least: f64, most: f64) -> Result<(), String> {
    let value = typing::number(text)?;
    if value.fract() != 0.0 {
        return Err("this is no whole number".to_owned());
    }
    in_range(value, least, most)
}

pub(super) fn read_size(text: &str) -> Result<(), String> {
    size::bytes(text).map(drop)
}
