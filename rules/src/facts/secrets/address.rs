//! Passwords in addresses and in `Authorization` headers.

use super::{Letters, SecretKind, Sighting, run};

/// The longest part of an address before its host.
const AUTHORITY: usize = 512;
/// The longest header value that is looked at.
const HEADER: usize = 1024;
/// The shortest credential of a header.
const SHORTEST: usize = 8;

/// What stands between the scheme of an address and its host.
const SIGN: &str = "://";

/// The name of the header.
const NAME: &str = "authorization";
/// Its rarest letter, and how far behind its first that one stands.
const RAREST: (u8, usize) = (b'z', 7);

pub(super) fn sightings(text: &str, letters: &Letters) -> Vec<Sighting> {
    let mut found = Vec::new();
    if letters.may_spell(SIGN) {
        let signs = text.match_indices(SIGN);
        found.extend(signs.filter_map(|(at, sign)| password(text, at, at + sign.len())));
    }
    let (rarest, behind) = RAREST;
    if letters.has(rarest) || letters.has(rarest.to_ascii_uppercase()) {
        let bytes = text.bytes().enumerate().skip(behind);
        let rare = bytes.filter(|(_, byte)| byte.eq_ignore_ascii_case(&rarest));
        found.extend(rare.filter_map(|(at, _)| header(text, at - behind)));
    }
    found
}

/// The password of the address whose `://` stands at `sign`: `scheme://user:password@host`.
fn password(text: &str, sign: usize, start: usize) -> Option<Sighting> {
    let is_scheme = text
        .get(..sign)?
        .ends_with(|it: char| it.is_ascii_alphanumeric());
    let rest = text.get(start..)?;
    let near = rest.get(..rest.floor_char_boundary(AUTHORITY))?;
    let ends = |it: char| {
        it.is_whitespace() || matches!(it, '/' | '?' | '#' | '"' | '\'' | '<' | '>' | '`')
    };
    // A placeholder in angle brackets ends it too, and is no password.
    let authority = near.split(ends).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let is_stated = !password.is_empty()
        && !password.starts_with(['$', '<', '{', '%', '•'])
        && !password.bytes().all(|byte| b"*x.".contains(&byte))
        && !matches!(password, "password" | "pass" | "PASSWORD" | "PASS");
    let begin = start + name.len() + 1;
    (is_scheme && is_stated).then_some(Sighting {
        kind: SecretKind::Address,
        value: begin..begin + password.len(),
    })
}

/// The credential of an `Authorization` header that begins here.
fn header(text: &str, at: usize) -> Option<Sighting> {
    let named = text.get(at..at + NAME.len())?;
    if !named.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let blanks = |from: usize| run(text, from, 8, |byte| byte == b' ');
    let mut from = at + NAME.len();
    from += run(text, from, 1, |byte| matches!(byte, b'"' | b'\''));
    from += blanks(from);
    if !text.get(from..)?.starts_with([':', '=']) {
        return None;
    }
    from += 1;
    from += blanks(from);
    from += run(text, from, 1, |byte| matches!(byte, b'"' | b'\''));
    let scheme = run(text, from, 16, |byte| byte.is_ascii_alphabetic());
    let gap = blanks(from + scheme);
    if gap > 0 {
        from += scheme + gap;
    }
    let is_credential = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=:".contains(&byte);
    let length = run(text, from, HEADER, is_credential);
    let value = text.get(from..from + length)?;
    let is_stated = (SHORTEST..=HEADER).contains(&length)
        && !super::is_placeholder(value)
        && value.bytes().any(|byte| byte.is_ascii_digit());
    is_stated.then_some(Sighting {
        kind: SecretKind::Header,
        value: from..from + length,
    })
}
