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
    for it in words(line) {
        if let Some(name) = it.secret_name() {
            shown.push_str(name);
            shown.push_str(MASK);
            return shown;
        }
        shown.push_str(&without_secrets(it.text, MASK));
        let after = it.after();
        let between = after.find(starts_word).unwrap_or(after.len());
        shown.push_str(after.get(..between).unwrap_or_default());
    }
    shown
}

/// Whether something of a line is left out where it is shown.
pub(crate) fn is_masked(line: &str) -> bool {
    words(line).any(|it| it.secret_name().is_some() || !sightings(it.text).is_empty())
}

/// A word of a line, which may be empty at the beginning.
struct Word<'a> {
    text: &'a str,
    /// The word and all that stands behind it.
    rest: &'a str,
    /// Whether it is the inside of a variable that has to be set.
    is_variable: bool,
}

fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (before, rest) = line.split_at_checked(at)?;
        let variable = before.ends_with("${").then(|| required(rest)).flatten();
        let end = variable.or_else(|| rest.find(ends_word));
        let text = rest.get(..end.unwrap_or(rest.len()))?;
        let it = Word {
            text,
            rest,
            is_variable: variable.is_some(),
        };
        let after = it.after();
        at += text.len() + after.find(starts_word).unwrap_or(after.len());
        (!rest.is_empty()).then_some(it)
    })
}

impl<'a> Word<'a> {
    /// All that stands behind it.
    fn after(&self) -> &'a str {
        self.rest.get(self.text.len()..).unwrap_or_default()
    }

    /// The word up to its separator, where it names a secret that has a value behind it.
    fn secret_name(&self) -> Option<&'a str> {
        let after = self.after();
        let end = self.text.find(|letter| !is_of_name(letter));
        let (name, value) = self.text.split_at(end.unwrap_or(self.text.len()));
        let is_option = name.starts_with('-') && !after.trim().is_empty();
        // In JSON a quote stands between the name and its separator.
        let behind = if value.is_empty() {
            after.trim_start_matches(['"', '\''])
        } else {
            value
        };
        let has_value = behind.len() > 1 || after.contains(starts_word);
        let is_given = has_value && behind.starts_with(['=', ':']);
        let is_told = (is_option || is_given) && !self.is_variable;
        let is_secret = is_told && is_secret_name(name) && !is_from_outside(name, self.rest);
        is_secret.then_some(name)
    }
}

/// Whether the value behind a name is a variable without a default: one that has to be set, or
/// at the end of the line the one of the same name, as in `PASSWORD: ${PASSWORD}`. That gives
/// nothing away.
fn is_from_outside(name: &str, rest: &str) -> bool {
    let behind = rest.get(name.len()..).unwrap_or_default();
    let value = behind.trim_start_matches(['"', '\'', '=', ':', ' ']);
    let Some(inner) = value.strip_prefix("${") else {
        return false;
    };
    match required(inner).and_then(|end| inner.get(end + 1..)) {
        Some(behind) => {
            behind.is_empty() || behind.starts_with(ends_word) || behind.starts_with(MASK)
        }
        None => inner
            .strip_prefix(name)
            .and_then(|it| it.strip_prefix('}'))
            .is_some_and(|behind| behind.chars().all(ends_word)),
    }
}

/// The length of what stands in the braces of a variable that has to be set, as in
/// `${PASSWORD:?is to be set}`.
fn required(inner: &str) -> Option<usize> {
    let near = inner.get(..inner.floor_char_boundary(LONGEST_MESSAGE))?;
    let told = near.trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '_');
    let told = told.strip_prefix(':').unwrap_or(told);
    let is_required = told.len() < near.len() && told.starts_with('?');
    near.find('}').filter(|_| is_required)
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
            (
                "\"${PW_TOKEN:?is to be set}\"",
                "\"${PW_TOKEN:?is to be set}\"",
            ),
            (
                "db://me:${DB_PASSWORD:?is to be set}@db/",
                "db://me:${DB_PASSWORD:?is to be set}@db/",
            ),
            (
                "run --password ${PW:?is to be set} --token hunter2",
                "run --password ${PW:?is to be set} --token•••",
            ),
            ("TOKEN=${PW:?is to be set}hunter2", "TOKEN•••"),
            ("TOKEN: ${PW-hunter2?}", "TOKEN•••"),
            ("${PW:?x} PASSWORD=hunter2", "${PW:?x} PASSWORD•••"),
            ("PASSWORD:?hunter2", "PASSWORD•••"),
        ] {
            assert_eq!(masked(line), shown, "{line}");
            assert_eq!(is_masked(line), line != shown, "{line}");
        }
    }
}
