//! Private keys in their wrappings.

use std::sync::LazyLock;

use memchr::memmem::{self, Finder};

use super::{Looked, SecretKind, Sighting};

/// How a header begins.
pub(super) const BEGIN: &str = "-----BEGIN ";
/// Looks for where one begins.
static HEADERS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(BEGIN));
/// How a key in `PuTTY`'s own format begins.
pub(super) const PUTTY: &str = "PuTTY-User-Key-File-";
/// How far a header reaches, in bytes: the longest kind of key has a shorter one.
const HEADER: usize = 64;
/// How far behind its header a key begins.
const REACH: usize = 400;
/// The shortest line of a key; a mere mention of a header has no such line behind it.
const KEY_LINE: usize = 40;

/// Whether a value begins with a private key's header.
pub(super) fn is_key_header(value: &str) -> bool {
    let begin = HEADERS.find(value.as_bytes());
    begin.and_then(|at| header_end(value, at)).is_some()
}

/// The key that stands between two headers, the first of which may begin here.
pub(super) fn wrapped(text: &str, at: usize) -> Looked {
    let is_header = text.get(at..).is_some_and(|rest| rest.starts_with(BEGIN));
    let header = is_header.then(|| header_end(text, at)).flatten();
    let header = header.filter(|header| has_key_line(text, *header));
    Looked::at(header.map(|header| key(at..end_of_key(text, header))))
}

/// The first key in `PuTTY`'s own format, up to the end of its private part.
pub(super) fn putty(text: &str, at: usize) -> Looked {
    let rest = text.get(at..).unwrap_or_default();
    if !rest.starts_with(PUTTY) {
        return Looked::nothing();
    }
    let found = memmem::find(rest.as_bytes(), b"Private-Lines:").map(|lines| {
        let lines = at + lines;
        key(at..lines + private_lines(text.get(lines..).unwrap_or_default()))
    });
    Looked {
        found,
        until: text.len(),
    }
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
    let longest = lines.max_by_key(|line| (line.len(), *line));
    longest.is_some_and(|line| {
        let has = |belongs: fn(char) -> bool| line.contains(belongs);
        line.len() >= KEY_LINE
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
    let Some(close) = memmem::find(rest.as_bytes(), b"-----END ") else {
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
