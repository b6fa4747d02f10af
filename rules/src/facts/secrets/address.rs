//! Passwords in addresses and in `Authorization` headers.

use super::{Looked, SecretKind, Sighting, run};

/// The longest part of an address before its host.
const AUTHORITY: usize = 512;
/// The longest header value that is looked at.
const HEADER: usize = 1024;
/// The shortest credential of a header.
const SHORTEST: usize = 8;

/// What stands between the scheme of an address and its host.
pub(super) const SIGN: &str = "://";

/// The name of the header.
const NAME: &str = "authorization";

/// How it begins, whatever is written large.
pub(super) const NAMES: [&str; 8] = ["aut", "Aut", "aUt", "auT", "AUt", "AuT", "aUT", "AUT"];

/// The password of the address whose `://` may stand here.
pub(super) fn password(text: &str, at: usize) -> Looked {
    let start = at + SIGN.len();
    let is_sign = text.get(at..start) == Some(SIGN);
    Looked::one(is_sign.then(|| password_of(text, at, start)).flatten())
}

/// The credential of an `Authorization` header that may begin here.
pub(super) fn header(text: &str, at: usize) -> Looked {
    Looked::one(credential(text, at))
}

/// The password of the address whose `://` stands at `sign`: `scheme://user:password@host`.
fn password_of(text: &str, sign: usize, start: usize) -> Option<Sighting> {
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

/// The same, where it is one.
fn credential(text: &str, at: usize) -> Option<Sighting> {
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
