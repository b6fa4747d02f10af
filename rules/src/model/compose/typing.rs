//! What an unquoted scalar is to Compose, and how text becomes what a key wants.
//!
//! Compose reads with a YAML library that goes beyond the core schema: `0755` is octal,
//! `1_000` is a number, a bare date is a time. `yes` and `12:30` are text.

use std::ops::RangeInclusive;

use crate::model::yaml::{Node, Scalar};

/// A scalar as Compose's YAML library types it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed<'a> {
    Text(&'a str),
    Int(i64),
    Float(f64),
    Bool(bool),
    Null,
    Time,
}

/// Types a scalar; `None` for a collection or something unreadable.
pub(super) fn typed(node: &Node) -> Option<Typed<'_>> {
    let scalar = node.scalar()?;
    let text = &*scalar.text;
    if node.says_text() || !scalar.plain {
        return Some(Typed::Text(text));
    }
    Some(plain(scalar, text))
}

/// Whether something written without quotes is text.
pub(super) fn is_text(text: &str) -> bool {
    // Most words are told by how they begin.
    let may_be_other = text.is_empty()
        || text.starts_with(|c: char| {
            c.is_ascii_digit()
                || matches!(c, '+' | '-' | '.' | '~' | 't' | 'T' | 'f' | 'F' | 'n' | 'N')
        });
    let scalar = || Scalar {
        text: text.into(),
        plain: true,
    };
    !may_be_other || matches!(plain(&scalar(), text), Typed::Text(_))
}

fn plain<'a>(scalar: &Scalar, text: &'a str) -> Typed<'a> {
    if scalar.is_null() {
        return Typed::Null;
    }
    if let Some(value) = scalar.as_bool() {
        return Typed::Bool(value);
    }
    // Only what starts like a number can be one, or a time; most texts stop here.
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return Typed::Text(text);
    }
    if is_time(text) {
        return Typed::Time;
    }
    let bare = text.replace('_', "");
    if let Some(value) = int(&bare) {
        return Typed::Int(value);
    }
    float(&bare).map_or(Typed::Text(text), Typed::Float)
}

fn int(bare: &str) -> Option<i64> {
    let (sign, digits) = match bare.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", bare.strip_prefix('+').unwrap_or(bare)),
    };
    if digits.len() > 1 && digits.starts_with('0') {
        let (radix, digits) = match digits.get(1..2)? {
            "x" | "X" => (16, digits.get(2..)?),
            "b" | "B" => (2, digits.get(2..)?),
            "o" | "O" => (8, digits.get(2..)?),
            _ => (8, digits.get(1..)?),
        };
        return unsigned(digits, radix)
            .and_then(|_| i64::from_str_radix(&format!("{sign}{digits}"), radix).ok());
    }
    unsigned(digits, 10)?;
    format!("{sign}{digits}").parse().ok()
}

/// Digits and nothing else.
fn unsigned(digits: &str, radix: u32) -> Option<&str> {
    let some = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    some.then_some(digits)
}

fn float(bare: &str) -> Option<f64> {
    let unsigned = bare.strip_prefix(['-', '+']).unwrap_or(bare);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(if bare.starts_with('-') {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            });
        }
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let digits = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-'));
    if digits { bare.parse().ok() } else { None }
}

/// A bare date, alone or with a time of day behind it.
fn is_time(text: &str) -> bool {
    let date = text.split(['T', 't', ' ']).next().unwrap_or_default();
    let mut parts = date.split('-').map(|part| {
        (
            part.len(),
            unsigned(part, 10).and_then(|part| part.parse().ok()),
        )
    });
    let mut part = |lengths: RangeInclusive<usize>, values: RangeInclusive<u32>| matches!(parts.next(), Some((length, Some(value))) if lengths.contains(&length) && values.contains(&value));
    let is_date = part(4..=4, 0..=9999) && part(1..=2, 1..=12) && part(1..=2, 1..=31);
    is_date
        && parts.next().is_none()
        && (date.len() == text.len() || text.get(date.len() + 1..).is_some_and(is_clock))
}

fn is_clock(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.matches(':').count() >= 2
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z'))
}

/// Text as a boolean, as Compose casts it: also `yes`, `y`, `on` and their opposites.
pub(super) fn boolean(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" => Ok(true),
        "false" | "no" | "n" | "off" => Ok(false),
        "" => Err("nothing is stated where Compose wants a boolean".to_owned()),
        _ => Err("this is no boolean".to_owned()),
    }
}

/// Text as a whole number.
pub(super) fn integer(text: &str) -> Result<i64, String> {
    text.parse()
        .map_err(|_| "this is no whole number".to_owned())
}

/// Text as a number; `_` may stand between two digits.
pub(super) fn number(text: &str) -> Result<f64, String> {
    let bytes = text.as_bytes();
    let separates = |at: usize| {
        let digit = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let bare = if text.contains('_') && text.match_indices('_').all(|(at, _)| separates(at)) {
        text.replace('_', "")
    } else {
        text.to_owned()
    };
    bare.parse().map_err(|_| "this is no number".to_owned())
}
