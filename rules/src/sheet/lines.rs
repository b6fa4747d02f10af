//! A text's lines: where one begins, what else stands on it, and what tells of the whole text.

use super::{Refusal, Sheet};
use crate::span::Span;

/// A line behind which something can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where its content ends, before the line break.
    pub(super) end: usize,
    /// Where the next line begins; `None` where the text ends without a line break.
    pub(super) next: Option<usize>,
}

impl<'a> Sheet<'a> {
    /// How far what starts at `at` is indented, where nothing but dashes stands before it.
    pub(super) fn column(self, at: usize) -> Result<usize, Refusal> {
        let prefix = self.prefix(at);
        if prefix.bytes().all(|byte| matches!(byte, b' ' | b'-')) {
            Ok(prefix.len())
        } else {
            Err(Refusal::Layout)
        }
    }

    /// Where the line of what starts at `at` begins, where nothing stands before it.
    pub(super) fn own_line(self, at: usize) -> Result<usize, Refusal> {
        let prefix = self.prefix(at);
        if prefix.bytes().all(|byte| byte == b' ') {
            Ok(at - prefix.len())
        } else {
            Err(Refusal::Layout)
        }
    }

    /// The line's start up to `at`, cut short where it holds more than blanks and dashes: a
    /// line may be as long as the text.
    fn prefix(self, at: usize) -> &'a str {
        let before = self.text.get(..at).unwrap_or_default();
        let blank = before.trim_end_matches([' ', '-']);
        let start = if blank.is_empty() || blank.ends_with('\n') {
            blank.len()
        } else {
            blank.floor_char_boundary(blank.len() - 1)
        };
        before.get(start..).unwrap_or_default()
    }

    /// The line that a value ends on, with what belongs to it below: comments that are
    /// indented deeper than `column`, and blank lines where a value may keep them.
    pub(super) fn line_behind(self, end: usize, column: usize) -> Result<Line, Refusal> {
        let mut line = self.line_at(end);
        if !is_quiet(Span::new(end, line.end).of(self.text)) {
            return Err(Refusal::Layout);
        }
        let mut candidate = line;
        while let Some(start) = candidate.next {
            candidate = self.line_at(start);
            let content = Span::new(start, candidate.end).of(self.text);
            let trimmed = content.trim_start_matches(' ');
            if trimmed.is_empty() {
                if candidate.end == start && candidate.next.is_none() {
                    break;
                }
                if self.layout.keeps_blank_lines {
                    line = candidate;
                }
            } else if trimmed.starts_with('#') && content.len() - trimmed.len() > column {
                line = candidate;
            } else {
                break;
            }
        }
        Ok(line)
    }

    /// Where the lines that an entry or item stands on end, the break and what belongs to it
    /// below included: left behind, that could become part of a block scalar before them.
    pub(super) fn end_of_lines(self, end: usize, column: usize) -> Result<usize, Refusal> {
        let line = self.line_behind(end, column)?;
        Ok(line.next.unwrap_or(self.text.len()))
    }

    /// The line that holds the byte at `at`.
    pub(super) fn line_at(self, at: usize) -> Line {
        let rest = self.text.get(at..).unwrap_or_default();
        let length = rest.find('\n');
        let content = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let content = content.strip_suffix('\r').unwrap_or(content);
        Line {
            end: at + content.len(),
            next: length.map(|length| at + length + 1),
        }
    }
}

/// Whether nothing follows a value on its line but what may: the colon of a key without a
/// value, anchors, tags, the mark of a block scalar, and a comment.
fn is_quiet(rest: &str) -> bool {
    let behind_colon = rest.trim_start_matches([' ', '\t']).strip_prefix(':');
    let mut rest = behind_colon.unwrap_or(rest);
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        if trimmed.is_empty() {
            return true;
        }
        if trimmed.len() == rest.len() {
            return false;
        }
        if trimmed.starts_with('#') {
            return true;
        }
        if !trimmed.starts_with(['&', '!', '|', '>']) {
            return false;
        }
        let word = trimmed.find([' ', '\t']).unwrap_or(trimmed.len());
        rest = trimmed.get(word..).unwrap_or_default();
    }
}

/// The names that aliases refer to; what only looks like one does no harm.
pub(super) fn referred(text: &str) -> impl Iterator<Item = &str> {
    names(text, '*')
}

/// The names that anchors in a text set, or what looks like one.
pub(super) fn anchors(text: &str) -> impl Iterator<Item = &str> {
    names(text, '&')
}

fn names(text: &str, sign: char) -> impl Iterator<Item = &str> {
    text.match_indices(sign).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let opens = |c: char| c.is_whitespace() || matches!(c, '[' | '{' | ',' | ':' | '-');
        if !before.is_none_or(opens) {
            return None;
        }
        let rest = text.get(at + sign.len_utf8()..)?;
        let name = rest.split(is_end_of_name).next()?;
        (!name.is_empty()).then_some(name)
    })
}

/// Whether a character ends the name of an anchor.
pub(super) fn is_end_of_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}')
}

/// Whether a block scalar says that the blank lines behind it are its own.
pub(super) fn keeps_blank_lines(text: &str) -> bool {
    text.match_indices('+').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let width = |c: char| matches!(c, '1'..='9');
        let before = before.strip_suffix(width).unwrap_or(before);
        before.ends_with(['|', '>'])
    })
}

/// Whether a line begins with what template languages begin with.
pub(super) fn is_template(text: &str) -> bool {
    // Most texts hold none of them anywhere, which is soon seen.
    let marks = ["{{", "{%", "<%"];
    marks.iter().any(|mark| text.contains(mark))
        && text.lines().any(|line| {
            let line = line.trim_start();
            marks.iter().any(|mark| line.starts_with(mark))
        })
}

pub(super) fn is_indented_with_tabs(text: &str) -> bool {
    text.contains('\t')
        && text.lines().any(|line| {
            let content = line.trim_start_matches([' ', '\t']);
            let indent = line.len() - content.len();
            !content.is_empty() && line.get(..indent).is_some_and(|it| it.contains('\t'))
        })
}

/// Whether a carriage return alone ends a line.
pub(super) fn has_bare_returns(text: &str) -> bool {
    let mut returns = text.match_indices('\r');
    returns.any(|(at, _)| {
        !text
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with('\n'))
    })
}
