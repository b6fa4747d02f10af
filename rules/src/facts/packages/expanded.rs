//! Variables in a call's arguments: put in where they are known, named where they may decide.

use std::borrow::Cow;

use super::resolve::Values;
use crate::model::shell::Word;
use crate::span::Span;

/// The arguments with known variables replaced; one that holds several becomes several.
pub(super) fn expanded<'w>(arguments: &'w [Word], values: &Values<'_>) -> Cow<'w, [Word]> {
    if !arguments.iter().any(|word| word.has_variable) {
        return Cow::Borrowed(arguments);
    }
    let mut words = Vec::new();
    for word in arguments {
        if !word.has_variable {
            words.push(word.clone());
            continue;
        }
        words.extend(values.resolve(word).into_iter().map(|resolved| Word {
            text: resolved.text,
            has_variable: !resolved.missing.is_empty(),
            ..word.clone()
        }));
    }
    Cow::Owned(words)
}

/// The unsettled variables that may hold options: those in front of the sub-command, and
/// those named like options.
pub(super) fn open_options(arguments: &[Word], sub_command: Option<Span>) -> Vec<String> {
    let mut found = Vec::new();
    for word in arguments.iter().filter(|word| !word.is_quoted) {
        let Some(name) = variable(word) else {
            continue;
        };
        let lower = name.to_ascii_lowercase();
        let is_before = sub_command.is_some_and(|place| word.span.start < place.start);
        let is_named = ["opt", "flag", "arg", "param", "switch"]
            .iter()
            .any(|part| lower.contains(part));
        if is_before || is_named {
            found.push(name.to_owned());
        }
    }
    found
}

/// The variable without a value that a word begins with.
pub(super) fn variable(word: &Word) -> Option<&str> {
    let name = word.text.strip_prefix('$').filter(|_| word.has_variable)?;
    let name = name.trim_start_matches('{');
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    name.get(..end.unwrap_or(name.len()))
}
