//! Where a word uses variables.

use std::ops::Range;

/// A use of a variable in a word that the builder expands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The variable's name.
    pub name: String,
    /// The bytes of the name in the word.
    pub range: Range<usize>,
    /// Whether an operator says what happens without a value, as in `${NAME:-default}`.
    pub guarded: bool,
}

/// Every use of a variable in `word`, as written with its quotes and escapes, in order.
///
/// Single quotes and the escape character keep a dollar sign from being one. What stands behind
/// an operator is read as well. Positions such as `$1` are no variables of the builder.
pub fn references(word: &str, escape: char) -> Vec<Reference> {
    scan(word, escape, true)
}

/// The same in a document without quotes around its name, where quotes mean nothing.
pub fn references_in_document(body: &str, escape: char) -> Vec<Reference> {
    scan(body, escape, false)
}

fn scan(word: &str, escape: char, quotes: bool) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut chars = word.char_indices();
    while let Some((at, letter)) = chars.next() {
        match quote {
            Some('\'') if letter != '\'' => {}
            Some(open) if open == letter => quote = None,
            None if quotes && matches!(letter, '\'' | '"') => quote = Some(letter),
            Some(_) | None if letter == escape => {
                chars.next();
            }
            Some(_) | None if letter == '$' => found.extend(reference(word, at + 1)),
            Some(_) | None => {}
        }
    }
    found
}

/// The name behind the dollar sign that ends before `at`.
fn reference(word: &str, at: usize) -> Option<Reference> {
    let rest = word.get(at..)?;
    let braced = rest.starts_with('{');
    let start = at + usize::from(braced);
    let rest = word.get(start..)?;
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return None;
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = rest.bytes().take_while(|byte| is_name(*byte)).count();
    let name = rest.get(..length)?;
    let operator = rest.get(length..)?.trim_start_matches(':');
    Some(Reference {
        name: name.to_owned(),
        range: start..start + length,
        guarded: braced && operator.starts_with(['-', '+', '?']),
    })
}

#[cfg(test)]
mod tests {
    use super::{references, references_in_document};

    fn names(word: &str) -> Vec<String> {
        let told = |found: super::Reference| {
            assert_eq!(&word[found.range.clone()], found.name);
            format!("{}{}", found.name, if found.guarded { "?" } else { "" })
        };
        references(word, '\\').into_iter().map(told).collect()
    }

    #[test]
    fn names_end_where_a_shell_ends_them() {
        assert_eq!(names("$a/${b_1}x$C-$1$$"), ["a", "b_1", "C"]);
        assert_eq!(names("$X_Y"), ["X_Y"]);
        assert_eq!(names("${a:-$b}${c#x}${d:?e}"), ["a?", "b", "c", "d?"]);
    }

    #[test]
    fn quotes_and_escapes_hide_what_they_hide_from_the_builder() {
        assert_eq!(names(r#"'$a' "$b" \$c "'$d'" \'$e"#), ["b", "d", "e"]);
        assert_eq!(references_in_document("'$a' \\$b", '\\').len(), 1);
        assert_eq!(names("${"), [""; 0]);
    }
}
