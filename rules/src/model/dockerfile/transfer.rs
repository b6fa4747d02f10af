//! What `ADD` and `COPY` copy, and where to.

use super::heredoc::Opening;
use super::json::{self, Array};
use super::{Flag, LogicalText, words};
use crate::span::{Span, Spanned};

/// Sources and destination of `ADD` or `COPY`; ownership and the like are flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The stage, image or build context of `--from`; none means the build context.
    pub from: Option<Spanned<String>>,
    /// What is copied, in order; never empty.
    pub sources: Vec<Source>,
    /// Where to; several sources need a slash at its end.
    pub destination: Spanned<String>,
}

/// One source of `ADD` or `COPY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A path, pattern or address as written.
    Path(Spanned<String>),
    /// A document in the file.
    Heredoc {
        /// Which of the instruction's heredocs.
        index: usize,
        /// The word that opens it.
        span: Span,
    },
}

impl Source {
    /// The path, pattern or address, unless it is a document.
    pub const fn path(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Path(path) => Some(path),
            Self::Heredoc { .. } => None,
        }
    }
}

/// Reads the arguments; `None` without at least one source and a destination.
pub(super) fn read(
    arguments: &LogicalText,
    flags: &[Flag],
    openings: &[Opening],
) -> Option<Transfer> {
    let from = flags.iter().find(|flag| flag.name.value == "from");
    let from = from.and_then(|flag| flag.value.clone());
    if let Array::Strings(mut strings) = json::read(arguments) {
        let destination = strings.pop()?;
        let sources: Vec<Source> = strings.into_iter().map(Source::Path).collect();
        return (!sources.is_empty()).then_some(Transfer {
            from,
            sources,
            destination,
        });
    }
    let mut ranges = words::split_blanks(arguments.as_str());
    let destination = arguments.word(ranges.pop()?);
    let mut sources = Vec::new();
    let mut documents = openings.iter().enumerate().peekable();
    for range in ranges {
        // Blanks may stand between `<<` and the name, so a document can span several words.
        while documents
            .next_if(|(_, opening)| opening.range.end <= range.start)
            .is_some()
        {}
        match documents.peek() {
            Some((index, opening)) if opening.range.start == range.start => {
                let span = arguments.span(opening.range.clone());
                sources.push(Source::Heredoc {
                    index: *index,
                    span,
                });
            }
            Some((_, opening)) if opening.range.start < range.start => {}
            Some(_) | None => sources.push(Source::Path(arguments.word(range))),
        }
    }
    (!sources.is_empty()).then_some(Transfer {
        from,
        sources,
        destination,
    })
}
