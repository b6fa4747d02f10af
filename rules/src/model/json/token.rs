//! The words of JSON: strings, numbers and what stands between them.

use super::Damage;

/// A string that was passed over.
pub(super) struct Passed {
    /// One past its closing quote.
    pub(super) end: usize,
    /// Whether anything in it is escaped.
    pub(super) is_escaped: bool,
}

/// Eight bytes side by side, each in its own lane of a number.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each lane.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// One past the blanks from `at` on. Documents are indented for people: a tenth of them and more
/// is blanks.
#[inline]
pub(super) fn blanks(bytes: &[u8], mut at: usize) -> usize {
    loop {
        // Of eight bytes those before the first that is no space.
        if let Some(eight) = eight(bytes, at) {
            let others = eight ^ (ONES * u64::from(b' '));
            at += (others.trailing_zeros() / 8) as usize;
            if others == 0 {
                continue;
            }
        }
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

/// Passes over the string whose quote stands at `at`.
#[inline]
pub(super) fn string(bytes: &[u8], at: usize) -> Result<Passed, Damage> {
    let mut at = at + 1;
    let mut is_escaped = false;
    loop {
        at = plain(bytes, at);
        match bytes.get(at) {
            Some(b'"') => {
                let end = at + 1;
                return Ok(Passed { end, is_escaped });
            }
            Some(b'\\') => {
                is_escaped = true;
                at += match bytes.get(at + 1) {
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                    Some(b'u') if is_hexadecimal(bytes, at + 2) => 6,
                    _ => return Err(Damage::Invalid(at)),
                };
            }
            _ => return Err(Damage::Invalid(at)),
        }
    }
}

fn is_hexadecimal(bytes: &[u8], at: usize) -> bool {
    let digits = bytes.get(at..at + 4);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// The first byte from `at` on that is a quote, a backslash or a control character.
#[inline]
fn plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = eight(bytes, at) {
        // With one bit turned a quote stands just behind the control characters.
        let turned = eight ^ (ONES * 2);
        let low = turned.wrapping_sub(ONES * 0x21) & !turned;
        let slashes = eight ^ (ONES * u64::from(b'\\'));
        let slashes = slashes.wrapping_sub(ONES) & !slashes;
        // A lane's highest bit says that it was one of these, or stands behind one that was.
        let found = (low | slashes) & HIGH;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let step = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    at + step.unwrap_or(rest.len())
}

#[inline]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// One past the number or word that begins at `at`.
pub(super) fn scalar(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let rest = bytes.get(at..).unwrap_or_default();
    for word in [&b"null"[..], b"true", b"false"] {
        if rest.starts_with(word) {
            return Ok(at + word.len());
        }
    }
    number(bytes, at)
}

fn number(bytes: &[u8], mut at: usize) -> Result<usize, Damage> {
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Ok(at)
}

/// One past the digits at `at`, of which there must be one.
fn digits(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let rest = bytes.get(at..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return Err(Damage::Invalid(at));
    }
    Ok(at + count)
}
