//! Scripts for Windows shells, split into commands and words only.

use super::collect::{Collector, Place};
use super::{Dialect, Invocation, Joiner, ListPlace, Source, Word};

/// Splits at line breaks, `;`, `&`, `&&`, `||` and `|`, quotes respected.
pub(super) fn read(source: &Source, collector: &mut Collector) {
    let text = source.as_str();
    let separates_by_semicolon = collector.script.dialect == Dialect::PowerShell;
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut joined_by = Joiner::Start;
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        let is_end = at == text.len();
        if let Some(open) = quote
            && !is_end
        {
            if letter == open {
                quote = None;
            }
            continue;
        }
        let joiner = match letter {
            '\n' => Some(Joiner::Newline),
            ';' if separates_by_semicolon => Some(Joiner::Semicolon),
            '&' => Some(Joiner::And),
            '|' => Some(Joiner::Or),
            _ => None,
        };
        if joiner.is_none() && !letter.is_whitespace() {
            start.get_or_insert(at);
            if letter == '"' || (letter == '\'' && separates_by_semicolon) {
                quote = Some(letter);
            }
            continue;
        }
        if let Some(from) = start.take() {
            let written = text.get(from..at).unwrap_or_default();
            words.push(word(written, source.span(from..at)));
        }
        if let Some(joiner) = joiner {
            command(&mut words, joined_by, collector);
            joined_by = joiner;
        }
    }
}

fn word(written: &str, span: crate::span::Span) -> Word {
    Word {
        text: written.replace('"', ""),
        span,
        is_quoted: written.contains(['"', '\'']),
        has_variable: written.contains(['%', '$']),
        has_substitution: written.contains("$("),
    }
}

fn command(words: &mut Vec<Word>, joined_by: Joiner, collector: &mut Collector) {
    let mut taken = std::mem::take(words).into_iter();
    let Some(program) = taken.next() else { return };
    let arguments: Vec<Word> = taken.collect();
    let span = arguments
        .iter()
        .fold(program.span, |span, word| span.to(word.span));
    let pipeline = collector.pipeline(span, 1, &Place::top());
    let base = program.text.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = base.to_ascii_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name).to_owned();
    collector.script.invocations.push(Invocation {
        span,
        assignments: Vec::new(),
        name,
        program: Some(program),
        arguments,
        redirections: Vec::new(),
        through: Vec::new(),
        pipeline,
        position: 0,
        list: ListPlace {
            within: Vec::new(),
            joined_by,
        },
        runs_from: None,
    });
}
