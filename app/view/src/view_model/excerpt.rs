//! The lines round a finding, numbered, coloured, and with the deciding characters marked.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::conceal::Concealed;
use plimsoll_rules::sorted::InOrder;
use plimsoll_rules::span::{LineIndex, Span};
use serde::{Deserialize, Serialize};

use super::highlight::Grammar;
use crate::words::visible;

/// What stands in a secret's place.
const MASK: &str = "••••••";
/// Lines shown before and after the marked ones.
const CONTEXT: usize = 3;
/// The most marked lines shown.
const LONGEST: usize = 12;
/// Characters shown of a line that is longer than a screen, on each side of the mark.
const REACH: usize = 160;

/// One line of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcerptLine {
    /// From 1.
    pub number: usize,
    /// Whether the finding is on it.
    pub hit: bool,
    /// Its text in pieces, from left to right.
    pub pieces: Vec<Piece>,
}

/// A part of a line that looks one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it is; `None` for plain text.
    pub token: Option<Token>,
    /// Whether the finding is about it.
    pub marked: bool,
    /// The text.
    pub text: String,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Token {
    /// An instruction.
    Keyword,
    /// A key.
    Name,
    /// A quoted text.
    Text,
    /// A number, a truth value or null.
    Literal,
    /// A variable.
    Variable,
    /// A comment.
    Comment,
    /// Something in a secret's place.
    Concealed,
    /// Stands for text left out.
    Ellipsis,
}

impl Token {
    /// The word for the style sheet.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Name => "name",
            Self::Text => "text",
            Self::Literal => "literal",
            Self::Variable => "variable",
            Self::Comment => "comment",
            Self::Concealed => "concealed",
            Self::Ellipsis => "ellipsis",
        }
    }
}

/// The lines round `span` of `text`.
pub(super) fn excerpt(
    kind: Kind,
    text: &str,
    lines: &LineIndex,
    span: Span,
    concealed: Option<&Concealed>,
) -> Vec<ExcerptLine> {
    let region = lines.region(span, text);
    let (first, last) = region.lines().into_inner();
    let last = last.max(first).min(first + LONGEST - 1);
    let grammar = Grammar::of(kind);
    let from = first.saturating_sub(CONTEXT).max(1);
    (from..=last.saturating_add(CONTEXT))
        .filter_map(|number| {
            let whole = lines.line_span(number, text)?;
            let hit = (first..=last).contains(&number);
            let mark = if hit { overlap(span, whole) } else { None };
            let window = window(text, whole, mark);
            Some(ExcerptLine {
                number,
                hit,
                pieces: pieces(grammar, text, whole, window, mark, concealed),
            })
        })
        // A file's last line break is not a line of its own.
        .filter(|line| line.hit || !line.pieces.is_empty() || line.number < lines.lines())
        .collect()
}

fn overlap(a: Span, b: Span) -> Option<Span> {
    let both = Span::new(a.start.max(b.start), a.end.min(b.end));
    (both.start < both.end).then_some(both)
}

/// As much of a line as is shown.
fn window(text: &str, line: Span, mark: Option<Span>) -> Span {
    if line.end - line.start <= 2 * REACH {
        return line;
    }
    let centre = mark.map_or(line.start, |mark| mark.start);
    let start = text.floor_char_boundary(centre.saturating_sub(REACH).max(line.start));
    let end = text.ceil_char_boundary((centre + 2 * REACH).min(line.end));
    Span::new(start, end)
}

/// Cuts the window wherever its look changes.
fn pieces(
    grammar: Grammar,
    text: &str,
    line: Span,
    window: Span,
    mark: Option<Span>,
    concealed: Option<&Concealed>,
) -> Vec<Piece> {
    let hidden = concealed.map_or_else(Vec::new, |concealed| concealed.within(window, text));
    let tokens: Vec<(Span, Token)> = grammar
        .tokens(window.of(text))
        .into_iter()
        .map(|(span, token)| (span.shifted(window.start), token))
        .collect();
    let spans = tokens
        .iter()
        .map(|(span, _)| *span)
        .chain(mark)
        .chain(hidden.iter().copied());
    let mut cuts: Vec<usize> = spans
        .flat_map(|span| [span.start, span.end])
        .filter(|cut| (window.start..=window.end).contains(cut))
        .chain([window.start, window.end])
        .collect();
    cuts.order_by(Ord::cmp);
    cuts.dedup();

    let covers = |span: &Span, part: Span| span.start <= part.start && part.end <= span.end;
    let ellipsis = |at: bool| {
        at.then(|| Piece {
            token: Some(Token::Ellipsis),
            marked: false,
            text: "…".to_owned(),
        })
    };
    let mut pieces: Vec<Piece> = ellipsis(window.start > line.start).into_iter().collect();
    for part in cuts.windows(2).filter_map(|pair| match pair {
        [start, end] => Some(Span::new(*start, *end)),
        _ => None,
    }) {
        let marked = mark.is_some_and(|mark| covers(&mark, part));
        if hidden.iter().any(|span| covers(span, part)) {
            let follows = pieces
                .last()
                .is_some_and(|it| it.token == Some(Token::Concealed));
            if !follows {
                let text = MASK.to_owned();
                pieces.push(Piece {
                    token: Some(Token::Concealed),
                    marked,
                    text,
                });
            }
            continue;
        }
        let token = tokens
            .iter()
            .find(|(span, _)| covers(span, part))
            .map(|(_, token)| *token);
        pieces.push(Piece {
            token,
            marked,
            text: visible(part.of(text)),
        });
    }
    pieces.extend(ellipsis(window.end < line.end));
    pieces
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::artifact::kind::Kind;
    use plimsoll_rules::span::{LineIndex, Span};
    use proptest::prelude::*;

    use super::{ExcerptLine, excerpt};

    fn shown(text: &str, span: Span) -> Vec<ExcerptLine> {
        excerpt(Kind::Compose, text, &LineIndex::new(text), span, None)
    }

    #[test]
    fn the_deciding_characters_are_marked() {
        let text = "a: 1\nb: true\nc: 3\n";
        let lines = shown(text, Span::new(8, 12));
        assert_eq!(
            lines.iter().map(|line| line.number).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        let marked: Vec<&str> = lines[1]
            .pieces
            .iter()
            .filter(|it| it.marked)
            .map(|it| &*it.text)
            .collect();
        assert_eq!(marked, ["true"]);
        assert!(!lines[0].hit && lines[1].hit);
    }

    #[test]
    fn a_line_of_megabytes_is_shown_round_its_mark() {
        let text = format!("{}é{}", "x".repeat(3_000_000), "y".repeat(2_000_000));
        let lines = shown(&text, Span::new(3_000_000, 3_000_002));
        let length: usize = lines[0].pieces.iter().map(|piece| piece.text.len()).sum();
        assert!(length < 1_000, "{length}");
        assert!(
            lines[0]
                .pieces
                .iter()
                .any(|piece| piece.marked && piece.text == "é")
        );
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_has_an_excerpt(text in "(\\PC|\n|\r){0,80}", a in 0..100_usize, b in 0..100_usize) {
            let at = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
            for line in shown(&text, Span::new(at(a.min(b)), at(a.max(b)))) {
                let whole: String = line.pieces.iter().map(|piece| &*piece.text).collect();
                prop_assert_eq!(Some(&*whole), text.split('\n').nth(line.number - 1).map(|line| line.trim_end_matches('\r')));
            }
        }
    }
}
