//! Secrets in base64: web tokens, logins for registries, and tokens encoded once.

use super::{Looked, SecretKind, Sighting, before, evident};

/// How an object begins in base64.
pub(super) const OBJECT: &str = "eyJ";
/// The shortest run that could hold an encoded credential.
const SHORTEST: usize = 24;
/// The longest run that is decoded.
const LONGEST: usize = 16 * 1024;

/// The signed token that may begin here: three parts in base64, the first of which is a JSON
/// object.
pub(super) fn web_token(text: &str, start: usize) -> Looked {
    let is_inside = before(text, start).is_some_and(|byte| byte.is_ascii_alphanumeric());
    let begins = text.get(start..).is_some_and(|it| it.starts_with(OBJECT));
    if is_inside || !begins {
        return Looked::nothing();
    }
    let length = longest(text, start, |byte| {
        byte.is_ascii_alphanumeric() || b"-_.=".contains(&byte)
    });
    let until = start + length;
    let token = text.get(start..until).unwrap_or_default();
    let token = token.trim_end_matches('.');
    let found = is_web_token(token).then(|| Sighting {
        kind: SecretKind::WebToken,
        value: start..start + token.len(),
    });
    // What was looked at once is not looked at again.
    Looked { found, until }
}

fn is_web_token(token: &str) -> bool {
    let mut parts = token.split('.');
    let (Some(head), Some(body), Some(signature)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_object = |part: &str| {
        decoded(part).is_some_and(|text| {
            serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).is_ok()
        })
    };
    signature.len() >= 8 && is_object(head) && is_object(body)
}

/// Runs of base64 that hold a credential once they are decoded.
pub(super) fn words(text: &str) -> Vec<Sighting> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(shortest) = text.as_bytes().get(at..at + SHORTEST) {
        // No run of this length goes over a byte that is none of it, and most words are short.
        if let Some(stranger) = shortest.iter().rposition(|byte| !is_base64(*byte)) {
            at += stranger + 1;
            continue;
        }
        let length = longest(text, at, is_base64);
        if length <= LONGEST {
            found.extend(word(text, at, length));
        }
        at += length + 1;
    }
    found
}

fn word(text: &str, start: usize, length: usize) -> Option<Sighting> {
    let plain = decoded(text.get(start..start + length)?)?;
    let kind = if is_login(text, start) && is_pair(&plain) {
        SecretKind::Token("a registry's login")
    } else {
        evident(&plain).into_iter().next()?.kind
    };
    Some(Sighting {
        kind,
        value: start..start + length,
    })
}

/// Whether `"auth": "` stands before.
fn is_login(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default();
    let head = head.get(head.ceil_char_boundary(head.len().saturating_sub(24))..);
    let head = head
        .unwrap_or_default()
        .trim_end_matches(['"', '\'', '\\', ' ', ':', '=']);
    head.ends_with("auth")
}

fn is_pair(plain: &str) -> bool {
    plain
        .split_once(':')
        .is_some_and(|(user, password)| !user.is_empty() && !password.is_empty())
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}

fn longest(text: &str, at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| belongs(**byte)).count()
}

/// What base64 of either alphabet says, where that is printable text.
fn decoded(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=');
    if text.len() % 4 == 1 || text.len() > LONGEST {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for byte in group {
            bits = bits << 6 | u32::from(sextet(*byte)?);
        }
        // A last group of two or three carries one or two bytes.
        bits <<= 6 * (4 - group.len());
        let [_, first, second, third] = bits.to_be_bytes();
        let whole = [first, second, third];
        let some = whole.into_iter().take(group.len() - 1);
        // What is no text mostly shows at once; of a text only control characters are ruled out.
        if some
            .clone()
            .any(|byte| byte.is_ascii() && !is_text(char::from(byte)))
        {
            return None;
        }
        bytes.extend(some);
    }
    let plain = String::from_utf8(bytes).ok()?;
    plain.chars().all(is_text).then_some(plain)
}

fn is_text(letter: char) -> bool {
    !letter.is_control() || letter.is_whitespace()
}

const fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}
