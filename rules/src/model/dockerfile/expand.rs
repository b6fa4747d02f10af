//! Words with quotes, escapes and variables, as the builder settles them.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::scope::{Lookup, Scope};

/// A word with its quotes and escapes resolved and its variables replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Expanded {
    /// The resulting text. A variable whose value the file does not settle stays as it is
    /// written; with a fault the whole word does.
    pub text: String,
    /// Names of the variables that stayed, in order, each once.
    pub unresolved: Vec<String>,
    /// Why the word cannot be expanded, so that a build would fail.
    pub fault: Option<Fault>,
}

/// Why a word cannot be expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A quote is never closed.
    OpenQuote,
    /// The brace of a `${` is never closed.
    OpenBrace,
    /// What stands between the braces is no substitution.
    BadSubstitution,
    /// A substitution whose end is clear has an operator the builder does not know.
    UnknownOperator,
    /// The pattern of a `#`, `%` or `/` substitution cannot be read.
    BadPattern,
    /// Substitutions are nested more than 32 deep.
    TooDeep,
    /// The text would grow by more than 4096 bytes, or a pattern meets one over 512.
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::OpenQuote => "a quote is never closed",
            Self::OpenBrace => "the brace of a variable is never closed",
            Self::BadSubstitution => "a substitution in braces cannot be read",
            Self::UnknownOperator => "a substitution has an unknown operator",
            Self::BadPattern => "the pattern of a substitution cannot be read",
            Self::TooDeep => "substitutions are nested too deep",
            Self::TooLong => "the value grows too long",
        })
    }
}

impl Expanded {
    /// Whether the file alone settles the whole text.
    pub const fn is_settled(&self) -> bool {
        self.unresolved.is_empty() && self.fault.is_none()
    }
}

/// Resolves the quotes and escapes of `word` and replaces its variables.
///
/// This is for words the builder expands itself; the shell form of a command is expanded
/// by the shell. Operators on a variable without a value act as they do when the build is
/// given no arguments, so `${TAG:-3}` is `3`.
pub fn expand(word: &str, scope: &Scope<'_>) -> Expanded {
    // Most words have nothing to resolve.
    if !word.contains(['$', '"', '\'', '\\', '`']) {
        return Expanded {
            text: word.to_owned(),
            unresolved: Vec::new(),
            fault: None,
        };
    }
    let mut lexer = Lexer::new(word, *scope, word.len() + LONGEST_VALUE);
    let mut text = String::with_capacity(word.len());
    let outcome = lexer.until(None, false, &mut text);
    let mut seen = HashSet::new();
    let unresolved = lexer
        .unresolved
        .into_iter()
        .filter(|name| seen.insert(name.clone()))
        .collect();
    match outcome {
        Ok(()) => Expanded {
            text,
            unresolved,
            fault: None,
        },
        Err(fault) => Expanded {
            text: word.to_owned(),
            unresolved,
            fault: Some(fault),
        },
    }
}

/// The longest value that is substituted, in bytes: chained variables could grow without end.
pub(super) const LONGEST_VALUE: usize = 4096;

/// Walks through a word once.
pub(super) struct Lexer<'w, 's> {
    pub(super) word: &'w str,
    /// The byte that comes next.
    pub(super) at: usize,
    pub(super) scope: Scope<'s>,
    /// Names that stayed, in order, repeated ones included.
    pub(super) unresolved: Vec<String>,
    /// How many braces are open.
    pub(super) depth: usize,
    /// The longest text that may result, in bytes.
    limit: usize,
}

impl<'w, 's> Lexer<'w, 's> {
    fn new(word: &'w str, scope: Scope<'s>, limit: usize) -> Self {
        Self {
            word,
            at: 0,
            scope,
            unresolved: Vec::new(),
            depth: 0,
            limit,
        }
    }

    /// The shell words of a command line, quotes and all, or `None` where quotes or braces
    /// do not close.
    ///
    /// A `<<` and the blanks behind it stay with the word that follows.
    pub(super) fn words(text: &'w str) -> Option<Vec<Range<usize>>> {
        let mut lexer = Lexer::new(text, Scope::empty('\\'), usize::MAX);
        let mut words = Vec::new();
        let mut start = None;
        let mut passed = String::new();
        while let Some(letter) = lexer.peek() {
            if letter.is_whitespace() {
                words.extend(start.take().map(|from| from..lexer.at));
                lexer.next();
                continue;
            }
            start.get_or_insert(lexer.at);
            passed.clear();
            match letter {
                '$' => {
                    lexer.depth = 0;
                    match lexer.dollar(&mut passed) {
                        // Read to its end; what it would mean does not matter here.
                        Ok(()) | Err(Fault::UnknownOperator | Fault::BadPattern) => {}
                        Err(_) => return None,
                    }
                }
                '\'' => lexer.single_quoted(&mut passed).ok()?,
                '"' => lexer.double_quoted(false, &mut passed).ok()?,
                '<' => {
                    lexer.next();
                    if lexer.peek() == Some('<') {
                        lexer.next();
                        while matches!(lexer.peek(), Some(' ' | '\t' | '\r')) {
                            lexer.next();
                        }
                    }
                }
                _ => {
                    if lexer.next() == Some('\\') {
                        lexer.next();
                    }
                }
            }
        }
        words.extend(start.map(|from| from..text.len()));
        Some(words)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.word.get(self.at..)?.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    /// Reads up to `stop`, which is consumed, or to the end of the word.
    pub(super) fn until(
        &mut self,
        stop: Option<char>,
        raw: bool,
        out: &mut String,
    ) -> Result<(), Fault> {
        while let Some(letter) = self.peek() {
            if Some(letter) == stop {
                self.next();
                return Ok(());
            }
            match letter {
                '$' => self.dollar(out)?,
                '\'' => self.single_quoted(out)?,
                '"' => self.double_quoted(raw, out)?,
                _ => {
                    self.next();
                    if letter == self.scope.escape() {
                        if raw {
                            out.push(letter);
                        }
                        out.extend(self.next());
                    } else {
                        out.push(letter);
                    }
                }
            }
        }
        if stop.is_some() {
            Err(Fault::OpenBrace)
        } else {
            Ok(())
        }
    }

    /// Everything between single quotes stays as it is.
    fn single_quoted(&mut self, out: &mut String) -> Result<(), Fault> {
        self.next();
        let rest = self.word.get(self.at..).unwrap_or_default();
        let (inside, _) = rest.split_once('\'').ok_or(Fault::OpenQuote)?;
        out.push_str(inside);
        self.at += inside.len() + 1;
        Ok(())
    }

    /// Between double quotes variables are replaced, and a quote, a dollar and the escape
    /// character can be escaped.
    fn double_quoted(&mut self, raw: bool, out: &mut String) -> Result<(), Fault> {
        self.next();
        while let Some(letter) = self.peek() {
            match letter {
                '"' => {
                    self.next();
                    return Ok(());
                }
                '$' => self.dollar(out)?,
                _ => {
                    self.next();
                    let escape = self.scope.escape();
                    let escaped = self
                        .peek()
                        .filter(|next| matches!(next, '"' | '$') || *next == escape);
                    match escaped {
                        Some(escaped) if letter == escape => {
                            self.next();
                            if raw {
                                out.push(letter);
                            }
                            out.push(escaped);
                        }
                        Some(_) | None => out.push(letter),
                    }
                }
            }
        }
        Err(Fault::OpenQuote)
    }

    /// Reads a variable from its dollar sign on.
    fn dollar(&mut self, out: &mut String) -> Result<(), Fault> {
        let start = self.at;
        self.next();
        if self.peek() == Some('{') {
            self.next();
            return self.braced(start, out);
        }
        let name = self.name();
        if name.is_empty() {
            out.push('$');
            return Ok(());
        }
        self.plain(start, name, out)
    }

    /// Puts a variable's value, or the variable as written if it has none.
    pub(super) fn plain(
        &mut self,
        start: usize,
        name: &str,
        out: &mut String,
    ) -> Result<(), Fault> {
        match self.scope.lookup(name) {
            Lookup::Set { text, unresolved } => {
                self.unresolved.extend_from_slice(unresolved);
                self.push(text, out)
            }
            Lookup::Predefined | Lookup::Unset | Lookup::Undeclared => {
                self.keep(start, name, out);
                Ok(())
            }
        }
    }

    /// Leaves a variable as it is written.
    pub(super) fn keep(&mut self, start: usize, name: &str, out: &mut String) {
        self.unresolved.push(name.to_owned());
        out.push_str(self.word.get(start..self.at).unwrap_or_default());
    }

    pub(super) fn push(&self, value: &str, out: &mut String) -> Result<(), Fault> {
        if out.len().saturating_add(value.len()) > self.limit {
            return Err(Fault::TooLong);
        }
        out.push_str(value);
        Ok(())
    }

    /// A name: letters, digits and underscores; or one special character; or a number.
    pub(super) fn name(&mut self) -> &'w str {
        let word = self.word;
        let rest = word.get(self.at..).unwrap_or_default();
        let length = match rest.chars().next() {
            Some(digit) if digit.is_numeric() => rest
                .find(|letter: char| !letter.is_numeric())
                .unwrap_or(rest.len()),
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => 1,
            Some(_) | None => rest
                .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                .unwrap_or(rest.len()),
        };
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }
}
