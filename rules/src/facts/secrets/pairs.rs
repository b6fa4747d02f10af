//! Values as random as a secret behind names that say so.

use super::{SecretKind, Sighting, is_secret_name, values};

/// The longest name that is read.
const LONGEST_NAME: usize = 80;
/// The shortest and the longest value.
const LENGTH: (usize, usize) = (10, 150);

/// `name=value`, `name: value`, `"name": "value"`, `--name value` in any language.
pub(super) fn sightings(text: &str) -> Vec<Sighting> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in memchr::memchr2_iter(b'=', b':', text.as_bytes()) {
        if at < from {
            continue;
        }
        let Some(name) = name_before(text, at) else {
            continue;
        };
        let Some((start, value)) = value_behind(text, at + 1) else {
            continue;
        };
        let (least, most) = LENGTH;
        let is_secret = (least..=most).contains(&value.len())
            && value.bytes().any(|byte| byte.is_ascii_digit())
            && is_secret_name(name)
            && values::is_literal(value)
            && values::is_generated(value);
        if is_secret {
            from = start + value.len();
            found.push(Sighting {
                kind: SecretKind::Named(name.to_owned()),
                value: start..from,
            });
        }
    }
    found
}

/// The name that ends where the sign stands, quotes and one blank between.
fn name_before(text: &str, sign: usize) -> Option<&str> {
    let near = text
        .as_bytes()
        .get(sign.saturating_sub(LONGEST_NAME)..sign)?;
    let is_between = |byte: &u8| matches!(byte, b' ' | b'"' | b'\'' | b'\\');
    let end = near.len() - near.iter().rev().take_while(|it| is_between(it)).count();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let length = near.iter().take(end).rev().take_while(|it| is_name(it));
    let start = end - length.count();
    let offset = sign - near.len();
    let name = text.get(offset + start..offset + end)?;
    let name = name.trim_start_matches('-');
    (!name.is_empty()).then_some(name)
}

/// The value behind a sign and where it begins; quotes and blanks are no part of it.
fn value_behind(text: &str, from: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let near = bytes.get(from..bytes.len().min(from + LENGTH.1 + 16))?;
    let mut start = 0;
    let mut pass = |belongs: fn(u8) -> bool| {
        let rest = near.get(start..).unwrap_or_default();
        start += rest.iter().take_while(|byte| belongs(**byte)).count();
    };
    // A comparison has two signs, and `:=` and `=>` are assignments too.
    pass(|it| matches!(it, b'=' | b'>'));
    pass(|it| matches!(it, b' ' | b'\t'));
    pass(|it| matches!(it, b'"' | b'\'' | b'\\'));
    let inner = near.get(start..)?;
    let length = inner.iter().take_while(|it| is_value(**it)).count();
    // What goes on as code or as a reference is no literal.
    let goes_on = inner
        .get(length)
        .is_some_and(|it| matches!(it, b'(' | b'{' | b'$' | b'[' | b':' | b'<'));
    let start = from + start;
    let value = text.get(start..start + length)?;
    (!goes_on).then_some((start, value))
}

const fn is_value(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'_' | b'-'
                | b'.'
                | b'='
                | b'+'
                | b'/'
                | b'~'
                | b'!'
                | b'@'
                | b'#'
                | b'%'
                | b'^'
                | b'*'
                | b'?'
        )
}
