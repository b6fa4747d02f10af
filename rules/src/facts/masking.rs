//! Source text that may be shown: what could be a secret in it is left out.

use super::secrets::{is_secret_name, sightings, without_secrets};
use crate::conceal::MASK;

/// How far it is looked for the end of a variable, in bytes.
const LONGEST_MESSAGE: usize = 200;

/// One line of source text with everything behind a secret's name, or shaped like one, left out.
///
/// Rather too much is left out than too little: behind the name of a secret the rest of the
/// line goes, because quotes, blanks and commas may all belong to the value.
pub(crate) fn masked(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for Word { word, after } in words(line) {
        if let Some(name) = secret_name(word, after) {
            shown.push_str(name);
            shown.push_str(MASK);
            return shown;
        }
        shown.push_str(&without_secrets(word, MASK));
        let between = after.find(starts_word).unwrap_or(after.len());
        shown.push_str(after.get(..between).unwrap_or_default());
    }
    shown
}

/// Whether something of a line is left out where it is shown.
pub(crate) fn is_masked(line: &str) -> bool {
    words(line).any(|it| secret_name(it.word, it.after).is_some() || !sightings(it.word).is_empty())
}

/// A word of a line, which may be empty at the beginning, and all that stands behind it.
struct Word<'a> {
    word: &'a str,
    after: &'a str,
}

fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(ends_word).filter(|_| !refers_to_itself(rest));
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        let next = after.find(starts_word).unwrap_or(after.len());
        rest = after.get(next..).unwrap_or_default();
        Some(Word { word, after })
    })
}

/// `word` up to its separator, where it names a secret that has a value behind it.
fn secret_name<'a>(word: &'a str, after: &str) -> Option<&'a str> {
    let end = word
        .find(|letter| !is_of_name(letter))
        .unwrap_or(word.len());
    let (name, value) = word.split_at(end);
    let is_option = name.starts_with('-') && !after.trim().is_empty();
    // In JSON a quote stands between the name and its separator.
    let behind = if value.is_empty() {
        after.trim_start_matches(['"', '\''])
    } else {
        value
    };
    let has_value = behind.len() > 1 || after.contains(starts_word);
    let is_given = has_value && behind.starts_with(['=', ':']);
    let is_secret = (is_option || is_given) && is_secret_name(name) && !refers_to_itself(word);
    is_secret.then_some(name)
}

/// Whether a line ends in a name whose value is the variable of the same name, as in
/// `PASSWORD: ${PASSWORD:?is to be set}`: that gives nothing away. One with a default does.
fn refers_to_itself(line: &str) -> bool {
    let end = line.find(|letter| !is_of_name(letter));
    let (name, behind) = line.split_at(end.unwrap_or(0));
    let variable = behind
        .trim_start_matches(['"', '\'', '=', ':', ' '])
        .strip_prefix("${")
        .and_then(|it| it.strip_prefix(name));
    let Some(variable) = variable.filter(|_| !name.is_empty()) else {
        return false;
    };
    let mut letters = variable.bytes().take(LONGEST_MESSAGE);
    let end = letters.position(|letter| letter == b'}');
    let Some((told, rest)) = end.and_then(|end| variable.split_at_checked(end)) else {
        return false;
    };
    let is_bare = told.is_empty() || told.starts_with(":?") || told.starts_with('?');
    is_bare && rest.chars().all(ends_word)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || is_mark(letter)
}

fn starts_word(letter: char) -> bool {
    !ends_word(letter)
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '[' | ']' | '{' | '}' | ',' | ';')
}

#[cfg(test)]
mod tests {
    use super::{is_masked, masked};

    #[test]
    fn what_follows_a_secrets_name_is_left_out() {
        for (line, shown) in [
            (
                "CMD mysql --password=hunter2 -h db",
                "CMD mysql --password•••",
            ),
            ("DB_PASSWORD=hunter2 and more", "DB_PASSWORD•••"),
            (
                "[\"A=1\", \"DB_PASSWORD=hunter2\"]",
                "[\"A=1\", \"DB_PASSWORD•••",
            ),
            ("{DB_PASSWORD: hunter2}", "{DB_PASSWORD•••"),
            (
                "postgres://app:hunter2@db/app x",
                "postgres://app:•••@db/app x",
            ),
            ("\"DB_PASSWORD\": \"hunter2\"", "\"DB_PASSWORD•••"),
            ("mysql --password hunter2", "mysql --password•••"),
            ("[PASS] 4.1 - A user", "[PASS] 4.1 - A user"),
            ("USER root", "USER root"),
            ("PASSWORD", "PASSWORD"),
            (
                "  - \"PW_TOKEN=${PW_TOKEN:?is to be set}\"",
                "  - \"PW_TOKEN=${PW_TOKEN:?is to be set}\"",
            ),
            ("TOKEN: ${TOKEN}", "TOKEN: ${TOKEN}"),
            ("TOKEN: ${TOKEN:-hunter2}", "TOKEN•••"),
            ("TOKEN: ${TOKEN} and more", "TOKEN•••"),
            ("TOKEN: ${hunter2}", "TOKEN•••"),
        ] {
            assert_eq!(masked(line), shown, "{line}");
            assert_eq!(is_masked(line), line != shown, "{line}");
        }
    }
}
