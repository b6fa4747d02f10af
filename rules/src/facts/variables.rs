//! The variables in a word, by the names it writes.

use std::ops::Range;

/// The names after `$` or `${` in a word, each where it stands; what is escaped or between
/// single quotes is no variable.
pub fn variables_in(word: &str, escape: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut is_quoted = false;
    let mut chars = word.char_indices();
    while let Some((at, letter)) = chars.next() {
        if letter == '\'' {
            is_quoted = !is_quoted;
        } else if letter == escape && !is_quoted {
            chars.next();
        } else if letter == '$' && !is_quoted {
            let rest = word.get(at + 1..).unwrap_or_default();
            let brace = usize::from(rest.starts_with('{'));
            let start = at + 1 + brace;
            let length = name_length(rest.get(brace..).unwrap_or_default());
            if length > 0 {
                found.push(start..start + length);
            }
        }
    }
    found
}

/// The word without its plain variables, `$NAME` and `${NAME}`: what is left when they are empty.
pub(super) fn emptied(word: &str) -> String {
    replaced(word, |_| Some(""))
}

/// The word with a value in the place of one plain variable, `$NAME` or `${NAME}`.
pub fn with_value(word: &str, name: &str, value: &str) -> String {
    replaced(word, |found| (found == name).then_some(value))
}

fn replaced<'v>(word: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut left = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('$') {
        left.push_str(before);
        let braced = after
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
            .filter(|(name, _)| !name.is_empty() && name_length(name) == name.len());
        let (name, tail) = braced.unwrap_or_else(|| after.split_at(name_length(after)));
        if let Some(value) = value(name).filter(|_| !name.is_empty()) {
            left.push_str(value);
            rest = tail;
        } else {
            left.push('$');
            rest = after;
        }
    }
    left.push_str(rest);
    left
}

/// How many bytes at the start of `text` are a variable's name.
fn name_length(text: &str) -> usize {
    let is_letter = |it: u8| it.is_ascii_alphabetic() || it == b'_';
    if !text.bytes().next().is_some_and(is_letter) {
        return 0;
    }
    let is_part = |it: &u8| is_letter(*it) || it.is_ascii_digit();
    text.bytes().take_while(is_part).count()
}

#[cfg(test)]
mod tests {
    use super::{emptied, variables_in, with_value};

    #[test]
    fn variables_are_found_where_they_stand() {
        let names = |word: &str| -> Vec<String> {
            let ranges = variables_in(word, '\\').into_iter();
            ranges.map(|range| word[range].to_owned()).collect()
        };
        assert_eq!(names("a:$TAG"), ["TAG"]);
        assert_eq!(names("${A:-${B}}/x$C-$1$"), ["A", "B", "C"]);
        assert_eq!(names("\\$A'$B'\"$C\""), ["C"]);
    }

    #[test]
    fn plain_variables_are_taken_out() {
        assert_eq!(emptied("alpine$TAG"), "alpine");
        assert_eq!(emptied("${HOST}/app:${TAG}-x"), "/app:-x");
        assert_eq!(emptied("${A:?b}$1$"), "${A:?b}$1$");
        assert_eq!(with_value("$A-${B}$BC", "B", "x"), "$A-x$BC");
    }
}
