//! What a word is made of: literal text, variables and substitutions between quotes.

use std::ops::Range;

/// A run of a word's text; quotes and escapes lie between the runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The bytes that remain once quotes are removed.
    pub(super) range: Range<usize>,
    pub(super) kind: PartKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Literal,
    /// `$name`, `${…}` or `$(( … ))`.
    Variable,
    /// A command's output.
    Substitution,
    /// `<( … )` or `>( … )`.
    Process,
}

/// A word taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) runs: Vec<Part>,
    /// The scripts inside substitutions, without their parentheses.
    pub(super) scripts: Vec<Range<usize>>,
    pub(super) is_quoted: bool,
    /// Where a string with `$'` begins.
    pub(super) ansi: Option<usize>,
}

impl Parts {
    fn push(&mut self, range: Range<usize>, kind: PartKind) {
        if range.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.range.end == range.start
            && last.kind == PartKind::Literal
            && kind == PartKind::Literal
        {
            last.range.end = range.end;
            return;
        }
        self.runs.push(Part { range, kind });
    }

    /// Whether a part of this kind is in the word.
    pub(super) fn has(&self, kind: PartKind) -> bool {
        self.runs.iter().any(|part| part.kind == kind)
    }

    /// The word's text without quotes and escapes.
    pub(super) fn text(&self, word: &str) -> String {
        let runs = self.runs.iter();
        runs.filter_map(|part| word.get(part.range.clone()))
            .collect()
    }
}

/// Takes one word apart. Quotes that never close reach to its end.
pub(super) fn parts(word: &str) -> Parts {
    let bytes = word.as_bytes();
    let mut found = Parts::default();
    let mut in_double = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' if !in_double => {
                let end = find(bytes, at + 1, b'\'');
                found.is_quoted = true;
                found.push(at + 1..end, PartKind::Literal);
                at = end + 1;
            }
            b'"' => {
                in_double = !in_double;
                found.is_quoted = true;
                at += 1;
            }
            b'\\' => at = escape(word, at, in_double, &mut found),
            b'$' => at = dollar(word, at, in_double, &mut found),
            b'`' => {
                let end = skip(bytes, at, bytes.len());
                let inner = at + 1..end.saturating_sub(1).max(at + 1);
                found.scripts.push(inner);
                found.push(at..end, PartKind::Substitution);
                at = end;
            }
            b'<' | b'>' if !in_double && bytes.get(at + 1) == Some(&b'(') => {
                let end = skip(bytes, at + 1, bytes.len());
                found.scripts.push(inside(bytes, at + 2, end));
                found.push(at..end, PartKind::Process);
                at = end;
            }
            _ => {
                let stop =
                    |byte: &u8| matches!(byte, b'\'' | b'"' | b'\\' | b'$' | b'`' | b'<' | b'>');
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let end = rest
                    .iter()
                    .position(stop)
                    .map_or(bytes.len(), |next| at + 1 + next);
                found.push(at..end, PartKind::Literal);
                at = end;
            }
        }
    }
    found
}

/// Reads what a backslash escapes; the offset is where reading goes on.
fn escape(word: &str, at: usize, in_double: bool, found: &mut Parts) -> usize {
    let Some(next) = word.get(at + 1..).and_then(|rest| rest.chars().next()) else {
        found.push(at..at + 1, PartKind::Literal);
        return at + 1;
    };
    let end = at + 1 + next.len_utf8();
    if next == '\n' {
        return end;
    }
    if in_double && !matches!(next, '$' | '`' | '"' | '\\') {
        found.push(at..end, PartKind::Literal);
    } else {
        found.push(at + 1..end, PartKind::Literal);
    }
    end
}

/// Reads what a dollar sign begins; the offset is where reading goes on.
fn dollar(word: &str, at: usize, in_double: bool, found: &mut Parts) -> usize {
    let bytes = word.as_bytes();
    match bytes.get(at + 1) {
        Some(b'(') => {
            let end = skip(bytes, at + 1, bytes.len());
            if bytes.get(at + 2) == Some(&b'(') && bytes.get(end.saturating_sub(2)) == Some(&b')') {
                nested_scripts(bytes, at + 3..end, &mut found.scripts);
                found.push(at..end, PartKind::Variable);
            } else {
                found.scripts.push(inside(bytes, at + 2, end));
                found.push(at..end, PartKind::Substitution);
            }
            end
        }
        Some(b'{') => {
            let end = skip(bytes, at + 1, bytes.len());
            let before = found.scripts.len();
            nested_scripts(bytes, at + 2..end, &mut found.scripts);
            let kind = if found.scripts.len() > before {
                PartKind::Substitution
            } else {
                PartKind::Variable
            };
            found.push(at..end, kind);
            end
        }
        Some(b'\'') if !in_double => {
            let end = ansi_end(bytes, at + 2);
            found.is_quoted = true;
            found.ansi.get_or_insert(at);
            found.push(at + 2..end, PartKind::Literal);
            end + 1
        }
        // A string to be translated; the quote itself is read next.
        Some(b'"') if !in_double => at + 1,
        Some(first) if first.is_ascii_alphabetic() || *first == b'_' => {
            let rest = bytes.get(at + 1..).unwrap_or_default();
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
            let length = rest.iter().take_while(|byte| is_name(byte)).count();
            found.push(at..at + 1 + length, PartKind::Variable);
            at + 1 + length
        }
        Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => {
            found.push(at..at + 2, PartKind::Variable);
            at + 2
        }
        _ => {
            found.push(at..at + 1, PartKind::Literal);
            at + 1
        }
    }
}

/// The substitutions in a text that is otherwise no command, such as a here-document.
pub(super) fn nested_scripts(bytes: &[u8], range: Range<usize>, scripts: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    while at < range.end {
        let next = |offset: usize| bytes.get(at + offset).copied();
        match next(0) {
            Some(b'\\') => at += 2,
            Some(b'$') if next(1) == Some(b'(') && next(2) != Some(b'(') => {
                let end = skip(bytes, at + 1, range.end);
                scripts.push(inside(bytes, at + 2, end));
                at = end;
            }
            Some(b'`') => {
                let end = skip(bytes, at, range.end);
                scripts.push(at + 1..end.saturating_sub(1).max(at + 1));
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// The range up to `end` without the parenthesis that closes it, if one does.
fn inside(bytes: &[u8], start: usize, end: usize) -> Range<usize> {
    let is_closed = end > start && bytes.get(end - 1) == Some(&b')');
    start..if is_closed { end - 1 } else { end.max(start) }
}

/// Where the construct that opens at `at` with `(`, `{` or a backtick is closed, one past its
/// last byte; `limit` where it never is. One pass, whatever is nested in it.
pub(super) fn skip(bytes: &[u8], at: usize, limit: usize) -> usize {
    let mut open: Vec<u8> = Vec::new();
    let mut at = at;
    while at < limit {
        let Some(&byte) = bytes.get(at) else { break };
        let top = open.last().copied();
        let is_double = top == Some(b'"');
        match byte {
            b'\\' => at += 1,
            b'\'' if !is_double => at = find(bytes, at + 1, b'\''),
            b'"' if is_double => {
                open.pop();
            }
            b'"' => open.push(b'"'),
            b'`' if top == Some(b'`') => {
                open.pop();
            }
            b'`' => open.push(b'`'),
            b'(' if !is_double || previous(bytes, at) == Some(b'$') => open.push(b')'),
            b'{' if open.is_empty() || previous(bytes, at) == Some(b'$') => open.push(b'}'),
            b')' | b'}' if top == Some(byte) => {
                open.pop();
            }
            _ => {}
        }
        at += 1;
        if open.is_empty() {
            return at.min(limit);
        }
    }
    limit
}

fn previous(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at.checked_sub(1)?).copied()
}

/// The offset of the next `wanted` byte, or the end.
pub(super) fn find(bytes: &[u8], at: usize, wanted: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let found = rest.iter().position(|byte| *byte == wanted);
    found.map_or(bytes.len(), |offset| at + offset)
}

/// Where a string with `$'` ends, its quote not counted.
fn ansi_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
