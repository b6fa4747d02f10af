//! Private keys in their wrappings.

use super::{Letters, SecretKind, Sighting};

const BEGIN: &str = "-----BEGIN ";
/// How a key in `PuTTY`'s own format begins.
const PUTTY: &str = "PuTTY-User-Key-File-";
/// How far a header reaches, in bytes: the longest kind of key has a shorter one.
const HEADER: usize = 64;
/// How far behind its header a key begins.
const REACH: usize = 400;
/// The shortest line of a key; a mere mention of a header has no such line behind it.
const KEY_LINE: usize = 40;

/// Whether a value begins with a private key's header.
pub(super) fn is_key_header(value: &str) -> bool {
    value
        .find(BEGIN)
        .and_then(|at| header_end(value, at))
        .is_some()
}

/// Private keys in a text, each from its header to its end.
pub(super) fn sightings(text: &str, letters: &Letters) -> Vec<Sighting> {
    let mut found = Vec::new();
    if letters.may_spell(BEGIN) {
        wrapped_keys(text, &mut found);
    }
    if letters.may_spell(PUTTY) {
        found.extend(putty_key(text));
    }
    found
}

/// Adds the keys that stand between two headers.
fn wrapped_keys(text: &str, found: &mut Vec<Sighting>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(BEGIN)) {
        let start = from + at;
        from = start + BEGIN.len();
        let Some(header) = header_end(text, start) else {
            continue;
        };
        if has_key_line(text, header) {
            let end = end_of_key(text, header);
            from = end.max(from);
            found.push(key(start..end));
        }
    }
}

/// The first key in `PuTTY`'s own format, up to the end of its private part.
fn putty_key(text: &str) -> Option<Sighting> {
    let start = text.find(PUTTY)?;
    let lines = start + text.get(start..)?.find("Private-Lines:")?;
    Some(key(start..lines + private_lines(text.get(lines..)?)))
}

fn key(value: std::ops::Range<usize>) -> Sighting {
    Sighting {
        kind: SecretKind::PrivateKey,
        value,
    }
}

/// Where the header that begins here ends, if it is a private key's.
fn header_end(text: &str, start: usize) -> Option<usize> {
    let name = start + BEGIN.len();
    let rest = text.get(name..)?;
    let near = rest.get(..rest.floor_char_boundary(HEADER))?;
    let (kind, _) = near.split_once("-----")?;
    let is_name = kind
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte == b' ');
    (is_name && kind.contains("PRIVATE KEY")).then_some(name + kind.len() + "-----".len())
}

/// Whether a run of base64 stands near behind the header, of letters of both cases.
fn has_key_line(text: &str, header: usize) -> bool {
    let rest = text.get(header..).unwrap_or_default();
    let near = rest
        .get(..rest.floor_char_boundary(REACH))
        .unwrap_or_default();
    let near = near.split("-----").next().unwrap_or_default();
    // In a string of one line its line breaks are written out.
    let lines = near.split(|letter: char| !is_base64(letter));
    let mut longest = lines.map(|line| (line.len(), line)).collect::<Vec<_>>();
    longest.sort_unstable();
    longest.last().is_some_and(|(length, line)| {
        let has = |belongs: fn(char) -> bool| line.contains(belongs);
        *length >= KEY_LINE
            && has(|it| it.is_ascii_uppercase())
            && has(|it| it.is_ascii_lowercase())
    })
}

const fn is_base64(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=')
}

/// Behind the last line of the key; the end of the text where none closes it.
fn end_of_key(text: &str, header: usize) -> usize {
    let rest = text.get(header..).unwrap_or_default();
    let Some(close) = rest.find("-----END ") else {
        return text.len();
    };
    let after = header + close + "-----END ".len();
    let name = text.get(after..).unwrap_or_default();
    let name = name
        .get(..name.floor_char_boundary(HEADER))
        .unwrap_or_default();
    name.find("-----")
        .map_or(after, |at| after + at + "-----".len())
}

/// How long the part of a `PuTTY` key that is private is, from its heading on.
fn private_lines(text: &str) -> usize {
    let mut length = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_key = line.trim_end().chars().all(is_base64) && !line.trim().is_empty();
        if number > 0 && !is_key {
            break;
        }
        length += line.len();
    }
    length
}
