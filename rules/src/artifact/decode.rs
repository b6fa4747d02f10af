//! Bytes to text: encodings, colour codes, and what is no text at all.

mod ansi;
mod magic;

use std::borrow::Cow;

use self::ansi::strip;
pub use self::magic::Archive;
use super::kind::Kind;
use super::{Effect, Problem};
use crate::span::Span;

/// How a file's bytes spell its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Marked,
    /// UTF-16, low byte first, as a shell on Windows writes it.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// A file's text, which every span of the report refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark and without colour codes.
    pub text: Cow<'a, str>,
    /// How the bytes spelt it.
    pub encoding: Encoding,
    /// What had to be replaced or left out.
    pub problems: Vec<Problem>,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// A container of other files.
    #[error("the file is a {0} archive; unpack it and add the files inside")]
    Archive(Archive),
    /// `offset` is the first zero byte, counting from 0.
    #[error("the file is binary: byte {offset} is zero")]
    Binary {
        /// The first zero byte, counting from 0.
        offset: usize,
    },
}

impl NotText {
    /// What the file is taken for.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Archive(_) => Kind::Archive,
            Self::Binary { .. } => Kind::Binary,
        }
    }
}

/// Reads bytes as text, as far as they are text.
///
/// # Errors
/// Archives and binary files have no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    if let Some(archive) = magic::archive(bytes) {
        return Err(NotText::Archive(archive));
    }
    let (encoding, spelt) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8Marked, utf8(rest, 3)?),
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, utf16(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, utf16(rest, u16::from_be_bytes)?),
        _ => (Encoding::Utf8, utf8(bytes, 0)?),
    };
    Ok(finish(encoding, spelt))
}

/// The same for bytes that are not needed any more: where they are UTF-8 they become the text.
///
/// # Errors
/// Archives and binary files have no text.
pub fn decode_owned(bytes: Vec<u8>) -> Result<(String, Vec<Problem>), NotText> {
    let Decoded { text, problems, .. } = decode(&bytes)?;
    let other = match text {
        Cow::Borrowed(text) if text.len() == bytes.len() => None,
        text => Some(text.into_owned()),
    };
    let text = match other {
        Some(text) => text,
        // All of it was text a moment ago.
        None => String::from_utf8(bytes).unwrap_or_default(),
    };
    Ok((text, problems))
}

/// Text with the first place where it had to be guessed.
struct Spelt<'a> {
    text: Cow<'a, str>,
    /// Where the first replacement stands in `text`, and what was wrong there.
    damage: Option<(usize, String)>,
}

fn finish(encoding: Encoding, spelt: Spelt<'_>) -> Decoded<'_> {
    let Spelt { text, damage } = spelt;
    let mut problems = Vec::new();
    let (text, removed) = strip(text, damage.as_ref().map(|(at, _)| *at));
    if let Some((at, message)) = damage {
        let start = text.floor_char_boundary(removed.mark.unwrap_or(at).min(text.len()));
        let end = text.ceil_char_boundary((start + 1).min(text.len()));
        problems.push(Problem::at(Span::new(start, end), Effect::Partial, message));
    }
    if removed.sequences > 0 {
        let message = format!("{} terminal colour codes were left out", removed.sequences);
        problems.push(Problem::whole(Effect::Note, message));
    }
    if text.trim().is_empty() {
        problems.push(Problem::whole(Effect::Unreadable, "the file is empty"));
    }
    Decoded {
        text,
        encoding,
        problems,
    }
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<Spelt<'_>, NotText> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(NotText::Binary {
            offset: at + skipped,
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Spelt {
            text: Cow::Borrowed(text),
            damage: None,
        }),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!(
                "byte {} is not UTF-8, so it and others like it were replaced",
                at + skipped
            );
            let text = Cow::Owned(String::from_utf8_lossy(bytes).into_owned());
            Ok(Spelt {
                text,
                damage: Some((at, message)),
            })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Spelt<'static>, NotText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut damage = None;
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok('\0') => return Err(NotText::Binary { offset: at }),
            Ok(char) => {
                text.push(char);
                at += char.len_utf16() * 2;
            }
            Err(_) => {
                damage.get_or_insert_with(|| (text.len(), half_a_pair(at)));
                text.push(char::REPLACEMENT_CHARACTER);
                at += 2;
            }
        }
    }
    if !rest.is_empty() {
        damage.get_or_insert_with(|| {
            (
                text.len(),
                format!("byte {at} is half a UTF-16 unit, so the end is cut off"),
            )
        });
    }
    Ok(Spelt {
        text: Cow::Owned(text),
        damage,
    })
}

fn half_a_pair(at: usize) -> String {
    format!("byte {at} begins half a UTF-16 pair, so it and others like it were replaced")
}

#[cfg(test)]
mod tests;
