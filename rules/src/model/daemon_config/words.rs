//! A command line in words, as systemd and shells take it apart.

use crate::span::Span;

/// Words that are read at most of one command line.
pub(super) const MOST: usize = 10_000;

/// One word of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word without quotes.
    pub(super) text: String,
    /// Where it stands, quotes included.
    pub(super) span: Span,
    /// Whether all of it stands in the text as it is, so that a part of the word has a place.
    pub(super) is_plain: bool,
    /// Whether a `$` in it stands for a variable: not in single quotes, and not escaped.
    pub(super) has_variable: bool,
}

impl Word {
    /// A word that stands in the text without quotes.
    pub(super) fn plain(text: &str, span: Span) -> Self {
        Self {
            text: text.to_owned(),
            span,
            is_plain: true,
            has_variable: false,
        }
    }

    /// The place of the part of the word from this byte on.
    pub(super) fn from(&self, byte: usize) -> Span {
        if self.is_plain {
            Span::new(self.span.start + byte, self.span.end)
        } else {
            self.span
        }
    }

    /// The place of what stands between the quotes around the word, where one pair of quotes or
    /// none is around all of it, so that it can be taken apart again.
    pub(super) fn inside(&self, text: &str) -> Option<Span> {
        let written = self.span.of(text);
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return (written == self.text).then_some(self.span);
        };
        let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
        let ends = inner.match_indices(quote);
        let is_escaped = |at: usize| inner.get(..at).is_some_and(|it| it.ends_with('\\'));
        let is_one = ends.into_iter().all(|(at, _)| is_escaped(at));
        is_one.then(|| Span::new(self.span.start + 1, self.span.end - 1))
    }
}

/// The words in a part of a text; a backslash in front of a line break joins lines.
pub(super) fn split(text: &str, part: Span) -> Vec<Word> {
    let bytes = part.of(text).as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while words.len() < MOST {
        at = skip_blanks(bytes, at);
        if at >= bytes.len() {
            break;
        }
        let (word, end) = word(text, part.start, bytes, at);
        words.push(word);
        // A word has at least one byte, so the walk goes on.
        at = end.max(at + 1);
    }
    words
}

/// The word that begins at a byte of a text.
pub(super) fn first(text: &str, at: usize) -> Option<Word> {
    let bytes = text.get(at..)?.as_bytes();
    (!bytes.is_empty()).then(|| word(text, at, bytes, 0).0)
}

/// Blanks, joined lines, and lines of comment between joined lines.
fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [b'\\', b'\n', ..] => at = skip_comments(bytes, at + 2),
            [b'\\', b'\r', b'\n', ..] => at = skip_comments(bytes, at + 3),
            [b' ' | b'\t' | b'\r' | b'\n', ..] => at += 1,
            _ => return at,
        }
    }
}

fn skip_comments(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let blanks = blanks.count();
        if !matches!(rest.get(blanks), Some(b'#' | b';')) {
            return at;
        }
        let line = rest.iter().position(|byte| *byte == b'\n');
        at += line.map_or(rest.len(), |line| line + 1);
    }
}

fn word(text: &str, offset: usize, bytes: &[u8], start: usize) -> (Word, usize) {
    let mut content = Vec::new();
    let mut quote = None;
    let (mut is_plain, mut has_variable) = (true, false);
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let is_single = quote == Some(b'\'');
        match byte {
            b'\\' if !is_single => {
                let next = bytes.get(at + 1).copied();
                if quote.is_none() && matches!(next, Some(b'\n' | b'\r') | None) {
                    break;
                }
                is_plain = false;
                // In double quotes a backslash keeps itself in front of most characters.
                let keeps = quote.is_some() && !matches!(next, Some(b'"' | b'\\' | b'$' | b'\n'));
                if keeps {
                    content.push(b'\\');
                }
                content.extend(next.filter(|next| *next != b'\n'));
                at += 2;
                continue;
            }
            b'"' | b'\'' if quote == Some(*byte) => (quote, is_plain) = (None, false),
            b'"' | b'\'' if quote.is_none() => (quote, is_plain) = (Some(*byte), false),
            b' ' | b'\t' | b'\r' | b'\n' if quote.is_none() => break,
            byte => {
                has_variable |= *byte == b'$' && !is_single;
                content.push(*byte);
            }
        }
        at += 1;
    }
    let end = at.min(bytes.len());
    let span = Span::new(
        text.floor_char_boundary(offset + start),
        text.ceil_char_boundary(offset + end),
    );
    let word = Word {
        text: String::from_utf8_lossy(&content).into_owned(),
        span,
        is_plain,
        has_variable,
    };
    (word, end)
}
