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
    for (at, sign) in text.bytes().enumerate() {
        if at < from || !matches!(sign, b'=' | b':') {
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
    let start = text.floor_char_boundary(sign.saturating_sub(LONGEST_NAME));
    let before = text
        .get(start..sign)?
        .trim_end_matches([' ', '"', '\'', '\\']);
    let is_name =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let length = before.len() - before.trim_end_matches(is_name).len();
    let name = before.get(before.len() - length..)?.trim_start_matches('-');
    (!name.is_empty()).then_some(name)
}

/// The value behind a sign and where it begins; quotes and blanks are no part of it.
fn value_behind(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    let near = rest.get(..rest.floor_char_boundary(LENGTH.1 + 16))?;
    // A comparison has two signs, and `:=` and `=>` are assignments too.
    let inner = near
        .trim_start_matches(['=', '>'])
        .trim_start_matches([' ', '\t'])
        .trim_start_matches(['"', '\'', '\\']);
    let start = from + (near.len() - inner.len());
    let is_value =
        |letter: char| letter.is_ascii_alphanumeric() || "_-.=+/~!@#%^*?".contains(letter);
    let length = inner
        .find(|letter| !is_value(letter))
        .unwrap_or(inner.len());
    let after = inner.get(length..)?;
    // What goes on as code or as a reference is no literal.
    if after.starts_with(['(', '{', '$', '[', ':', '<']) {
        return None;
    }
    Some((start, inner.get(..length)?))
}
