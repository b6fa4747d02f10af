//! Variables of a script: those whose value stands in it, and how the others are written.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::expansion::{Expansion, expansion};
use super::piece::Piece;
use crate::model::shell::{Script, Word};
use crate::span::Span;

/// The longest value that is put in a variable's place, in bytes.
const LONGEST: usize = 4 << 10;

/// How much is put in the place of variables all in all, in bytes.
const MOST: usize = 1 << 20;

/// What a script says of its variables.
#[derive(Debug)]
pub(super) struct Variables {
    /// The values by name; `None` for what is set twice or not to a plain text.
    known: BTreeMap<String, Option<Known>>,
    /// How much may still be put in the place of variables.
    left: Cell<usize>,
}

#[derive(Debug)]
struct Known {
    text: String,
    /// Where the value is known from.
    from: usize,
}

impl Default for Variables {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            left: Cell::new(MOST),
        }
    }
}

impl Variables {
    /// Notes what a script sets. Only a variable that is set once, to a plain text and whatever
    /// happens, has a known value.
    pub(super) fn note(&mut self, script: &Script) {
        for call in &script.invocations {
            let is_sure = call.list.is_top_level();
            match &call.program {
                None => {
                    for (name, value) in &call.assignments {
                        let literal = value.literal().filter(|_| is_sure);
                        self.set(&name.value, literal, call.span);
                    }
                }
                Some(_) if is_declaration(&call.name) => {
                    for word in &call.arguments {
                        self.declare(word, is_sure, call.span);
                    }
                }
                Some(_)
                    if matches!(call.name.as_str(), "read" | "unset" | "mapfile" | "getopts") =>
                {
                    for word in &call.arguments {
                        self.set(&word.text, None, call.span);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn declare(&mut self, word: &Word, is_sure: bool, at: Span) {
        let Some((name, value)) = word.text.split_once('=') else {
            return;
        };
        let literal = (is_sure && word.literal().is_some()).then_some(value);
        self.set(name, literal, at);
    }

    fn set(&mut self, name: &str, value: Option<&str>, at: Span) {
        let known = value
            .filter(|value| value.len() <= LONGEST && !value.starts_with('('))
            .map(|value| Known {
                text: value.to_owned(),
                from: at.end,
            });
        let again = self.known.contains_key(name);
        let known = if again { None } else { known };
        self.known.insert(name.to_owned(), known);
    }

    /// The value of a variable at a place, where the script settles it.
    fn value(&self, name: &str, at: usize) -> Option<&str> {
        let known = self.known.get(name)?.as_ref()?;
        let left = self.left.get().checked_sub(known.text.len())?;
        if known.from > at {
            return None;
        }
        self.left.set(left);
        Some(&known.text)
    }

    /// The words that a word without quotes becomes, where it is one variable and its value is
    /// known; `None` for any other word.
    pub(super) fn words<'t>(&self, piece: &Piece<'_>) -> Option<Vec<Piece<'t>>> {
        if piece.is_literal || piece.is_quoted {
            return None;
        }
        let value = self.value(whole(&piece.text)?, piece.span.start)?;
        let words = value.split_whitespace();
        Some(
            words
                .map(|word| Piece::expanded(word, piece.span))
                .collect(),
        )
    }

    /// The text as a compose file writes it: what is not known stays a variable, and a dollar
    /// sign that is none is doubled.
    pub(super) fn text(&self, piece: &Piece<'_>) -> String {
        if piece.is_literal {
            return piece.text.replace('$', "$$");
        }
        let mut written = String::with_capacity(piece.text.len());
        let mut rest = piece.text.as_str();
        while let Some(at) = rest.find(['$', '`']) {
            written.push_str(rest.get(..at).unwrap_or_default());
            rest = rest.get(at..).unwrap_or_default();
            let (expansion, length) = expansion(rest);
            written.push_str(&self.written(&expansion, piece.span.start));
            rest = rest.get(length..).unwrap_or_default();
        }
        written.push_str(rest);
        written
    }

    /// What stands in the tree for one expansion.
    fn written(&self, expansion: &Expansion<'_>, at: usize) -> String {
        let literal = |value: &str| value.replace('$', "$$");
        let unknown = |name: &str| format!("${{{name}}}");
        match *expansion {
            Expansion::Dollar => "$$".to_owned(),
            Expansion::Variable(name) => {
                let value = self.value(name, at);
                value.map_or_else(|| unknown(name), literal)
            }
            Expansion::Otherwise(name, otherwise) => {
                let value = self.value(name, at).filter(|value| !value.is_empty());
                value.map_or_else(|| unknown(&format!("{name}{otherwise}")), literal)
            }
            Expansion::Changed(name) => unknown(name),
            Expansion::Arguments => unknown("arguments"),
            Expansion::Argument(digit) => unknown(&format!("argument_{digit}")),
            Expansion::Output(script) => {
                let program = script.split_whitespace().next().unwrap_or_default();
                let name = program.rsplit('/').next().unwrap_or_default();
                let name = name.replace(|it: char| !it.is_ascii_alphanumeric(), "_");
                unknown(&format!("output_of_{name}"))
            }
        }
    }
}

fn is_declaration(name: &str) -> bool {
    matches!(
        name,
        "export" | "readonly" | "declare" | "typeset" | "local" | "set"
    )
}

/// The name of the variable that a text is, and nothing else.
fn whole(text: &str) -> Option<&str> {
    match expansion(text.strip_prefix('$').map(|_| text)?) {
        (Expansion::Variable(name), length) if length == text.len() => Some(name),
        _ => None,
    }
}
