//! Takes a command's words apart as Docker does: flags first, then the image, then its command.

use super::command::{Command, partial};
use super::edition::Edition;
use super::expansion::{Expansion, expansion};
use super::flags::{self, Flag};
use super::piece::Piece;
use super::variables::Variables;
use crate::artifact::Problem;
use crate::model::yaml::quote;
use crate::span::Span;

/// A flag that is given.
#[derive(Debug)]
pub(super) struct Given<'t> {
    pub(super) flag: &'static Flag,
    /// The flag's word, or its part.
    pub(super) span: Span,
    /// What is given with it.
    pub(super) value: Option<Piece<'t>>,
}

/// A command's words taken apart.
#[derive(Debug, Default)]
pub(super) struct Arguments<'t> {
    /// The flags in order.
    pub(super) given: Vec<Given<'t>>,
    /// What runs.
    pub(super) image: Option<Piece<'t>>,
    /// What the image is to run.
    pub(super) command: Vec<Piece<'t>>,
}

/// Reads flags up to the first word that is none.
pub(super) fn read<'t>(
    command: Command<'t>,
    variables: &Variables,
    problems: &mut Vec<Problem>,
) -> Arguments<'t> {
    let mut words = Vec::with_capacity(command.words.len());
    for word in command.words {
        match variables.words(&word) {
            Some(expanded) => words.extend(expanded),
            None => words.push(word),
        }
    }
    let mut reader = Reader {
        edition: command.edition,
        words: words.into_iter(),
        arguments: Arguments::default(),
        problems,
    };
    reader.all();
    reader.arguments
}

struct Reader<'t, 'p> {
    edition: Edition,
    words: std::vec::IntoIter<Piece<'t>>,
    arguments: Arguments<'t>,
    problems: &'p mut Vec<Problem>,
}

impl<'t> Reader<'t, '_> {
    fn all(&mut self) {
        while let Some(word) = self.words.next() {
            let text = word.text.as_str();
            if text == "--" {
                self.arguments.image = self.words.next();
            } else if let Some(name) = text.strip_prefix("--") {
                self.long(&word, name);
                continue;
            } else if text.starts_with('-') && text.len() > 1 {
                self.letters(&word);
                continue;
            } else if self.may_be_flags(&word) {
                let name = quote(text);
                let message = format!("What {name} adds to this command is not known");
                self.problems.push(partial(word.span, message));
                continue;
            } else {
                self.arguments.image = Some(word);
            }
            break;
        }
        if self.arguments.image.is_some() {
            self.arguments.command = self.words.by_ref().collect();
        }
    }

    /// `--name`, `--name=value` or `--name value`.
    fn long(&mut self, word: &Piece<'t>, name: &str) {
        let (name, value) = match name.find('=') {
            Some(at) => (name.get(..at).unwrap_or_default(), Some(word.from(at + 3))),
            None => (name, None),
        };
        let Some(flag) = flags::named(name, self.edition) else {
            self.unknown(word.span, name, value.is_some());
            return;
        };
        let value = match value {
            None if flag.takes_value() => self.next_value(word.span, &format!("--{name}")),
            value => value,
        };
        if value.is_some() || !flag.takes_value() {
            self.give(flag, word.span, value);
        }
    }

    /// `-it`, `-p80:80`, `-p=80:80` or `-itp 80:80`.
    fn letters(&mut self, word: &Piece<'t>) {
        let letters = word.text.char_indices().skip(1);
        for (at, letter) in letters {
            let behind = at + letter.len_utf8();
            let rest = word.text.get(behind..).unwrap_or_default();
            let Some(flag) = flags::lettered(letter, self.edition) else {
                // Some write long flags with one dash; Docker reads each letter by itself.
                let name = format!("-{letter}");
                let place = word.part(at..behind).span;
                let message = format!("The engine has no flag {}", quote(&name));
                self.problems.push(partial(place, message));
                return;
            };
            let value = if rest.len() > 1 && rest.starts_with('=') {
                Some(word.from(behind + 1))
            } else if !flag.takes_value() {
                self.give(flag, word.span, None);
                continue;
            } else if rest.is_empty() {
                self.next_value(word.span, &format!("-{letter}"))
            } else {
                Some(word.from(behind))
            };
            if value.is_some() {
                self.give(flag, word.span, value);
            }
            return;
        }
    }

    fn give(&mut self, flag: &'static Flag, span: Span, value: Option<Piece<'t>>) {
        self.arguments.given.push(Given { flag, span, value });
    }

    fn next_value(&mut self, at: Span, flag: &str) -> Option<Piece<'t>> {
        let value = self.words.next();
        if value.is_none() {
            let message = format!("The flag {} lacks its value", quote(flag));
            self.problems.push(partial(at, message));
        }
        value
    }

    fn unknown(&mut self, at: Span, name: &str, has_value: bool) {
        let foreign = flags::named(name, Edition::Podman);
        let meant = foreign.or_else(|| flags::close_to(name, self.edition));
        let flag = quote(&format!("--{name}"));
        let message = match (foreign, meant) {
            (Some(_), _) => format!("The engine has no flag {flag}, which others have"),
            (None, Some(meant)) => {
                format!("The engine has no flag {flag}; `--{}` is one", meant.long)
            }
            (None, None) => format!("The engine has no flag {flag}"),
        };
        self.problems.push(partial(at, message));
        // Whether the next word is its value can only be guessed.
        let takes_next = match (meant, self.words.as_slice()) {
            _ if has_value => false,
            (Some(meant), _) => meant.takes_value(),
            (None, [next, behind, ..]) => {
                let is_last = !behind.text.starts_with('-');
                !(next.text.starts_with('-') || is_last && is_image(&next.text))
            }
            (None, [_] | []) => false,
        };
        if takes_next {
            self.words.next();
        }
    }

    /// Whether a word in the image's place may stand for flags: a variable without quotes, or
    /// all arguments, with something behind it.
    fn may_be_flags(&self, word: &Piece<'_>) -> bool {
        if word.is_literal || self.words.as_slice().is_empty() {
            return false;
        }
        let (found, length) = expansion(&word.text);
        let is_one = word.text.starts_with(['$', '`']) && length == word.text.len();
        if !is_one {
            return false;
        }
        let is_list = word.text.contains('@') || word.text == "$*";
        if word.is_quoted {
            return is_list;
        }
        let name = word.text.to_ascii_lowercase();
        let says_image = ["image", "img", "build", "tag", "repo"]
            .iter()
            .any(|part| name.contains(part));
        let is_argument = matches!(found, Expansion::Argument(_));
        is_list || !(says_image || is_argument)
    }
}

/// Whether a text may name an image: its first sign and all others are ones a reference has.
pub(super) fn is_image(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_alphanumeric() || "._-/:@".contains(char);
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(is_part)
        && !text.ends_with(['/', ':', '@'])
}
