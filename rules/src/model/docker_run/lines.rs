//! Lines, and where a command that goes on over several of them ends.

use crate::span::Span;

/// How many lines an open quote may carry a command on.
const LONGEST: usize = 64;

/// A line with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'t str,
    /// One past its line break.
    pub(super) next: usize,
}

/// The lines of a part of a text.
pub(super) fn lines(text: &str, span: Span) -> Vec<Line<'_>> {
    let mut at = span.start;
    let mut lines = Vec::new();
    for line in span.of(text).split_inclusive('\n') {
        let next = at + line.len();
        lines.push(Line {
            start: at,
            text: line.trim_end_matches(['\n', '\r']),
            next,
        });
        at = next;
    }
    lines
}

/// Where the command that begins on a line ends, as the index of its last line.
pub(super) fn last_line(lines: &[Line<'_>], first: usize) -> usize {
    let mut quotes = Quotes::default();
    let mut at = first;
    let mut last = None;
    while let Some(line) = lines.get(at) {
        quotes.pass(line.text);
        let goes_on = continues(line.text);
        if !goes_on {
            last.get_or_insert(at);
            if !quotes.is_open() {
                return at;
            }
        }
        // A quote that never closes is an apostrophe.
        if at >= first + LONGEST
            && let Some(last) = last
        {
            return last;
        }
        at += 1;
    }
    last.unwrap_or_else(|| at.saturating_sub(1).max(first))
}

/// Whether a line's end says that the next one belongs to it.
pub(super) fn continues(line: &str) -> bool {
    let backslashes = line.len() - line.trim_end_matches('\\').len();
    backslashes % 2 == 1 || continues_in_windows(line)
}

/// The same for `PowerShell` and `cmd`.
pub(super) fn continues_in_windows(line: &str) -> bool {
    line.ends_with(" `") || line.ends_with(" ^") || line == "`" || line == "^"
}

#[derive(Default)]
struct Quotes {
    open: Option<char>,
}

impl Quotes {
    const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn pass(&mut self, line: &str) {
        let mut chars = line.chars();
        while let Some(char) = chars.next() {
            match (self.open, char) {
                (None | Some('"'), '\\') => {
                    chars.next();
                }
                (None, '"' | '\'') => self.open = Some(char),
                (Some(open), char) if open == char => self.open = None,
                (None | Some(_), _) => {}
            }
        }
    }
}
