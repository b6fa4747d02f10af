//! The value in the place of a finding about secrets.

use crate::report::Reported;
use crate::span::Span;

/// What may stand between a name and its value.
const SEPARATORS: [char; 6] = ['"', '\'', ' ', '=', ':', '\t'];

/// The value in the place of a finding about secrets.
///
/// The place is `NAME=value`, `NAME: value`, `NAME value`, or quoted; a name that the message
/// gives may be shown. Where no name is told apart, all of it is the value; where the place is
/// the name alone, what follows it is.
pub(super) fn value_in(finding: &Reported, place: Span, text: &str) -> Span {
    value_of(&finding.message, place, text)
}

fn value_of(message: &str, place: Span, text: &str) -> Span {
    let covered = place.of(text);
    if is_reference(covered) {
        return Span::new(place.end, place.end);
    }
    let before = text.get(..place.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '"', '\'']);
    if before.ends_with(['=', ':']) {
        return place;
    }
    let named = covered.trim_start_matches(['"', '\'', '-', ' ']);
    let rest = named.trim_start_matches(is_name);
    let name = named.get(..named.len() - rest.len()).unwrap_or_default();
    if name.is_empty() || !is_told(message, name) {
        return place;
    }
    let value = rest.trim_start_matches(SEPARATORS);
    if value.is_empty() {
        return following(place, text);
    }
    if value.len() == rest.len() {
        return place;
    }
    Span::new(place.end - value.len(), place.end)
}

/// Whether a text is a variable and nothing else.
fn is_reference(covered: &str) -> bool {
    let bare = covered.trim_matches(['"', '\'']);
    let Some(name) = bare.strip_prefix('$') else {
        return false;
    };
    let inner = name.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let name = inner.unwrap_or(name);
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether the message gives this name, as a word of its own.
fn is_told(message: &str, name: &str) -> bool {
    message
        .split(|letter: char| !is_name(letter))
        .map(|word| word.trim_matches(['-', '.']))
        .any(|word| word == name.trim_matches(['-', '.']))
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')
}

/// What stands behind a name: the rest of the line, and behind a sign the deeper lines below.
fn following(name: Span, text: &str) -> Span {
    let after = text.get(name.end..).unwrap_or_default();
    let signed = after
        .trim_start_matches(['"', '\'', ' '])
        .starts_with(['=', ':']);
    let line = after.split('\n').next().unwrap_or_default();
    let value = line.trim_start_matches(SEPARATORS);
    let start = name.end + (line.len() - value.len());
    let mut end = name.end + line.len();
    if signed {
        let line_start = text.get(..name.start).and_then(|head| head.rfind('\n'));
        let own = depth(
            text.get(line_start.map_or(0, |at| at + 1)..)
                .unwrap_or_default(),
        );
        for deeper in text
            .get(end..)
            .unwrap_or_default()
            .split_inclusive('\n')
            .skip(1)
        {
            if deeper.trim().is_empty() || depth(deeper) <= own {
                break;
            }
            end += deeper.len();
        }
        end = end.min(text.len());
    }
    let kept = text
        .get(start..end)
        .map_or(0, |value| value.trim_end().len());
    Span::new(start, start + kept)
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::value_of;
    use crate::span::Span;

    /// The line with what must not be shown as `*`.
    fn masked(text: &str, place: &str) -> String {
        let start = text.find(place).unwrap();
        let value = value_of(
            "The variable PW has a value, also as --pass",
            Span::new(start, start + place.len()),
            text,
        );
        let hidden = |at: usize| (value.start..value.end).contains(&at);
        text.char_indices()
            .map(|(at, letter)| if hidden(at) { '*' } else { letter })
            .collect()
    }

    #[test]
    fn a_finding_keeps_its_name_and_loses_its_value() {
        assert_eq!(masked("ENV A=b PW=abc", "PW=abc"), "ENV A=b PW=***");
        assert_eq!(masked("ENV PW abc def", "PW abc def"), "ENV PW *******");
        assert_eq!(masked("x --pass abc", "--pass abc"), "x --pass ***");
        assert_eq!(masked("PW: \"abc\"", "PW: \"abc\""), "PW: \"****");
        assert_eq!(masked("\"PW=abc\",", "\"PW=abc\""), "\"PW=****,");
        assert_eq!(masked("  PW: abc", "PW"), "  PW: ***");
        assert_eq!(masked("PW: a=bc", "a=bc"), "PW: ****");
        assert_eq!(masked("PW: abc", "abc"), "PW: ***");
        assert_eq!(masked("echo abc", "abc"), "echo ***");
        assert_eq!(masked("+abc", "+abc"), "****");
        assert_eq!(masked("COPY $PWD x", "$PWD"), "COPY $PWD x");
        assert_eq!(masked("x \"${A}\"", "\"${A}\""), "x \"${A}\"");
        assert_eq!(masked("x $A-b", "$A-b"), "x ****");
        assert_eq!(masked("ARG PW\nARG B", "PW"), "ARG PW\nARG B");
    }

    #[test]
    fn a_value_of_several_lines_goes_with_its_name() {
        let text = "env:\n  PW: |\n    one\n    two\n  B: 2\n";
        let shown = masked(text, "PW");
        assert_eq!(shown, format!("env:\n  PW: {}\n  B: 2\n", "*".repeat(17)));
    }
}
