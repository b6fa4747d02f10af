//! `${…}`: a variable with what to do about its value.

use super::expand::{Fault, LONGEST_VALUE, Lexer};
use super::pattern::Pattern;
use super::scope::Lookup;

/// The longest value that patterns are tried on, in bytes; what they are for is shorter.
const LONGEST_MATCHED: usize = 512;

/// How deep substitutions may stand in each other.
const DEEPEST: usize = 32;

impl<'s> Lexer<'_, 's> {
    /// Reads the rest of `${…}`; `start` is where the dollar sign stands.
    pub(super) fn braced(&mut self, start: usize, out: &mut String) -> Result<(), Fault> {
        match self.peek() {
            None => return Err(Fault::OpenBrace),
            Some('{' | '}' | ':') => return Err(Fault::BadSubstitution),
            Some(_) => {}
        }
        if self.depth == DEEPEST {
            return Err(Fault::TooDeep);
        }
        self.depth += 1;
        let name = self.name();
        match self.next() {
            Some('}') => self.plain(start, name, out)?,
            Some(':') => {
                let operator = self.next();
                self.conditional(start, name, operator, true, out)?;
            }
            Some(operator @ ('-' | '+' | '?')) => {
                self.conditional(start, name, Some(operator), false, out)?;
            }
            Some(side @ ('#' | '%')) => self.trimmed(start, name, side, out)?,
            Some('/') => self.replaced(start, name, out)?,
            Some(_) => return Err(Fault::BadSubstitution),
            None => return Err(Fault::OpenBrace),
        }
        self.depth -= 1;
        Ok(())
    }

    /// `-`, `+` and `?`; with a colon, an empty value counts as none.
    fn conditional(
        &mut self,
        start: usize,
        name: &str,
        operator: Option<char>,
        colon: bool,
        out: &mut String,
    ) -> Result<(), Fault> {
        // The names in the other word only count where that word is taken.
        let mark = self.unresolved.len();
        let mut word = String::new();
        self.until(Some('}'), false, &mut word)?;
        let word_names = self.unresolved.split_off(mark);
        let lookup = self.scope.lookup(name);
        let value = match lookup {
            Lookup::Set { text, .. } if !(colon && text.is_empty()) => Some(text),
            Lookup::Set { .. } | Lookup::Unset | Lookup::Undeclared => None,
            Lookup::Predefined => {
                self.keep(start, name, out);
                return Ok(());
            }
        };
        match (operator, value) {
            (Some('-'), None) | (Some('+'), Some(_)) => {
                self.unresolved.extend(word_names);
                self.push(&word, out)
            }
            (Some('+'), None) => Ok(()),
            (Some('-' | '?'), Some(_)) | (Some('?'), None) => {
                self.plain_set(start, name, value, out)
            }
            (Some(_) | None, _) => Err(Fault::UnknownOperator),
        }
    }

    fn plain_set(
        &mut self,
        start: usize,
        name: &str,
        value: Option<&str>,
        out: &mut String,
    ) -> Result<(), Fault> {
        if value.is_some() {
            return self.plain(start, name, out);
        }
        self.keep(start, name, out);
        Ok(())
    }

    /// `#` and `%` drop a match at the start or end; doubled, the longest.
    fn trimmed(
        &mut self,
        start: usize,
        name: &str,
        side: char,
        out: &mut String,
    ) -> Result<(), Fault> {
        let mark = self.unresolved.len();
        let mut pattern = String::new();
        self.until(Some('}'), true, &mut pattern)?;
        let (longest, pattern) = match pattern.strip_prefix(side) {
            Some(pattern) => (true, pattern),
            None => (false, pattern.as_str()),
        };
        let Some(value) = self.settled(start, name, mark, out)? else {
            return Ok(());
        };
        let pattern = Pattern::read(pattern).ok_or(Fault::BadPattern)?;
        let value = match side {
            '#' => pattern.trim_start(value, longest),
            _ => pattern.trim_end(value, longest),
        };
        self.push(&value, out)
    }

    /// `/pattern/replacement`; with a second slash in front, every match.
    fn replaced(&mut self, start: usize, name: &str, out: &mut String) -> Result<(), Fault> {
        let all = self.peek() == Some('/');
        if all {
            self.next();
        }
        let mark = self.unresolved.len();
        let (mut pattern, mut replacement) = (String::new(), String::new());
        self.until(Some('/'), true, &mut pattern)?;
        self.until(Some('}'), true, &mut replacement)?;
        let Some(value) = self.settled(start, name, mark, out)? else {
            return Ok(());
        };
        let pattern = Pattern::read(&pattern).ok_or(Fault::BadPattern)?;
        let matches = if all { value.len() + 1 } else { 1 };
        if matches.saturating_mul(replacement.len()) > 64 * LONGEST_VALUE {
            return Err(Fault::TooLong);
        }
        let value = pattern.replace(value, &replacement, all);
        self.push(&value, out)
    }

    /// The value a pattern is tried on; `None` where the variable stays as written, because
    /// its value or a name in the pattern (those from `mark` on) is not settled.
    fn settled(
        &mut self,
        start: usize,
        name: &str,
        mark: usize,
        out: &mut String,
    ) -> Result<Option<&'s str>, Fault> {
        if let Lookup::Set {
            text,
            unresolved: [],
        } = self.scope.lookup(name)
        {
            if self.unresolved.len() > mark {
                out.push_str(self.word.get(start..self.at).unwrap_or_default());
                return Ok(None);
            }
            if text.len() > LONGEST_MATCHED {
                return Err(Fault::TooLong);
            }
            return Ok(Some(text));
        }
        self.keep(start, name, out);
        Ok(None)
    }
}
