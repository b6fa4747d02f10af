//! Source text that may be shown: what could be a secret in it is left out.

use super::secrets::{is_secret_name, without_secrets};
use crate::conceal::MASK;

/// One line of source text with everything behind a secret's name, or shaped like one, left out.
///
/// Rather too much is left out than too little: behind the name of a secret the rest of the
/// line goes, because quotes, blanks and commas may all belong to the value.
pub(crate) fn masked(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        let word = rest.find(ends_word).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        let (between, next) = after.split_at(after.find(starts_word).unwrap_or(after.len()));
        if let Some(name) = secret_name(word, after) {
            shown.push_str(name);
            shown.push_str(MASK);
            return shown;
        }
        shown.push_str(&without_secrets(word, MASK));
        shown.push_str(between);
        rest = next;
    }
    shown
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
    ((is_option || is_given) && is_secret_name(name)).then_some(name)
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
    use super::masked;

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
        ] {
            assert_eq!(masked(line), shown, "{line}");
        }
    }
}
