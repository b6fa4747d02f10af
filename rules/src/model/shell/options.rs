//! Options among a command's arguments.

use super::{Invocation, Word};

impl Invocation {
    /// The arguments up to the command it runs; all of them, unless it is a wrapper.
    pub fn own_arguments(&self) -> &[Word] {
        let end = self.runs_from.unwrap_or(self.arguments.len());
        self.arguments.get(..end).unwrap_or(&self.arguments)
    }

    /// The argument that gives an option, by its one letter or its long name.
    ///
    /// Letters count in groups as well (`y` in `-qy`), a long name also with a value
    /// (`--name=value`). Its dashes may be written or left out; `'\0'` and an empty name stand
    /// for none. Arguments behind `--` and those of a wrapped command do not count.
    pub fn has_flag(&self, short: char, long: &str) -> Option<&Word> {
        find_flag(self.own_arguments(), short, long)
    }

    /// How often an option is given, by the rules of [`Invocation::has_flag`]; `-qq` is twice.
    pub fn count_flag(&self, short: char, long: &str) -> usize {
        count(self.own_arguments(), short, long)
    }

    /// The arguments that are neither options nor the values of the options named.
    ///
    /// Options are named with their dashes, e.g. `-t` and `--target-release`. A value may be
    /// the next argument, follow `=`, or be glued to a letter; all arguments behind `--` count.
    pub fn operands(&self, value_flags: &[&str]) -> Vec<&Word> {
        operands(self.own_arguments(), value_flags)
    }

    /// The first value of any of these options, named with their dashes, and its argument.
    ///
    /// `-u name`, `-uname`, `-xu name`, `--uid name` and `--uid=name` all count.
    pub fn value_of(&self, flags: &[&str]) -> Option<(&str, &Word)> {
        self.values_of(flags).into_iter().next()
    }

    /// Every value of these options, by the rules of [`Invocation::value_of`].
    pub fn values_of(&self, flags: &[&str]) -> Vec<(&str, &Word)> {
        values(self.own_arguments(), flags)
    }
}

/// See [`Invocation::has_flag`].
fn find_flag<'w>(arguments: &'w [Word], short: char, long: &str) -> Option<&'w Word> {
    let long = long.trim_start_matches('-');
    flags(arguments).find(|word| {
        if let Some(name) = word.text.strip_prefix("--") {
            let name = name.split('=').next().unwrap_or_default();
            return !long.is_empty() && name == long;
        }
        group(&word.text).contains(short)
    })
}

/// Whether an option is given; see [`Invocation::has_flag`].
pub(crate) fn has(arguments: &[Word], short: char, long: &str) -> bool {
    find_flag(arguments, short, long).is_some()
}

/// See [`Invocation::count_flag`].
pub(crate) fn count(arguments: &[Word], short: char, long: &str) -> usize {
    let long = long.trim_start_matches('-');
    flags(arguments)
        .map(|word| match word.text.strip_prefix("--") {
            Some(name) => usize::from(!long.is_empty() && name == long),
            None => group(&word.text).matches(short).count(),
        })
        .sum()
}

/// See [`Invocation::values_of`].
pub(crate) fn values<'w>(arguments: &'w [Word], flags: &[&str]) -> Vec<(&'w str, &'w Word)> {
    let mut values = Vec::new();
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        if word.text == "--" {
            break;
        }
        if takes_next(&word.text, flags) {
            values.extend(rest.next().map(|value| (value.text.as_str(), value)));
        } else if let Some(value) = own_value(&word.text, flags) {
            values.push((value, word));
        }
    }
    values
}

fn flags(arguments: &[Word]) -> impl Iterator<Item = &Word> {
    arguments
        .iter()
        .take_while(|word| word.text != "--")
        .filter(|word| is_flag(&word.text))
}

fn is_flag(text: &str) -> bool {
    text.len() > 1 && text.starts_with('-')
}

/// The letters of a group such as `-qy`; of `-oName=value` only the first.
fn group(text: &str) -> &str {
    let Some(letters) = text.strip_prefix('-') else {
        return "";
    };
    let is_letter =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '#' | '?' | '@');
    if letters.chars().all(is_letter) {
        return letters;
    }
    let first = letters.chars().next().map_or(0, char::len_utf8);
    letters.get(..first).unwrap_or_default()
}

/// See [`Invocation::operands`].
pub(crate) fn operands<'w>(arguments: &'w [Word], value_flags: &[&str]) -> Vec<&'w Word> {
    let mut found = Vec::new();
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        if word.text == "--" {
            found.extend(rest);
            break;
        }
        if !is_flag(&word.text) {
            found.push(word);
        } else if takes_next(&word.text, value_flags) {
            rest.next();
        }
    }
    found
}

/// Whether an argument is an option, or a group that ends in one, whose value comes next.
pub(super) fn takes_next(text: &str, value_flags: &[&str]) -> bool {
    if value_flags.contains(&text) {
        return true;
    }
    if text.starts_with("--") {
        return false;
    }
    first_valued(text, value_flags).is_some_and(|at| at == text.len())
}

/// Whether an argument is one of these options, alone or in a group.
pub(super) fn matches_any(text: &str, flags: &[&str]) -> bool {
    flags.contains(&text) || (!text.starts_with("--") && first_valued(text, flags).is_some())
}

/// The value that an argument holds itself, glued or behind an equals sign.
fn own_value<'t>(text: &'t str, flags: &[&str]) -> Option<&'t str> {
    if let Some((name, value)) = text.split_once('=')
        && flags.contains(&name)
    {
        return Some(value);
    }
    if text.starts_with("--") {
        return None;
    }
    text.get(first_valued(text, flags)?..)
        .filter(|value| !value.is_empty())
}

/// Where the value of the first letter of a group begins that is among `flags`.
fn first_valued(text: &str, flags: &[&str]) -> Option<usize> {
    let letters = text.strip_prefix('-')?;
    for (at, letter) in letters.char_indices() {
        if !letter.is_ascii_alphanumeric() {
            return None;
        }
        let is_valued = |flag: &&str| {
            flag.strip_prefix('-')
                .is_some_and(|name| name.len() == 1 && name.starts_with(letter))
        };
        if flags.iter().any(is_valued) {
            return Some(at + 2);
        }
    }
    None
}
