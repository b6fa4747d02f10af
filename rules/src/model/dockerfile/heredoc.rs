//! Documents inside a Dockerfile: `<<EOF` and the lines up to `EOF`.

use std::ops::Range;

use super::expand::Lexer;
use super::{LogicalText, Scope, expand};
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
    /// Whether a line closes it; one with blanks around the name counts and is reported.
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
