//! Syntax that a plain POSIX shell does not know.

use std::ops::Range;

use super::Operator;
use super::parts::{PartKind, Parts};

/// Syntax that a plain POSIX shell does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construct {
    /// `[[ … ]]`.
    DoubleBracket,
    /// `(( … ))` as a command.
    ArithmeticCommand,
    /// `for (( … ))`.
    ArithmeticFor,
    /// `name=( … )` and `${name[…]}`.
    Array,
    /// `<( … )` and `>( … )`.
    ProcessSubstitution,
    /// `source file` where POSIX has `. file`.
    Source,
    /// `function name`.
    FunctionKeyword,
    /// `<<< word`.
    HereString,
    /// `&> file`.
    RedirectBoth,
    /// `|&`.
    ErrorPipe,
    /// `$'…'`.
    AnsiQuote,
    /// `{a,b}` and `{1..9}`.
    BraceExpansion,
    /// `${name/…/…}`, `${name:1:2}`, `${name^^}`, `${!name}` and the like.
    ParameterExpansion,
    /// `select`.
    Select,
    /// `coproc`.
    Coprocess,
}

/// Reports each such construct of a word with its place in it.
pub(super) fn of_word(word: &str, parts: &Parts, report: &mut impl FnMut(Construct, Range<usize>)) {
    if let Some(at) = parts.ansi {
        report(Construct::AnsiQuote, at..word.len());
    }
    for part in &parts.runs {
        let text = word.get(part.range.clone()).unwrap_or_default();
        match part.kind {
            PartKind::Process => report(Construct::ProcessSubstitution, part.range.clone()),
            PartKind::Variable | PartKind::Substitution => {
                if let Some(construct) = text.strip_prefix("${").and_then(of_expansion) {
                    report(construct, part.range.clone());
                }
            }
            PartKind::Literal => {}
        }
    }
    if !parts.is_quoted && !word.contains('\\') && is_brace_expansion(word) {
        report(Construct::BraceExpansion, 0..word.len());
    }
}

/// What of `${` an expansion is, given the text behind it.
fn of_expansion(inner: &str) -> Option<Construct> {
    if inner.starts_with('!') {
        return Some(Construct::ParameterExpansion);
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut rest = inner.trim_start_matches(is_name).chars();
    // A parameter of one sign, as in `${#}` and `${@:2}`, has no name to trim.
    match (rest.next()?, rest.next()) {
        ('[', _) => Some(Construct::Array),
        ('/' | '^' | ',' | '@', _) if !inner.starts_with('@') => {
            Some(Construct::ParameterExpansion)
        }
        (':', Some('-' | '=' | '?' | '+')) => None,
        (':', Some(_)) => Some(Construct::ParameterExpansion),
        _ => None,
    }
}

/// Whether bash expands braces in a word: a list with commas, or a sequence with two dots.
fn is_brace_expansion(word: &str) -> bool {
    let mut previous = ' ';
    let mut from = None;
    for (at, letter) in word.char_indices() {
        match letter {
            '{' if previous != '$' => from = Some(at + 1),
            '}' => {
                let inner = from.take().and_then(|from| word.get(from..at));
                if inner.is_some_and(|inner| inner.contains(',') || inner.contains("..")) {
                    return true;
                }
            }
            '{' => from = None,
            _ => {}
        }
        previous = letter;
    }
    false
}

/// What a redirection's operator is, if POSIX has none such.
pub(super) const fn of_operator(operator: Operator) -> Option<Construct> {
    match operator {
        Operator::HereString => Some(Construct::HereString),
        Operator::Both => Some(Construct::RedirectBoth),
        Operator::Input
        | Operator::Output
        | Operator::Append
        | Operator::ReadWrite
        | Operator::HereDocument
        | Operator::DuplicateInput
        | Operator::DuplicateOutput => None,
    }
}
