//! One pass of the parser over a text.

use granit_parser::{Options, Parser, options};

use super::tree::Tree;
use super::{MAX_DEPTH, Yaml};

/// One pass over a text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) yaml: Yaml,
    /// Where documents broke off, at most one place for each.
    pub(super) breaks: Vec<Break>,
}

/// A place where a document stops being YAML.
#[derive(Debug)]
pub(super) struct Break {
    /// Byte offset, on a `char` boundary.
    pub(super) at: usize,
    pub(super) message: String,
}

/// Reads every document up to its end or its first error. `original` is the text before
/// anything in it was blanked out.
pub(super) fn read(text: &str, original: &str) -> Reading {
    let mut tree = Tree::new(text, original);
    let mut parser = Parser::new_from_str_with_options(text, parser_options());
    while let Some(next) = parser.next() {
        match next {
            Ok((event, span)) => tree.take(event, span),
            Err(error) => {
                tree.break_off(&error);
                match parser.proceed_next_document() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        tree.break_off(&error);
                        break;
                    }
                }
            }
        }
    }
    tree.into_reading()
}

fn parser_options() -> Options {
    options! {
        emit_unresolved_aliases: true,
        // Long runs of commented-out services are common, and the text bounds them anyway.
        max_buffered_comment_events: usize::MAX,
        // Block and flow nesting are counted apart; together they stay within the tree's limit.
        flow_nesting_limit: MAX_DEPTH / 2,
        block_nesting_limit: MAX_DEPTH / 2,
    }
}
