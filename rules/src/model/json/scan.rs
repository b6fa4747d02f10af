//! Walks over JSON by its brackets and quotes, in one pass and without a stack.

use crate::span::Span;

/// Where a value ends, and whether it was whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// One past its last byte.
    pub(super) at: usize,
    /// Whether the text ended first.
    pub(super) is_cut: bool,
}

/// What JSON takes for a blank; no other white space counts, or a walk would stand still on it.
const BLANKS: &[u8] = b" \n\r\t";
/// What ends a number or a word.
const ENDS: &[u8] = b",:{}[]\" \n\r\t";

/// One past the blanks from `at` on.
pub(super) fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let blanks = rest.iter().position(|byte| !BLANKS.contains(byte));
    at + blanks.unwrap_or(rest.len())
}

/// The end of the string whose quote stands at `at`.
///
/// A line break ends a string too: JSON has none in strings, so the quote was lost.
pub(super) fn skip_string(bytes: &[u8], at: usize) -> End {
    let mut at = at + 1;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(step) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
            return End {
                at: bytes.len(),
                is_cut: true,
            };
        };
        at += step;
        match bytes.get(at) {
            Some(b'"') => {
                return End {
                    at: at + 1,
                    is_cut: false,
                };
            }
            Some(b'\\') if bytes.get(at + 1) != Some(&b'\n') => at = (at + 2).min(bytes.len()),
            Some(b'\\') => at += 1,
            _ => return End { at, is_cut: false },
        }
    }
}

/// The end of the value that begins at `at`.
pub(super) fn skip_value(bytes: &[u8], at: usize) -> End {
    match bytes.get(at) {
        Some(b'"') => skip_string(bytes, at),
        Some(b'{' | b'[') => skip_brackets(bytes, at),
        _ => {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().position(|byte| ENDS.contains(byte));
            End {
                at: at + length.unwrap_or(rest.len()),
                is_cut: length.is_none(),
            }
        }
    }
}

fn skip_brackets(bytes: &[u8], mut at: usize) -> End {
    // Which bracket closes which is not checked: one wrong bracket must not hide the rest.
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at).at;
                continue;
            }
            // Documents are indented for people: a tenth of them and more is blanks.
            b' ' if bytes.get(at..at + 8) == Some(b"        ") => {
                at += 8;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return End {
                        at: at + 1,
                        is_cut: false,
                    };
                }
            }
            _ => {}
        }
        at += 1;
    }
    End { at, is_cut: true }
}

/// The items of a list, each as the place of its value.
pub(super) struct Items<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether the text ended inside the last item.
    pub(super) is_cut: bool,
    /// One past the closing bracket, once it was met.
    pub(super) closed: Option<usize>,
}

impl<'a> Items<'a> {
    /// The items of the list at `list`; no items where `list` holds none.
    pub(super) fn new(text: &'a str, list: Span) -> Self {
        let bytes = text.as_bytes().get(..list.end).unwrap_or_default();
        let is_list = bytes.get(list.start) == Some(&b'[');
        let at = if is_list { list.start + 1 } else { bytes.len() };
        Self {
            bytes,
            at,
            is_cut: false,
            closed: None,
        }
    }
}

impl Items<'_> {
    /// Where the next item begins.
    pub(super) fn begin(&mut self) -> Option<usize> {
        loop {
            self.at = skip_blanks(self.bytes, self.at);
            match self.bytes.get(self.at)? {
                b']' | b'}' => {
                    self.closed = Some(self.at + 1);
                    self.at = self.bytes.len();
                    return None;
                }
                b',' | b':' => self.at += 1,
                _ => return Some(self.at),
            }
        }
    }

    /// Goes on where the item that began last ends.
    pub(super) const fn end(&mut self, end: End) {
        self.at = end.at;
        self.is_cut = end.is_cut;
    }
}

impl Iterator for Items<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.begin()?;
        let end = skip_value(self.bytes, start);
        self.end(end);
        Some(Span::new(start, end.at))
    }
}

/// The members of an object, each as the places of its key, with quotes, and its value.
pub(super) struct Members<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Members<'a> {
    /// The members of the object at `object`; none where `object` holds none.
    pub(super) fn new(text: &'a str, object: Span) -> Self {
        let bytes = text.as_bytes().get(..object.end).unwrap_or_default();
        let is_object = bytes.get(object.start) == Some(&b'{');
        Self {
            bytes,
            at: if is_object {
                object.start + 1
            } else {
                bytes.len()
            },
        }
    }
}

impl Iterator for Members<'_> {
    type Item = (Span, Span);

    fn next(&mut self) -> Option<(Span, Span)> {
        loop {
            self.at = skip_blanks(self.bytes, self.at);
            match self.bytes.get(self.at)? {
                b'"' => {}
                b'}' | b']' => {
                    self.at = self.bytes.len();
                    return None;
                }
                b',' | b':' => {
                    self.at += 1;
                    continue;
                }
                // A value without a key: damage, passed over.
                _ => {
                    self.at = skip_value(self.bytes, self.at).at;
                    continue;
                }
            }
            let key = Span::new(self.at, skip_string(self.bytes, self.at).at);
            self.at = skip_blanks(self.bytes, key.end);
            if self.bytes.get(self.at) != Some(&b':') {
                continue;
            }
            let start = skip_blanks(self.bytes, self.at + 1);
            self.at = skip_value(self.bytes, start).at;
            return Some((key, Span::new(start, self.at)));
        }
    }
}
