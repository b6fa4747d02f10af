//! Words that mean something else because they are not quoted.

use crate::catalogue::shell_scripts_sound::{PATTERN_UNQUOTED, TEST_CONSTANT};
use crate::facts::{Build, Call};
use crate::finding::Finding;

/// What `find` takes a pattern behind.
const BEFORE_PATTERNS: [&str; 7] = [
    "-name",
    "-iname",
    "-path",
    "-ipath",
    "-wholename",
    "-iwholename",
    "-lname",
];

/// `find -name *.tmp`: with such a file in the directory, only its like are found.
pub(super) fn pattern(build: &Build<'_>, call: Call<'_>) -> Option<Finding> {
    let command = call.invocation;
    if command.name != "find" {
        return None;
    }
    let mut pairs = command.arguments.windows(2);
    let word = pairs.find_map(|pair| match pair {
        [option, word] if BEFORE_PATTERNS.contains(&option.text.as_str()) => {
            let written = word.span.of(build.text);
            let is_open = written.contains(['*', '?']) && !written.contains(['\\', '\'', '"', '$']);
            is_open.then_some(word)
        }
        _ => None,
    })?;
    Some(
        Finding::new(PATTERN_UNQUOTED)
            .with("pattern", &word.text)
            .at(build.at(word.span)),
    )
}

/// `[ -n $name ]`: without a value one word is left, and that is true.
pub(super) fn test(build: &Build<'_>, call: Call<'_>) -> Option<Finding> {
    let command = call.invocation;
    let words = command.arguments.as_slice();
    let (option, word) = match (command.name.as_str(), words) {
        ("test", [option, word]) => (option, word),
        ("[", [option, word, end]) if end.text == "]" => (option, word),
        _ => return None,
    };
    let is_bare = word.has_variable && !word.is_quoted && !word.has_substitution;
    (option.text == "-n" && is_bare && word.text.starts_with('$')).then(|| {
        Finding::new(TEST_CONSTANT)
            .with("variable", word.text.trim_matches(['$', '{', '}']))
            .at(build.at(word.span))
    })
}
