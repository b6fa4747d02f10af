//! Mends JSON that docker-bench-security breaks: it pastes values unescaped, forgets commas,
//! and writes piece by piece, so that a killed run ends anywhere.

use super::origin::Origin;
use crate::artifact::{Effect, Problem};
use crate::span::Span;

/// A mended text, and what was mended.
pub(super) struct Repaired {
    pub(super) origin: Origin,
    pub(super) problems: Vec<Problem>,
}

/// Mends the JSON value `text`, which stands at `start` in the artifact.
pub(super) fn repair(text: &str, start: usize) -> Repaired {
    let mut mender = Mender {
        start,
        ..Mender::default()
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let rest = text.get(at + char.len_utf8()..).unwrap_or_default();
        if mender.in_string {
            let next = chars.peek().map(|(_, next)| *next);
            if mender.inside(char, at, next, rest)
                && let Some((at, escaped)) = chars.next()
            {
                mender.origin.push(escaped, start + at);
            }
        } else {
            mender.outside(char, at, rest);
        }
    }
    mender.finish(text.len())
}

#[derive(Default)]
struct Mender {
    origin: Origin,
    start: usize,
    in_string: bool,
    /// The closing brackets that are still to come.
    open: Vec<char>,
    /// The last character outside of strings that is not blank; a quote for a string.
    last: Option<char>,
    /// How long the text was and how many brackets were open after the last whole value.
    safe: (usize, usize),
    commas: Option<usize>,
    quotes: Option<usize>,
    brackets: Option<usize>,
}

impl Mender {
    /// Takes one character of a string; says whether the next one belongs to it.
    fn inside(&mut self, char: char, at: usize, next: Option<char>, rest: &str) -> bool {
        let outer = self.start + at;
        match char {
            '\\' if next.is_some_and(|next| "\"\\/bfnrtu".contains(next)) => {
                self.origin.push(char, outer);
                return true;
            }
            '"' if ends_string(rest) => {
                self.origin.push(char, outer);
                self.in_string = false;
                self.last = Some('"');
            }
            '"' | '\\' => {
                self.quotes.get_or_insert(outer);
                self.origin.insert('\\', outer);
                self.origin.push(char, outer);
            }
            '\n' => {
                self.quotes.get_or_insert(outer);
                self.origin.insert('"', outer);
                self.origin.push(char, outer);
                self.in_string = false;
                self.last = Some('"');
            }
            control if control < ' ' => {
                self.origin.push(' ', outer);
            }
            char => self.origin.push(char, outer),
        }
        false
    }

    fn outside(&mut self, char: char, at: usize, rest: &str) {
        let outer = self.start + at;
        match char {
            '{' | '[' => {
                self.separate(outer);
                self.origin.push(char, outer);
                self.open.push(if char == '{' { '}' } else { ']' });
            }
            '}' | ']' => {
                let Some(closing) = self.open.pop() else {
                    return;
                };
                if closing != char {
                    self.brackets.get_or_insert(outer);
                }
                self.origin.push(closing, outer);
                self.safe = (self.origin.text.len(), self.open.len());
            }
            '"' => {
                self.separate(outer);
                if self.open.last() == Some(&']') && is_key(rest) {
                    // A member without its object: the script repeats a result's end.
                    self.brackets.get_or_insert(outer);
                    self.origin.insert('{', outer);
                    self.open.push('}');
                }
                self.origin.push(char, outer);
                self.in_string = true;
            }
            ',' => {
                self.safe = (self.origin.text.len(), self.open.len());
                self.origin.push(char, outer);
            }
            char => self.origin.push(char, outer),
        }
        if !char.is_whitespace() {
            self.last = Some(char);
        }
    }

    /// Inserts the comma that is missing after a closed object or list.
    fn separate(&mut self, outer: usize) {
        if matches!(self.last, Some('}' | ']')) && !self.open.is_empty() {
            self.commas.get_or_insert(outer);
            self.safe = (self.origin.text.len(), self.open.len());
            self.origin.insert(',', outer);
        }
    }

    fn finish(mut self, length: usize) -> Repaired {
        let end = self.start + length;
        let mut problems = Vec::new();
        let mut note = |at: Option<usize>, effect, message: &str| {
            if let Some(at) = at {
                problems.push(Problem::at(Span::new(at, at), effect, message));
            }
        };
        note(
            self.commas,
            Effect::Note,
            "a comma is missing here and was put in",
        );
        note(
            self.quotes,
            Effect::Note,
            "a character in a string is not escaped and was",
        );
        note(
            self.brackets,
            Effect::Note,
            "a bracket is wrong or missing here and was put right",
        );
        if self.in_string || !self.open.is_empty() {
            let message = "the result is cut off here, so later checks are missing";
            note(Some(end), Effect::Partial, message);
            let (length, open) = self.safe;
            self.origin.truncate(length);
            self.open.truncate(open);
            while let Some(closing) = self.open.pop() {
                self.origin.insert(closing, end);
            }
        }
        Repaired {
            origin: self.origin,
            problems,
        }
    }
}

/// Whether what follows a quote shows that the quote ends its string.
fn ends_string(rest: &str) -> bool {
    let after = rest.trim_start();
    let breaks = rest
        .get(..rest.len() - after.len())
        .unwrap_or_default()
        .contains('\n');
    breaks || after.is_empty() || after.starts_with([',', ':', '}', ']'])
}

/// Whether the string that begins here is followed by a colon.
fn is_key(rest: &str) -> bool {
    // Keys are short words.
    let after = rest
        .char_indices()
        .take(40)
        .find(|(_, char)| matches!(char, '"' | '\n'));
    after.is_some_and(|(at, char)| {
        char == '"'
            && rest
                .get(at + 1..)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}
