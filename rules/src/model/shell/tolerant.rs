//! Scripts that follow no grammar, split into commands all the same.
//!
//! Quotes, operators, comments and here-documents are known, nothing else: a keyword in a
//! command's place is dropped and what follows it is read as a command.

use super::collect::{Collector, Place, Redirected, Simple};
use super::parts;
use super::{Joiner, Operator, Source};

/// Words that stand before a command and are none.
const KEYWORDS: [&str; 14] = [
    "if", "then", "elif", "else", "fi", "do", "done", "while", "until", "esac", "{", "}", "!", "[[",
];

/// Splits a script and hands its commands to the collector.
pub(super) fn read(source: &Source, place: &Place, collector: &mut Collector) {
    let text = source.as_str();
    let mut splitter = Splitter {
        text,
        at: 0,
        part: Simple::default(),
        parts: Vec::new(),
        documents: Vec::new(),
        ignores_line: false,
        pending: None,
        quotes_escape: is_left_open(text) && text.contains("\\'"),
    };
    let mut place = place.clone();
    loop {
        let ended = splitter.step();
        let Some(joiner) = ended else { continue };
        splitter.end_part();
        if joiner != End::Pipe {
            let elements = std::mem::take(&mut splitter.parts);
            pipeline(&elements, source, &place, collector);
        }
        place.joined_by = match joiner {
            End::Pipe => place.joined_by,
            End::List(joined_by) => joined_by,
            End::Text => return,
        };
    }
}

/// What ends a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Pipe,
    List(Joiner),
    Text,
}

fn pipeline(elements: &[Simple], source: &Source, place: &Place, collector: &mut Collector) {
    let ranges = elements.iter().flat_map(|element| {
        let assigned = element
            .assignments
            .iter()
            .map(|(name, value)| name.start..value.end);
        assigned.chain(element.words.iter().cloned())
    });
    let Some(whole) = ranges.reduce(|all, next| all.start.min(next.start)..all.end.max(next.end))
    else {
        return;
    };
    let mut place = place.clone();
    place.pipeline = collector.pipeline(source.span(whole), elements.len(), &place);
    for (position, element) in elements.iter().enumerate() {
        place.position = position;
        collector.simple(element, source, &place);
    }
}

struct Splitter<'t> {
    text: &'t str,
    at: usize,
    /// The command being read.
    part: Simple,
    /// The commands before it in the same pipeline.
    parts: Vec<Simple>,
    /// Here-documents whose text begins on the next line: the word that ends each.
    documents: Vec<String>,
    /// Whether the rest of the command is names and words of `for` or `case`.
    ignores_line: bool,
    /// A redirection whose target comes next.
    pending: Option<(Operator, Option<u32>)>,
    /// Whether a backslash keeps a single quote from closing. No shell reads it so; where its
    /// own reading leaves a quote open, it is what the author took for granted.
    quotes_escape: bool,
}

impl Splitter<'_> {
    fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + offset).copied()
    }

    /// Reads one token; what it ends, if it ends a command.
    fn step(&mut self) -> Option<End> {
        let Some(byte) = self.byte(0) else {
            return Some(End::Text);
        };
        let next = self.byte(1);
        let (length, end) = match (byte, next) {
            (b'\\', Some(b'\n')) => (2, None),
            (b' ' | b'\t' | b'\r', _) => (1, None),
            (b'#', _) => {
                self.at = parts::find(self.text.as_bytes(), self.at, b'\n');
                return None;
            }
            (b'\n', _) => {
                self.at += 1;
                self.skip_documents();
                return Some(End::List(Joiner::Newline));
            }
            (b'&', Some(b'&')) => (2, Some(End::List(Joiner::And))),
            (b'|', Some(b'|')) => (2, Some(End::List(Joiner::Or))),
            (b'|', Some(b'&')) => (2, Some(End::Pipe)),
            (b'|', _) => (1, Some(End::Pipe)),
            (b'&', Some(b'>')) => {
                self.pending = Some((Operator::Both, None));
                (2, None)
            }
            (b'&', _) => (1, Some(End::List(Joiner::Background))),
            (b';' | b'(' | b')', _) => (1, Some(End::List(Joiner::Semicolon))),
            (b'<' | b'>', next) if next != Some(b'(') => {
                self.redirection();
                return None;
            }
            _ => {
                self.word();
                return None;
            }
        };
        self.at += length;
        end
    }

    fn end_part(&mut self) {
        self.ignores_line = false;
        self.pending = None;
        let part = std::mem::take(&mut self.part);
        if !part.words.is_empty() || !part.assignments.is_empty() {
            self.parts.push(part);
        }
    }

    fn redirection(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (length, operator) = match rest {
            _ if rest.starts_with("<<<") => (3, Operator::HereString),
            _ if rest.starts_with("<<-") => (3, Operator::HereDocument),
            _ if rest.starts_with("<<") => (2, Operator::HereDocument),
            _ if rest.starts_with("<>") => (2, Operator::ReadWrite),
            _ if rest.starts_with("<&") => (2, Operator::DuplicateInput),
            _ if rest.starts_with(">&") => (2, Operator::DuplicateOutput),
            _ if rest.starts_with(">>") => (2, Operator::Append),
            _ if rest.starts_with(">|") => (2, Operator::Output),
            _ if rest.starts_with('<') => (1, Operator::Input),
            _ => (1, Operator::Output),
        };
        // Digits that touch the operator are a descriptor rather than an argument.
        let descriptor = self.part.words.last().and_then(|last| {
            let is_glued = last.end == self.at;
            let number = self.text.get(last.clone())?.parse().ok()?;
            is_glued.then_some(number)
        });
        if descriptor.is_some() {
            self.part.words.pop();
        }
        self.pending = Some((operator, descriptor));
        self.at += length;
    }

    fn word(&mut self) {
        let range = self.at..self.word_end();
        self.at = range.end;
        let text = self.text.get(range.clone()).unwrap_or_default();
        if let Some((operator, descriptor)) = self.pending.take() {
            if operator == Operator::HereDocument {
                self.documents.push(parts::parts(text).text(text));
            }
            self.part.redirections.push(Redirected {
                descriptor,
                operator,
                target: range,
                body: None,
            });
            return;
        }
        if self.ignores_line {
            return;
        }
        if self.part.words.is_empty() {
            if matches!(text, "for" | "case" | "select" | "function") {
                self.ignores_line = true;
                return;
            }
            if KEYWORDS.contains(&text) {
                return;
            }
            if let Some(name) = assigned(text) {
                let value = range.start + name + 1..range.end;
                self.part
                    .assignments
                    .push((range.start..range.start + name, value));
                return;
            }
        }
        self.part.words.push(range);
    }

    /// Where the word that begins here ends.
    fn word_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut in_double = false;
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied();
            match byte {
                b'\\' => at += 1,
                b'"' => in_double = !in_double,
                b'\'' if !in_double => at = self.quote_end(at + 1),
                b'$' if matches!(next, Some(b'(' | b'{')) => {
                    at = parts::skip(bytes, at + 1, bytes.len());
                    continue;
                }
                b'`' => {
                    at = parts::skip(bytes, at, bytes.len());
                    continue;
                }
                b'<' | b'>' if !in_double && at == self.at && next == Some(b'(') => {
                    at = parts::skip(bytes, at + 1, bytes.len());
                    continue;
                }
                b' ' | b'\t' | b'\r' | b'\n' | b'&' | b'|' | b';' | b'(' | b')' | b'<' | b'>'
                    if !in_double =>
                {
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        self.text
            .ceil_char_boundary(at.min(bytes.len()))
            .max(self.at + 1)
    }

    /// Where the single quote that opens before `from` closes.
    fn quote_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = parts::find(bytes, from, b'\'');
        while self.quotes_escape && end < bytes.len() && bytes.get(end - 1) == Some(&b'\\') {
            end = parts::find(bytes, end + 1, b'\'');
        }
        end
    }

    /// Passes over here-documents that begin on this line.
    fn skip_documents(&mut self) {
        for name in std::mem::take(&mut self.documents) {
            while self.at < self.text.len() {
                let end = parts::find(self.text.as_bytes(), self.at, b'\n');
                let line = self.text.get(self.at..end).unwrap_or_default();
                self.at = (end + 1).min(self.text.len());
                if line.trim() == name {
                    break;
                }
            }
        }
    }
}

/// Whether a single quote is never closed, as a shell reads the text.
fn is_left_open(text: &str) -> bool {
    let (mut in_single, mut in_double, mut is_escaped) = (false, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\'' if !in_double => in_single = !in_single,
            b'"' if !in_single => in_double = !in_double,
            b'\\' if !in_single => is_escaped = true,
            _ => {}
        }
    }
    in_single
}

/// Where the equals sign of an assignment is.
fn assigned(word: &str) -> Option<usize> {
    let (name, _) = word.split_once('=')?;
    let is_start = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    let is_name = name.starts_with(is_start)
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    is_name.then_some(name.len())
}
