//! Redirections of the parser's tree.

use std::ops::Range;

use shuck_ast::{Redirect, RedirectKind, RedirectTarget};

use super::range;
use crate::model::shell::Operator;
use crate::model::shell::collect::Redirected;

pub(super) fn redirected(redirect: &Redirect, text: &str) -> Redirected {
    let operator = match redirect.kind {
        RedirectKind::Output | RedirectKind::Clobber => Operator::Output,
        RedirectKind::Append => Operator::Append,
        RedirectKind::Input => Operator::Input,
        RedirectKind::ReadWrite => Operator::ReadWrite,
        RedirectKind::HereDoc | RedirectKind::HereDocStrip => Operator::HereDocument,
        RedirectKind::HereString => Operator::HereString,
        RedirectKind::DupOutput => Operator::DuplicateOutput,
        RedirectKind::DupInput => Operator::DuplicateInput,
        RedirectKind::OutputBoth => Operator::Both,
    };
    let (target, body) = match &redirect.target {
        RedirectTarget::Word(word) => (target(range(word.span), range(redirect.span), text), None),
        RedirectTarget::Heredoc(heredoc) => {
            let body = range(heredoc.body.span);
            (
                range(heredoc.delimiter.span),
                Some((body, heredoc.delimiter.expands_body)),
            )
        }
    };
    Redirected {
        descriptor: redirect
            .fd
            .and_then(|descriptor| u32::try_from(descriptor).ok()),
        operator,
        target,
        body,
    }
}

/// The word behind a redirection's operator; the parser gives descriptors no place of their own.
fn target(word: Range<usize>, redirect: Range<usize>, text: &str) -> Range<usize> {
    if !word.is_empty() {
        return word;
    }
    let written = text.get(redirect.clone()).unwrap_or_default();
    let is_operator = |letter: char| matches!(letter, '<' | '>' | '&' | '|');
    let behind = written
        .rfind(is_operator)
        .map_or(written.len(), |at| at + 1);
    let rest = written.get(behind..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    redirect.start + behind + blanks..redirect.end
}
