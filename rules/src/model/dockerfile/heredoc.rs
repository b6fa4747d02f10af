//! Documents inside a Dockerfile: `<<EOF` and the lines up to `EOF`.

use std::collections::HashMap;
use std::ops::Range;

use super::expand::Lexer;
use super::{Keyword, LogicalText, Scope, expand};
use crate::span::{Span, Spanned};

/// A document that follows an instruction's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// The word that ends it, quotes resolved; the span is that of the opening word,
    /// from its `<<` or file descriptor on.
    pub name: Spanned<String>,
    /// Whether the name was quoted, so that variables in the body stay as they are.
    pub quoted: bool,
    /// Whether tabs at the start of its lines and of its terminator are dropped (`<<-`).
    pub strip_tabs: bool,
    /// The file descriptor before `<<`; 0 where none is written.
    pub descriptor: u32,
    /// The lines between, up to the terminator's line; not yet stripped of tabs.
    pub body: Span,
    /// Whether a terminator closes it, as Docker asks.
    pub terminated: bool,
}

/// A word that opens a heredoc, and its range in the arguments.
pub(super) struct Opening {
    pub(super) range: Range<usize>,
    pub(super) name: String,
    pub(super) quoted: bool,
    pub(super) strip_tabs: bool,
    pub(super) descriptor: u32,
}

/// The heredocs that `arguments` open, in order.
///
/// `BuildKit` opens none where the words cannot be told apart, as after a stray quote.
pub(super) fn openings(arguments: &LogicalText) -> Vec<Opening> {
    let text = arguments.as_str();
    if !text.contains("<<") {
        return Vec::new();
    }
    let words = Lexer::words(text).unwrap_or_default();
    words
        .into_iter()
        .filter_map(|range| opening(text.get(range.clone())?, range))
        .collect()
}

fn opening(word: &str, range: Range<usize>) -> Option<Opening> {
    let (descriptor, rest) = word.split_once("<<")?;
    if !descriptor.bytes().all(|byte| byte.is_ascii_digit()) || rest.contains('<') {
        return None;
    }
    let (strip_tabs, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let rest = rest.trim_start();
    let expanded = expand(rest, &Scope::empty('\\'));
    if expanded.fault.is_some() || expanded.text.is_empty() {
        return None;
    }
    let quotes = |text: &str| {
        text.bytes()
            .filter(|byte| matches!(byte, b'\'' | b'"'))
            .count()
    };
    Some(Opening {
        range,
        quoted: quotes(rest) != quotes(&expanded.text),
        name: expanded.text,
        strip_tabs,
        descriptor: descriptor.parse().unwrap_or(0),
    })
}

/// Where the lines of a text could end a heredoc, so that no search is made twice.
pub(super) struct Terminators<'t> {
    exact: HashMap<&'t str, Vec<usize>>,
    untabbed: HashMap<&'t str, Vec<usize>>,
    loose: HashMap<&'t str, Vec<usize>>,
    /// Lines that begin like an instruction in upper case.
    instructions: Vec<usize>,
}

/// Where a heredoc's body ends.
pub(super) enum Ending {
    /// At the terminator whose line begins here.
    Terminator(usize),
    /// At a line that is the terminator but for blanks around it.
    Loose(usize),
    /// Nowhere; the next line that looks like an instruction begins here.
    Missing(usize),
}

impl<'t> Terminators<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut found = Self {
            exact: HashMap::new(),
            untabbed: HashMap::new(),
            loose: HashMap::new(),
            instructions: Vec::new(),
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            found.exact.entry(content).or_default().push(start);
            found
                .untabbed
                .entry(content.trim_start_matches('\t'))
                .or_default()
                .push(start);
            found.loose.entry(content.trim()).or_default().push(start);
            if is_instruction(content) {
                found.instructions.push(start);
            }
            start += line.len();
        }
        found
    }

    /// Where a heredoc whose body begins at `from` ends; `end` is the end of the text.
    pub(super) fn ending(&self, opening: &Opening, from: usize, end: usize) -> Ending {
        let name = opening.name.as_str();
        let exact = if opening.strip_tabs {
            &self.untabbed
        } else {
            &self.exact
        };
        if let Some(at) = exact.get(name).and_then(|lines| first_from(lines, from)) {
            return Ending::Terminator(at);
        }
        if let Some(at) = self
            .loose
            .get(name.trim())
            .and_then(|lines| first_from(lines, from))
        {
            return Ending::Loose(at);
        }
        Ending::Missing(first_from(&self.instructions, from).unwrap_or(end))
    }
}

fn first_from(starts: &[usize], from: usize) -> Option<usize> {
    starts
        .get(starts.partition_point(|start| *start < from))
        .copied()
}

fn is_instruction(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    word.len() < line.len()
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && Keyword::parse(word) != Keyword::Unknown
}

#[cfg(test)]
mod tests {
    use super::openings;
    use crate::model::dockerfile::LogicalText;

    fn names(source: &str) -> Vec<String> {
        let mut text = LogicalText::at(0);
        text.push(source, 0);
        openings(&text)
            .into_iter()
            .map(|opening| opening.name)
            .collect()
    }

    #[test]
    fn words_open_heredocs() {
        assert_eq!(
            names("<<EOF cat <<-'B B' 3<<C && x <<\"D\" <<\\E"),
            ["EOF", "B B", "C", "D", "E"]
        );
        assert_eq!(names("cat << EOF"), ["EOF"]);
        assert_eq!(names("cat <<EOF>/x"), ["EOF>/x"]);
    }

    #[test]
    fn other_uses_of_the_sign_do_not() {
        for source in [
            "cat <<<word",
            "echo $((1<<2))",
            "echo '<<A'",
            "echo \"<<A\"",
            "x<<A",
            "<<",
            "<<-",
            "<<''",
            "echo it's <<A",
            "echo ${x^^} <<A",
            "a < <b",
        ] {
            assert_eq!(names(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn variables_do_not_disturb() {
        assert_eq!(
            names("echo $A ${B} ${C:-\"d e\"} \"$F\" ${g:0:3} ${h//a/b} <<A"),
            ["A"]
        );
    }
}
